using Marquee.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Households;

/// <summary>The asking member as the front end shows them.</summary>
/// <param name="Language">Absent until the member chooses one: then the browser's languages count.</param>
/// <param name="TimeZone">Absent until the member chooses one.</param>
public sealed record MemberView(long Id, string Name, Role Role, string? Language, string? TimeZone, Theme Theme, RatingStyle RatingStyle, bool HasPassword, bool ShowAdult);

/// <summary>Puts together what is known about one member.</summary>
public sealed class MemberViews(Members members, Preferences preferences, Passwords passwords)
{
    public async Task<MemberView> Of(long member, CancellationToken ct)
    {
        var found = await members.Find(member, ct) ?? throw new InvalidOperationException("The asking member is gone.");
        var chosen = await preferences.Of(member, ct);
        return new MemberView(
            found.Id, found.Name, found.Role, chosen.Language, chosen.TimeZone, chosen.Theme, chosen.RatingStyle,
            await passwords.Has(member, ct), Viewers.Of(found, Origin.Page).ShowAdult);
    }
}

public static class HouseholdsEndpoints
{
    public static void MapHouseholds(this IEndpointRouteBuilder app) =>
        app.MapPut("/api/v1/session/preferences", Set).WithTags("Session").Access(AccessRule.Member)
            .WithSummary("Changes the asking member's preferences; what is absent stays as it is")
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);

    static async Task<Results<Ok<MemberView>, ValidationProblem, ProblemHttpResult>> Set(
        PreferenceChange change, Viewer me, Preferences preferences, MemberViews views, CancellationToken ct)
    {
        var (clean, wrong) = PreferenceRules.Check(change, me.Role);
        if (wrong is var (field, why))
        {
            return Problems.Invalid(field, why);
        }

        return await preferences.Set(me.Member, clean, ct)
            ? TypedResults.Ok(await views.Of(me.Member, ct))
            : Problems.Of(StatusCodes.Status409Conflict, "access.member.nameTaken", ("name", clean.Name!));
    }
}
