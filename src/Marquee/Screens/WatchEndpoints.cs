using System.Globalization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="At">A day (<c>2024-05-01</c>), an instant, or null when nobody knows when.</param>
/// <param name="Device">What it was watched on; may be left out.</param>
public sealed record WatchRequest(string? At, string? Device = null);

public sealed record WatchAnswer(long Id, long? Fact);

public sealed record SeenCard : TitleCard
{
    public SeenCard(TitleCard card) : base(card)
    {
    }

    /// <summary>The member's own rating is in <c>mine</c>; this is when it was given.</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>The latest watch; null when there is none, or nobody knows when.</summary>
    public DateTimeOffset? WatchedAt { get; init; }
}

/// <param name="Total">Of all portions; only on the first, null on those that follow.</param>
/// <param name="Next">To be given as <c>after</c> for the next portion; null on the last.</param>
public sealed record SeenCards(IReadOnlyList<SeenCard> Items, int? Total, string? Next);

/// <summary>What a member watched, and their whole history.</summary>
public static class WatchEndpoints
{
    const int MostItems = 200;

    public static void MapWatches(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Watches").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        api.MapPost("/titles/{titleId}/watches", Add).WithSummary("Notes that a title was watched, on a day or at an unknown time").ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/watches/{id:long}/move", Move).WithSummary("Says that a watch is about another title, and remembers it").ProducesProblem(404);
        api.MapDelete("/watches/{id:long}", Remove).WithSummary("Takes a watch away").ProducesProblem(404);
        api.MapGet("/history", Page).WithSummary("Everything the member has rated or watched, latest first, in portions that follow each other by key");
    }

    static async Task<Results<Created<WatchAnswer>, ValidationProblem, ProblemHttpResult>> Add(
        TitleId titleId, WatchRequest? request, Viewer viewer, TitleCards cards, Watches watches, CancellationToken ct)
    {
        if (!Read(request?.At, out var at))
        {
            return Problems.Invalid("at", "screens.whenRule");
        }

        var device = string.IsNullOrWhiteSpace(request?.Device) ? null : request.Device.Trim();
        if (device?.Length > Watches.LongestDevice)
        {
            return Problems.Invalid("device", "screens.deviceRule", ("longest", Watches.LongestDevice));
        }

        if (!await cards.Shows(viewer, titleId, ct))
        {
            return Problems.NotFound(RatingEndpoints.NoSuchTitle);
        }

        var (id, fact) = await watches.Add(viewer, titleId, at, ct, device);
        return TypedResults.Created((string?)null, new WatchAnswer(id, fact));
    }

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Move(
        long id, MoveRequest request, Viewer viewer, TitleCards cards, Watches watches, Corrections corrections, CancellationToken ct) =>
        await watches.TitleOf(viewer, id, ct) is not { } title || await cards.Hides(viewer, title, ct) ? Problems.NotFound("screens.noWatch")
        : !TitleId.TryParse(request.Title, null, out var to) ? Problems.Invalid("title", "screens.mergeInto")
        : !await cards.Shows(viewer, to, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
        : await corrections.MoveWatch(viewer, id, to, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact))
        : Problems.NotFound("screens.noWatch");

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Remove(long id, Viewer viewer, TitleCards cards, Watches watches, CancellationToken ct) =>
        await watches.TitleOf(viewer, id, ct) is { } title && !await cards.Hides(viewer, title, ct) && await watches.Remove(viewer, id, ct) is { } fact ? TypedResults.Ok(new FactAnswer(fact)) : Problems.NotFound("screens.noWatch");

    static async Task<Results<Ok<SeenCards>, ValidationProblem>> Page(
        Viewer viewer, History history, TitleCards cards, CancellationToken ct, string? after = null, int limit = 50)
    {
        var place = string.IsNullOrEmpty(after) ? null : HistoryPlace.Parse(after);
        if (place is null && !string.IsNullOrEmpty(after))
        {
            return Problems.Invalid("after", "screens.placeRule");
        }

        var page = await history.Page(viewer, place, Math.Clamp(limit, 1, MostItems), ct);
        return TypedResults.Ok(new SeenCards(
            await cards.Each(viewer, page.Items, i => i.Title, (card, i) => new SeenCard(card) { RatedAt = i.RatedAt, WatchedAt = i.WatchedAt }, ct),
            page.Total, page.Next?.ToString()));
    }

    /// <summary>A day without a time becomes its noon (UTC), which is that day nearly everywhere. Also for the command line.</summary>
    public static bool Read(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            at = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        }
        else if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            at = instant.ToUniversalTime();
        }

        return at is { Year: >= 1890 };
    }
}
