using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Note">At most 20,000 characters; empty removes it.</param>
public sealed record NoteRequest(string? Note);

public sealed record MarkedCard : TitleCard
{
    public MarkedCard(TitleCard card) : base(card)
    {
    }

    /// <summary>When the member said so.</summary>
    public DateTimeOffset MarkedAt { get; init; }
}

/// <param name="Total">Of all; only on the first portion.</param>
/// <param name="Next">To be given as <c>after</c> for the next portion; null on the last.</param>
public sealed record MarkedCards(IReadOnlyList<MarkedCard> Items, int? Total, string? Next);

/// <summary>What a member says of titles beside ratings and watches: likes, "not interested", notes.</summary>
public static class TitleWordsEndpoints
{
    const int MostItems = 200;

    public static void MapTitleWords(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Titles").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        api.MapGet("/likes", Liked).WithSummary("What the member likes, the latest first, in portions that follow each other by key");
        api.MapPut("/likes/{titleId}", Like).WithSummary("Says that the member likes a title").ProducesProblem(404);
        api.MapDelete("/likes/{titleId}", Unlike).WithSummary("Takes a like away");
        api.MapGet("/not-interested", Hidden).WithSummary("What is kept out of suggestions, the latest first, in portions that follow each other by key");
        api.MapPut("/not-interested/{titleId}", Hide).WithSummary("Keeps a title out of suggestions and of what is next").ProducesProblem(404);
        api.MapDelete("/not-interested/{titleId}", Show).WithSummary("Lets a title be suggested again");
        api.MapPut("/notes/{titleId}", Write).WithSummary("Keeps a note about a title, for the member alone").ProducesProblem(404);
        api.MapDelete("/notes/{titleId}", Erase).WithSummary("Removes the note about a title");
    }

    static Task<Results<Ok<MarkedCards>, ValidationProblem>> Liked(Viewer viewer, MarkedTitles marked, TitleCards cards, CancellationToken ct, string? after = null, int limit = 50) =>
        Page(viewer, TitleMark.Liked, marked, cards, after, limit, ct);

    static Task<Results<Ok<MarkedCards>, ValidationProblem>> Hidden(Viewer viewer, MarkedTitles marked, TitleCards cards, CancellationToken ct, string? after = null, int limit = 50) =>
        Page(viewer, TitleMark.NotInterested, marked, cards, after, limit, ct);

    static async Task<Results<Ok<MarkedCards>, ValidationProblem>> Page(
        Viewer viewer, TitleMark mark, MarkedTitles marked, TitleCards cards, string? after, int limit, CancellationToken ct)
    {
        var place = string.IsNullOrEmpty(after) ? null : HistoryPlace.Parse(after);
        if (place is null && !string.IsNullOrEmpty(after))
        {
            return Problems.Invalid("after", "screens.placeRule");
        }

        var page = await marked.Page(viewer, mark, place, Math.Clamp(limit, 1, MostItems), ct);
        return TypedResults.Ok(new MarkedCards(
            await cards.Each(viewer, page.Items, i => i.Title, (card, i) => new MarkedCard(card) { MarkedAt = i.At }, ct), page.Total, page.Next?.ToString()));
    }

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Like(TitleId titleId, Viewer viewer, TitleCards cards, Likes likes, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct)
            ? TypedResults.Ok(new FactAnswer(await likes.Set(viewer, titleId, true, ct)))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Ok<FactAnswer>> Unlike(TitleId titleId, Viewer viewer, TitleCards cards, Likes likes, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await cards.Hides(viewer, titleId, ct) ? null : await likes.Set(viewer, titleId, false, ct)));

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Hide(TitleId titleId, Viewer viewer, TitleCards cards, NotInterested notInterested, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct)
            ? TypedResults.Ok(new FactAnswer(await notInterested.Set(viewer, titleId, true, ct)))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Ok<FactAnswer>> Show(TitleId titleId, Viewer viewer, TitleCards cards, NotInterested notInterested, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await cards.Hides(viewer, titleId, ct) ? null : await notInterested.Set(viewer, titleId, false, ct)));

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Write(
        TitleId titleId, NoteRequest request, Viewer viewer, TitleCards cards, Notes notes, CancellationToken ct) =>
        request.Note?.Length > Notes.Longest ? Problems.Invalid("note", "screens.noteRule", ("longest", Notes.Longest))
        : !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
        : TypedResults.Ok(new FactAnswer(await notes.Set(viewer, titleId, request.Note, ct)));

    static async Task<Ok<FactAnswer>> Erase(TitleId titleId, Viewer viewer, TitleCards cards, Notes notes, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await cards.Hides(viewer, titleId, ct) ? null : await notes.Set(viewer, titleId, null, ct)));
}
