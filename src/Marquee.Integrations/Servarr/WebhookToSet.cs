namespace Marquee.Integrations.Servarr;

/// <summary>
/// The webhook of one connection, as the server is to have it. The secret travels as the password of basic authentication, which
/// every version of both programs can send; headers of one's own they know only lately. Printed without it.
/// </summary>
public sealed class WebhookToSet(string name, Uri address, string username, string password)
{
    /// <summary>By which it is found again; the server wants it unique.</summary>
    public string Name { get; } = name;

    /// <summary>Ours, as the server reaches it.</summary>
    public Uri Address { get; } = address;

    public string Username { get; } = username;

    public string Password { get; } = password;

    public override string ToString() => Name;
}

/// <summary>A webhook that the server has, ours or anybody's.</summary>
/// <param name="Address">Where it is sent to; null when the server does not say.</param>
/// <param name="Events">What it is sent for, as the server calls it: <c>onGrab</c>, <c>onDownload</c>, ...</param>
public sealed record WebhookThere(int Id, string Name, string? Address, IReadOnlyList<string> Events);
