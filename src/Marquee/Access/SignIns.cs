using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Access;

public enum SignInWay
{
    Password,
    Link,
    Invitation,
}

/// <summary>Begins and ends the session of a browser, and writes the operator's line about it.</summary>
public sealed partial class SignIns(Sessions sessions, SignInLog signIns, ILogger<SignIns> log)
{
    /// <summary>Signs the browser in with a new token; one that it already had is ended.</summary>
    public async Task<SignedIn> Begin(HttpContext context, Member member, SignInWay way, CancellationToken ct)
    {
        if (SignedIn.Of(context) is { Session: { } old, Viewer: var before })
        {
            await sessions.End(before.Member, old.Id, ct);
        }

        var (session, token) = await sessions.Open(member.Id, DeviceName.Of(context.Request.Headers.UserAgent), way == SignInWay.Link, ct);
        SessionCookie.Set(context, token, sessions.Lifetime);
        await signIns.Note(member.Id, way, SignInOutcome.Done, session.Device, context.Connection.RemoteIpAddress, ct);
        Began(member.Name, way, session.Device, context.Connection.RemoteIpAddress);
        return new SignedIn(Viewers.Of(member, Origin.Page)) { Session = session, Csrf = Secret.Csrf(token) };
    }

    public async Task End(HttpContext context, SignedIn signedIn, CancellationToken ct)
    {
        if (signedIn.Session is { } session)
        {
            await sessions.End(signedIn.Viewer.Member, session.Id, ct);
        }

        SessionCookie.Delete(context);
        Ended(signedIn.Viewer.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Member} signed in by {Way} with {Device} from {Address}")]
    partial void Began(string member, SignInWay way, string device, System.Net.IPAddress? address);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Member} signed out")]
    partial void Ended(string member);
}
