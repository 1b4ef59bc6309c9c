using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>Where a change came from; written in lower case with each fact.</summary>
public enum Origin
{
    Page,
    Api,
    Cli,
    Import,
    Job,

    /// <summary>A device that said it when it came home.</summary>
    Phone,
}

/// <summary>
/// Who is asking. Every query that returns titles takes it. As an endpoint's parameter it is filled from the sign-in of the request.
/// </summary>
/// <param name="Member">The member's id.</param>
/// <param name="ShowAdult">Whether adult titles may be shown; never for a child.</param>
public sealed record Viewer(long Member, string Name, Role Role, bool ShowAdult, Origin Origin)
{
    /// <summary>Which device, where the origin is <see cref="Origin.Phone"/>; written with each fact.</summary>
    public long? Device { get; init; }

    public static ValueTask<Viewer?> BindAsync(HttpContext context) => ValueTask.FromResult(SignedIn.Of(context)?.Viewer);
}

public static class Viewers
{
    /// <summary>A member as the one who asks, for work that no request carries: the command line, an import, a job.</summary>
    public static Viewer Of(Member member, Origin origin) =>
        new(member.Id, member.Name, member.Role, member.ShowAdult && member.Role != Role.Child, origin);
}
