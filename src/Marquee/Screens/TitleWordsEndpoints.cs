using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Note">At most 4,000 characters; empty removes it.</param>
public sealed record NoteRequest(string? Note);

/// <summary>What a member says of titles beside ratings and watches: likes, "not interested", notes.</summary>
public static class TitleWordsEndpoints
{
    const int MostItems = 500;

    public static void MapTitleWords(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Titles").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        api.MapGet("/likes", Liked).WithSummary("What the member likes, the latest first");
        api.MapPut("/likes/{titleId}", Like).WithSummary("Says that the member likes a title").ProducesProblem(404);
        api.MapDelete("/likes/{titleId}", Unlike).WithSummary("Takes a like away");
        api.MapPut("/not-interested/{titleId}", Hide).WithSummary("Keeps a title out of suggestions and of what is next").ProducesProblem(404);
        api.MapDelete("/not-interested/{titleId}", Show).WithSummary("Lets a title be suggested again");
        api.MapPut("/notes/{titleId}", Write).WithSummary("Keeps a note about a title, for the member alone").ProducesProblem(404);
        api.MapDelete("/notes/{titleId}", Erase).WithSummary("Removes the note about a title");
    }

    static async Task<Ok<IReadOnlyList<TitleCard>>> Liked(Viewer viewer, MemberTitles mine, TitleCards cards, CancellationToken ct, int limit = 100) =>
        TypedResults.Ok(await cards.Of(viewer, await mine.Liked(viewer, Math.Clamp(limit, 1, MostItems), ct), ct));

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Like(TitleId titleId, Viewer viewer, TitleCards cards, Likes likes, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct)
            ? TypedResults.Ok(new FactAnswer(await likes.Set(viewer, titleId, true, ct)))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Ok<FactAnswer>> Unlike(TitleId titleId, Viewer viewer, Likes likes, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await likes.Set(viewer, titleId, false, ct)));

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Hide(TitleId titleId, Viewer viewer, TitleCards cards, NotInterested notInterested, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct)
            ? TypedResults.Ok(new FactAnswer(await notInterested.Set(viewer, titleId, true, ct)))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Ok<FactAnswer>> Show(TitleId titleId, Viewer viewer, NotInterested notInterested, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await notInterested.Set(viewer, titleId, false, ct)));

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Write(
        TitleId titleId, NoteRequest request, Viewer viewer, TitleCards cards, Notes notes, CancellationToken ct) =>
        request.Note?.Length > Notes.Longest ? Problems.Invalid("note", "screens.noteRule", ("longest", Notes.Longest))
        : !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
        : TypedResults.Ok(new FactAnswer(await notes.Set(viewer, titleId, request.Note, ct)));

    static async Task<Ok<FactAnswer>> Erase(TitleId titleId, Viewer viewer, Notes notes, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await notes.Set(viewer, titleId, null, ct)));
}
