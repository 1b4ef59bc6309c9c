namespace Marquee.Integrations.Servarr;

/// <summary>Where a server is and what lets one in. Printed without its key.</summary>
public sealed class ServarrConnection
{
    const int LongestKey = 200;

    ServarrConnection(Uri address, string apiKey, bool onThisMachine) => (Address, ApiKey, OnThisMachine) = (address, apiKey, onThisMachine);

    /// <summary>Ends with a slash, behind the server's base path if it has one: <c>http://media.lan/radarr/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Goes into the header <c>X-Api-Key</c> and nowhere else.</summary>
    public string ApiKey { get; }

    /// <summary>A host has ticked that this address may be called although it may lie on this machine.</summary>
    public bool OnThisMachine { get; }

    /// <summary>Host and port, for sentences.</summary>
    public string Host => Address.Authority;

    /// <returns>
    /// Null when the address is not http or https, or brings a name, a password, a query or a mark along, or when the key is no
    /// single word of plain signs.
    /// </returns>
    public static ServarrConnection? From(string address, string apiKey, bool onThisMachine = false) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 }
        && apiKey.Trim() is { Length: > 0 and <= LongestKey } key && key.All(c => c is > ' ' and <= '~')
            ? new ServarrConnection(uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri, key, onThisMachine)
            : null;

    public override string ToString() => Address.ToString();
}
