using Marquee.Access;
using Marquee.Acquisition.Wishes.Rights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>Whether the house gets titles, and which wishes need no host's word.</summary>
/// <param name="On">The house gets what is wished for.</param>
public sealed record WishHouseScreen(bool On, IReadOnlyList<WishRule> Rules);

/// <param name="On">True gets what is wished for from now on.</param>
/// <param name="MayHave">Must be true with it: a host says that it is for content that the house may have.</param>
public sealed record WishHouseRequest(bool On, bool MayHave = false);

/// <summary>What members may wish for, and by which rules. For hosts.</summary>
public static class WishRuleEndpoints
{
    const int MostDays = 366;
    const int MostCount = 10_000;

    public static void MapWishRules(this IEndpointRouteBuilder app)
    {
        var house = app.MapGroup("/api/v1/house/wishes").WithTags("Wishes").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        house.MapGet("/", Show).WithSummary("Whether the house gets what is wished for, and the rules by which wishes need no host");
        house.MapPut("/", Set).WithSummary("Turns getting on or off; on only with the word that it is for content that the house may have");
        house.MapPost("/rules", AddRule).WithSummary("Makes a rule; a child's wishes go by none");
        house.MapDelete("/rules/{id:long}", RemoveRule).WithSummary("Takes a rule away").ProducesProblem(404);
        var members = app.MapGroup("/api/v1/members/{id:long}/wishes").WithTags("Members").Access(AccessRule.Host).ByKey(KeyScope.Household).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        members.MapGet("/", Rights).WithSummary("What a member may wish for");
        members.MapPut("/", SetRights).WithSummary("Gives a member other rights and quotas");
    }

    static async Task<Ok<WishHouseScreen>> Show(HouseRules rules, CancellationToken ct) =>
        TypedResults.Ok(new WishHouseScreen((await rules.Gets(ct)).On, await rules.Rules(ct)));

    static async Task<Results<Ok<WishHouseScreen>, ValidationProblem>> Set(WishHouseRequest request, Viewer viewer, HouseRules rules, CancellationToken ct)
    {
        if (request is { On: true, MayHave: false })
        {
            return Problems.Invalid("mayHave", "screens.wish.mayHave");
        }

        await rules.SetGets(viewer, request.On, ct);
        return await Show(rules, ct);
    }

    static async Task<Results<Ok<WishHouseScreen>, ValidationProblem>> AddRule(WishRule rule, Viewer viewer, HouseRules rules, Members members, CancellationToken ct)
    {
        if (rule.MinRating is < 0 or > 100 || rule.MinVotes is < 0 || rule.FromYear is < 1800 or > 2200 || rule.MostBytes is <= 0)
        {
            return Problems.Invalid("rule", "screens.wish.rule");
        }

        if (rule.Member is { } member && await members.Find(member, ct) is null)
        {
            return Problems.Invalid("member", "access.member.noSuch");
        }

        await rules.Add(viewer, rule with { Id = 0 }, ct);
        return await Show(rules, ct);
    }

    static async Task<Results<Ok<WishHouseScreen>, ProblemHttpResult>> RemoveRule(long id, Viewer viewer, HouseRules rules, CancellationToken ct) =>
        await rules.Remove(viewer, id, ct) ? await Show(rules, ct) : Problems.NotFound("screens.wish.noRule");

    static async Task<Results<Ok<WishRights>, ProblemHttpResult>> Rights(long id, HouseRules rules, Members members, CancellationToken ct) =>
        await members.Find(id, ct) is { } member ? TypedResults.Ok(member.Role == Role.Host ? WishRights.Host : await rules.OfMember(id, ct)) : Problems.NotFound("access.member.noSuch");

    static async Task<Results<Ok<WishRights>, ValidationProblem, ProblemHttpResult>> SetRights(long id, WishRights rights, Viewer viewer, HouseRules rules, Members members, CancellationToken ct)
    {
        if (await members.Find(id, ct) is not { } member)
        {
            return Problems.NotFound("access.member.noSuch");
        }

        if (rights.Days is < 1 or > MostDays || rights.Count is < 0 or > MostCount || rights.Bytes is < 0 || rights.Unwatched is < 1 or > MostCount)
        {
            return Problems.Invalid("days", "screens.wish.quota", ("most", MostDays));
        }

        if (member.Role == Role.Host)
        {
            return Problems.Invalid("id", "screens.wish.hosts");
        }

        var given = rights with { Approved = rights.Approved && member.Role != Role.Child };
        await rules.Set(viewer, id, given, ct);
        return TypedResults.Ok(given);
    }
}
