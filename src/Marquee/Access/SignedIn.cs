using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>What a request proved: the viewer, and by what. As an endpoint's parameter it is filled from the request.</summary>
public sealed class SignedIn(Viewer viewer) : ClaimsIdentity([new Claim(ClaimTypes.Name, viewer.Name)], AccessHandler.Scheme)
{
    public Viewer Viewer { get; } = viewer;

    /// <summary>The browser's session; null when a key asks.</summary>
    public Session? Session { get; init; }

    /// <summary>What unsafe requests of this session must carry; null when a key asks.</summary>
    public string? Csrf { get; init; }

    /// <summary>What the API key is for; null when no API key asks.</summary>
    public IReadOnlyList<KeyScope>? Key { get; init; }

    /// <summary>The API key, without the key itself; null when no API key asks.</summary>
    public ApiKey? KeyRow { get; init; }

    /// <summary>The member is a host, in whatever role their key acts.</summary>
    public bool OfHost { get; init; } = viewer.Role == Role.Host;

    /// <summary>The key came as a password, which browsers send along by themselves once they know it.</summary>
    public bool Basic { get; init; }

    /// <summary>
    /// The machine's local key asks: whoever holds it owns the data folder. It acts as its member, but routes for hosts stay
    /// open to it, so that the command line can help any member.
    /// </summary>
    public bool Local { get; init; }

    public static SignedIn? Of(HttpContext context) => context.User.Identity as SignedIn;

    public static ValueTask<SignedIn?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}
