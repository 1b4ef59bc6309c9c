using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>What is asked for.</summary>
/// <param name="Title">Of a film, a series, or an episode.</param>
/// <param name="Id">8 to 64 letters, digits, hyphens and underscores; the same id twice is one wish. Absent: one is made.</param>
/// <param name="Part"><c>all</c> (the default), <c>future</c>, <c>firstEpisode</c>, <c>firstSeason</c>, <c>seasons</c> or <c>episodes</c>.</param>
/// <param name="Seasons">For <c>seasons</c>.</param>
/// <param name="Episodes">For <c>episodes</c>, as <c>1x3</c>.</param>
/// <param name="Connection">The number of a server, for those who may choose; absent leaves it to the house, as do the next two.</param>
/// <param name="Tmdb">For a title that IMDb does not know; of any other it counts for nothing, as does the next one.</param>
/// <param name="Bookmark">Only remember it.</param>
public sealed record WishBody(
    string? Title, string? Id = null, string? Part = null, IReadOnlyList<int>? Seasons = null, IReadOnlyList<string>? Episodes = null, long? Connection = null, int? QualityProfile = null,
    string? RootFolder = null, int? Tmdb = null, int? Tvdb = null, bool Bookmark = false);

/// <summary>Which wishes are asked for, as it stands in an address.</summary>
public sealed record WishFilter
{
    /// <summary>Any of them; absent for all.</summary>
    public string[]? State { get; init; }
}

/// <param name="Fact">The number of the change, to be taken back by; null when there was nothing to change.</param>
public sealed record WishAnswer(WishCard Wish, long? Fact);

/// <param name="Reason">Why, for those who asked; at most 300 characters.</param>
public sealed record RefusalWords(string? Reason = null);

/// <param name="Left">Wishes that may still be asked for in the time of the quota; null without one.</param>
/// <param name="BytesLeft">The same in bytes.</param>
public sealed record WishQuota(WishRights Rights, int Used, long BytesUsed, int Unwatched, int? Left, long? BytesLeft);

/// <param name="Number">0 for specials.</param>
public sealed record SeasonChoice(int Number, int Episodes);

public sealed record ServerChoice(long Id, string Name, bool IsDefault);

/// <summary>What wishing for a title would mean.</summary>
/// <param name="Title">What would be wished for: of an episode its series.</param>
/// <param name="Part">As it would be asked for from here; an episode's page asks for the episode.</param>
/// <param name="Against">Why it cannot be asked for; null when it can.</param>
/// <param name="NeedsHost">A host has to say yes first.</param>
/// <param name="Bytes">About how much room the whole takes.</param>
/// <param name="Seasons">Of a series, as the catalog knows them.</param>
/// <param name="Servers">To choose among, for those who may.</param>
/// <param name="Wishes">The asking member's for this title, and those of others that can be joined.</param>
public sealed record WishOfferScreen(
    string? Title, WishKind? Kind, string? Part, Text? Against, bool NeedsHost, long? Bytes, WishQuota? Quota, IReadOnlyList<SeasonChoice> Seasons, IReadOnlyList<ServerChoice> Servers, IReadOnlyList<WishCard> Wishes);

/// <summary>Wishes of members, and of everybody for hosts.</summary>
public static class WishEndpoints
{
    public const int LongestReason = 300;
    const int MostItems = 200;

