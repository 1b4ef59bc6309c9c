using System.Security.Claims;
using System.Text.Encodings.Web;
using Marquee.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marquee.Access;

/// <summary>Why a request that tried to prove who asks did not; told to the one who sent it.</summary>
sealed record Unproven(Text Why);

/// <summary>
/// Finds out who asks: by an API key or the machine's local key, else by the session cookie. A request that shows a key is
/// judged by the key alone.
/// </summary>
sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    Sessions sessions, ApiKeys keys, LocalKey local, Members members) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "marquee";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var ct = Context.RequestAborted;
        var signedIn = Key(Request) switch
        {
            null when BasicKeys.Read(Request) is { } basic => await ByApiKey(basic, basic: true, ct),
            null => await BySession(ct),
            var key when local.Is(key) => await ByLocalKey(ct),
            var key => await ByApiKey(key, basic: false, ct),
        };
        return signedIn is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(signedIn), AccessHandler.Scheme));
    }

    /// <summary>Other schemes than Bearer are left alone, but where a route takes a key as a password: a proxy in front may ask for one of its own.</summary>
    static string? Key(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        return authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..].Trim()
            : request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key
            : null;
    }

    async Task<SignedIn?> BySession(CancellationToken ct)
    {
        if (SessionCookie.Read(Request) is not { } token || await sessions.Find(token, ct) is not var (session, member))
        {
            return null;
        }

        if (sessions.IsStale(session))
        {
            await sessions.Touch(session.Id, ct);
            SessionCookie.Set(Context, token, sessions.Lifetime);
        }

        return new SignedIn(Viewers.Of(member, Origin.Page)) { Session = session, Csrf = Secret.Csrf(token) };
    }

    async Task<SignedIn?> ByLocalKey(CancellationToken ct)
    {
        var name = Request.Headers[LocalKey.MemberHeader].ToString();
        var member = name.Length == 0 ? await members.Host(ct) : await members.ByName(Uri.UnescapeDataString(name), ct);
        if (member is { Disabled: false })
        {
            return new SignedIn(Viewers.Of(member, Origin.Cli)) { Local = true };
        }

        Context.Features.Set(new Unproven(member is null ? new Text("access.member.unknown") : new Text("access.member.shutOut", ("name", member.Name))));
        return null;
    }

    async Task<SignedIn?> ByApiKey(string key, bool basic, CancellationToken ct)
    {
        if (!key.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) || await keys.Find(key, ct) is not var (row, member))
        {
            Context.Features.Set(new Unproven(new Text("access.keyUnknown")));
            return null;
        }

        await keys.Touch(row, ct);
        return new SignedIn(Viewers.Of(member, Origin.Api) with { Role = KeyScopes.Role(member.Role, row.Scopes) }) { Key = row.Scopes, KeyRow = row, OfHost = member.Role == Role.Host, Basic = basic };
    }
}
