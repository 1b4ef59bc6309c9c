using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Marquee.Integrations.Tmdb;

/// <summary>
/// What TMDB hands out for calling it: the newer read access token goes into a header; the older key can only go into the
/// address, so an address that was asked for is never logged, and never part of an error.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class TmdbKey
{
    readonly string _text;
    readonly bool _isToken;

    TmdbKey(string text, bool isToken) => (_text, _isToken) = (text, isToken);

    /// <param name="text">As somebody copied it.</param>
    /// <returns>Null when it has the form of neither.</returns>
    public static TmdbKey? Parse(string text)
    {
        var bare = text.Trim();
        return Token().IsMatch(bare) ? new TmdbKey(bare, isToken: true) : Key().IsMatch(bare) ? new TmdbKey(bare, isToken: false) : null;
    }

    public override string ToString() => "(secret)";

    internal HttpRequestMessage Get(Uri address)
    {
        var asked = _isToken ? address : new UriBuilder(address) { Query = $"{address.Query.TrimStart('?')}{(address.Query.Length > 1 ? "&" : "")}api_key={_text}" }.Uri;
        var request = new HttpRequestMessage(HttpMethod.Get, asked);
        request.Headers.Accept.ParseAdd("application/json");
        if (_isToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _text);
        }

        return request;
    }

    // A JSON web token: three parts of base64url.
    [GeneratedRegex(@"^[\w-]{10,500}\.[\w-]{10,2000}\.[\w-]{10,500}$", RegexOptions.ECMAScript)]
    private static partial Regex Token();

    // "0123456789abcdef0123456789abcdef"
    [GeneratedRegex(@"^[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
