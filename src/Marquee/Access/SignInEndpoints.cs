using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <param name="Member">Absent when nobody has the name that was tried.</param>
/// <param name="Way">password, link or invitation.</param>
/// <param name="Outcome">done, wrongPassword, noPassword, shutOut, unknownName, tooMany or wrongCode.</param>
/// <param name="Origin">thisMachine, homeNetwork or elsewhere.</param>
public sealed record SignInRow(long Id, string? Member, DateTimeOffset At, string Way, string Outcome, string Device, string Origin)
{
    public static SignInRow Of(SignInEntry entry) => new(entry.Id, entry.Member, Wire.At(entry.At), entry.Way, entry.Outcome, entry.Device, entry.Origin);
}

static class SignInEndpoints
{
    const int Shown = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/session/sign-ins", Own).WithTags("Session").Access(AccessRule.Member)
            .WithSummary("Who came in as the asking member, or tried to, newest first").ProducesProblem(401);
        app.MapGet("/api/v1/members/sign-ins", All).WithTags("Members").Access(AccessRule.Host)
            .WithSummary("The same of everybody, names that nobody has included").ProducesProblem(401).ProducesProblem(403);
    }

    static async Task<Ok<SignInRow[]>> Own(Viewer viewer, SignInLog log, CancellationToken ct) => TypedResults.Ok(await Rows(log, viewer.Member, ct));

    static async Task<Ok<SignInRow[]>> All(SignInLog log, CancellationToken ct) => TypedResults.Ok(await Rows(log, null, ct));

    static async Task<SignInRow[]> Rows(SignInLog log, long? member, CancellationToken ct) =>
        [.. (await log.Newest(member, Shown, ct)).Select(SignInRow.Of)];
}