    public static void MapWishes(this IEndpointRouteBuilder app)
    {
        var wishes = app.MapGroup("/api/v1/wishes").WithTags("Wishes").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        wishes.MapGet("/", Mine).WithSummary("What the member wished for and bookmarked, the latest change first");
        wishes.MapGet("/rights", Rights).WithSummary("What the member may wish for, and how much of it is used up");
        wishes.MapGet("/titles/{titleId}", Offer).WithSummary("What wishing for a title would mean, and the wishes for it that there are").ProducesProblem(404);
        wishes.MapGet("/servers/{id:long}", Choices).WithSummary("The qualities and folders of a server, for those who may choose").ProducesProblem(404).ProducesProblem(409);
        wishes.MapGet("/{id}", Find).WithSummary("One wish with its history").ProducesProblem(404);
        wishes.MapPost("/", Ask).WithSummary("Wishes for a title or a part of it, or bookmarks it; joins those who wished for the same").ProducesProblem(404).ProducesProblem(409);
        wishes.MapPost("/{id}/withdrawal", Withdraw).WithSummary("Takes the member's wish back, unless a server has it already").ProducesProblem(404).ProducesProblem(409);
        wishes.MapPost("/{id}/try", TryNow).WithSummary("Sends a wish now instead of at its next try, or lets the server search again").ProducesProblem(404).ProducesProblem(409);
        var house = app.MapGroup("/api/v1/wishes").WithTags("Wishes").Access(AccessRule.Host).ByKey(KeyScope.Household).ProducesProblem(401).ProducesProblem(403);
        house.MapGet("/all", All).WithSummary("Everybody's wishes, the latest change first");
        house.MapPost("/{id}/approval", Approve).WithSummary("Says yes to a wish").ProducesProblem(404).ProducesProblem(409);
        house.MapPost("/{id}/refusal", Refuse).WithSummary("Says no to a wish, and why").ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Results<Ok<WishCards>, ValidationProblem>> Mine(Viewer viewer, WishScreens screens, [AsParameters] WishFilter filter, CancellationToken ct, int skip = 0, int limit = 50) =>
        States(filter.State) is var (states, wrong) && wrong is null ? TypedResults.Ok(await screens.Mine(viewer, states, Math.Max(0, skip), Math.Clamp(limit, 1, MostItems), ct)) : wrong;

    static async Task<Results<Ok<WishCards>, ValidationProblem>> All(Viewer viewer, WishScreens screens, [AsParameters] WishFilter filter, CancellationToken ct, int skip = 0, int limit = 50) =>
        States(filter.State) is var (states, wrong) && wrong is null ? TypedResults.Ok(await screens.All(viewer, states, Math.Max(0, skip), Math.Clamp(limit, 1, MostItems), ct)) : wrong;

    static (IReadOnlyCollection<WishState>? States, ValidationProblem? Wrong) States(string[]? words)
    {
        var states = (words ?? []).Where(w => w.Length > 0).Select(WishStates.Parse).ToList();
        return states.Contains(null) ? (null, Problems.Invalid("state", "screens.wish.state", ("states", string.Join(", ", Enum.GetValues<WishState>().Select(s => s.Code())))))
            : (states.Count == 0 ? null : [.. states.Select(s => s!.Value)], null);
    }

    static async Task<Ok<WishQuota>> Rights(Viewer viewer, WishOffers offers, CancellationToken ct)
    {
        var (rights, use) = await offers.Used(viewer, ct);
        return TypedResults.Ok(Quota(rights, use));
    }

    static WishQuota Quota(WishRights rights, WishUse use) => new(
        rights, use.Count, use.Bytes, use.Unwatched, rights.Count is { } count ? Math.Max(0, count - use.Count) : null, rights.Bytes is { } bytes ? Math.Max(0, bytes - use.Bytes) : null);

    static async Task<Results<Ok<WishOfferScreen>, ProblemHttpResult>> Offer(
        TitleId titleId, Viewer viewer, WishOffers offers, WishScreens screens, TitleCards cards, Episodes episodes, Connections connections, CancellationToken ct)
    {
        if (!await cards.Shows(viewer, titleId, ct))
        {
            return Problems.NotFound(RatingEndpoints.NoSuchTitle);
        }

        var (offer, why) = await offers.Of(viewer, titleId, ct);
        if (offer is null)
        {
            return TypedResults.Ok(new WishOfferScreen(null, null, null, why, false, null, null, [], [], []));
        }

        IReadOnlyList<SeasonChoice> seasons = offer.Kind == WishKind.Film ? [] : [.. (await episodes.Of(offer.Title, null, ct))
            .Where(e => e.Series?.Season is not null).GroupBy(e => e.Series!.Season!.Value).Select(s => new SeasonChoice(s.Key, s.Count())).OrderBy(s => s.Number)];
        var program = offer.Kind == WishKind.Film ? ServarrProgram.Radarr : ServarrProgram.Sonarr;
        var servers = offer.Rights.Choose ? (await connections.All(ct)).Where(c => c.Kind == program).Select(c => new ServerChoice(c.Id, c.Name, c.IsDefault)) : [];
        return TypedResults.Ok(new WishOfferScreen(
            offer.Title.ToString(), offer.Kind, offer.Part.ToString(), offer.Verdict.Against, offer.Verdict.NeedsHost, offer.Bytes, Quota(offer.Rights, offer.Use), seasons, [.. servers],
            await screens.OfTitle(viewer, offer.Title, ct)));
    }

    static async Task<Results<Ok<ConnectionChoices>, ProblemHttpResult>> Choices(long id, Viewer viewer, HouseRules rules, Connections connections, ConnectionCheck check, CancellationToken ct)
    {
        if (!(await rules.Of(viewer, ct)).Choose || await connections.Find(id, ct) is not { } connection)
        {
            return Problems.NotFound("wishes.noSuchServer");
        }

        return await check.Test(connection, ct) is { Choices: { } choices } ? TypedResults.Ok(choices) : Problems.Of(StatusCodes.Status409Conflict, "screens.wish.serverSilent", ("server", connection.Name));
    }

    static async Task<Results<Ok<WishHistory>, ProblemHttpResult>> Find(string id, Viewer viewer, WishScreens screens, CancellationToken ct) =>
        await screens.History(viewer, id, ct) is { } history ? TypedResults.Ok(history) : Problems.NotFound(NoSuchWish);

    const string NoSuchWish = "screens.wish.none";

    static async Task<Results<Ok<WishAnswer>, ValidationProblem, ProblemHttpResult>> Ask(WishBody body, Viewer viewer, Wishes wishes, WishScreens screens, CancellationToken ct)
    {
        if (!TitleId.TryParse(body.Title, null, out var title))
        {
            return Problems.Invalid("title", "screens.wish.title");
        }

        if (Part(body) is not { } part)
        {
            return Problems.Invalid("part", "screens.wish.part");
        }

        var request = new WishRequest
        {
            Id = body.Id,
            Title = title,
            Part = part,
            Connection = body.Connection,
            QualityProfile = body.QualityProfile,
            RootFolder = string.IsNullOrWhiteSpace(body.RootFolder) ? null : body.RootFolder,
            Tmdb = body.Tmdb,
            Tvdb = body.Tvdb,
            Bookmark = body.Bookmark,
        };
        return await wishes.Ask(viewer, request, ct) switch
        {
            Wished done => TypedResults.Ok(new WishAnswer((await screens.Of(viewer, done.Wish, ct))!, done.Fact)),
            WishDenied denied => Problems.Of(StatusCodes.Status409Conflict, denied.Why),
            _ => Problems.NotFound(RatingEndpoints.NoSuchTitle),
        };
    }

    /// <returns>Null when it is none.</returns>
    public static WishPart? Part(WishBody body) => body.Part switch
    {
        "seasons" => WishPart.OfSeasons(body.Seasons ?? []),
        "episodes" => WishPart.Parse($"episodes:{string.Join(',', body.Episodes ?? [])}"),
        null or "" when body.Seasons is { Count: > 0 } seasons => WishPart.OfSeasons(seasons),
        null or "" when body.Episodes is { Count: > 0 } => WishPart.Parse($"episodes:{string.Join(',', body.Episodes)}"),
        null or "" => WishPart.All,
        _ => WishPart.Parse(body.Part),
    };

    static async Task<Results<Ok<WishAnswer>, ProblemHttpResult>> Withdraw(string id, Viewer viewer, Wishes wishes, WishScreens screens, CancellationToken ct) =>
        await Answer(await wishes.Withdraw(viewer, id, ct), viewer, screens, ct);

    static async Task<Results<Ok<WishAnswer>, ProblemHttpResult>> TryNow(string id, Viewer viewer, Wishes wishes, WishScreens screens, CancellationToken ct) =>
        await Answer(await wishes.TryNow(viewer, id, ct), viewer, screens, ct);

    static async Task<Results<Ok<WishAnswer>, ProblemHttpResult>> Approve(string id, Viewer viewer, Wishes wishes, WishScreens screens, CancellationToken ct) =>
        await Answer(await wishes.Approve(viewer, id, ct), viewer, screens, ct);

    static async Task<Results<Ok<WishAnswer>, ValidationProblem, ProblemHttpResult>> Refuse(string id, RefusalWords words, Viewer viewer, Wishes wishes, WishScreens screens, CancellationToken ct)
    {
        if (words.Reason?.Length > LongestReason)
        {
            return Problems.Invalid("reason", "screens.wish.reason", ("longest", LongestReason));
        }

        return (await Answer(await wishes.Refuse(viewer, id, words.Reason, ct), viewer, screens, ct)).Result switch
        {
            Ok<WishAnswer> done => done,
            ProblemHttpResult problem => problem,
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };
    }

    static async Task<Results<Ok<WishAnswer>, ProblemHttpResult>> Answer(WishOutcome outcome, Viewer viewer, WishScreens screens, CancellationToken ct) => outcome switch
    {
        Wished done when await screens.Of(viewer, done.Wish, ct) is { } card => TypedResults.Ok(new WishAnswer(card, done.Fact)),
        WishDenied denied => Problems.Of(StatusCodes.Status409Conflict, denied.Why),
        _ => Problems.NotFound(NoSuchWish),
    };
}
