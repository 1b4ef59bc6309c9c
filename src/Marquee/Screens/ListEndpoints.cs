using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Query">What to browse, as its address spells it: <c>kind=movie&amp;decade=1990</c>.</param>
/// <param name="Live">True keeps the search and asks it anew each time; false keeps the titles as they are now.</param>
/// <param name="Limit">How many titles to keep: 1 to 1,000, and 1,000 when left out.</param>
public sealed record ListRequest(string? Name, string? Query, bool Live = false, int? Limit = null);

public sealed record ListName(string? Name);

public sealed record ListMade(long Id, long Fact, int Titles);

/// <param name="List">What the list is.</param>
/// <param name="Items">Its titles in order; of a live list those that fit now.</param>
/// <param name="Total">Of all that it holds.</param>
public sealed record ListScreen(TitleList List, IReadOnlyList<TitleCard> Items, long Total);

/// <summary>A member's named lists, made from what they browse.</summary>
public static class ListEndpoints
{
    const int MostItems = 200;
    const string NoSuch = "screens.noList";

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/v1/lists").WithTags("Lists").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        lists.MapGet("/", All).WithSummary("The member's lists by name");
        lists.MapPost("/", Make).WithSummary("Makes a list of what is browsed: its titles as they are now, or the search itself").ProducesProblem(409);
        lists.MapGet("/{id:long}", One).WithSummary("A list and its titles in order").ProducesProblem(404).ProducesProblem(409);
        lists.MapPut("/{id:long}", Rename).WithSummary("Gives a list another name").ProducesProblem(404);
        lists.MapDelete("/{id:long}", Remove).WithSummary("Removes a list; undo brings it back").ProducesProblem(404);
        lists.MapDelete("/{id:long}/titles/{titleId}", RemoveTitle).WithSummary("Takes a title off a list").ProducesProblem(404);
    }

    static async Task<Ok<IReadOnlyList<TitleList>>> All(Viewer viewer, TitleLists lists, CancellationToken ct) => TypedResults.Ok(await lists.All(viewer, ct));

    static async Task<Results<Created<ListMade>, ValidationProblem, ProblemHttpResult>> Make(
        ListRequest request, Viewer viewer, Sight sight, TitleLists lists, TitleBrowse browse, BrowseQueries queries, CancellationToken ct)
    {
        if (Name(request.Name) is not { } name)
        {
            return Problems.Invalid("name", "screens.listName", ("longest", TitleLists.LongestName));
        }

        var text = (request.Query ?? "").TrimStart('?');
        if (text.Length > TitleLists.LongestQuery)
        {
            return Problems.Invalid("query", "screens.listQuery", ("longest", TitleLists.LongestQuery));
        }

        var asked = BrowseRequest.Of(text);
        if (asked.Read(sight, out _, out var query) is { } wrong)
        {
            return Problems.Invalid("query", wrong);
        }

        try
        {
            var limit = Math.Clamp(request.Limit ?? TitleLists.MostTitles, 1, TitleLists.MostTitles);
            var titles = request.Live ? null : await browse.Ids(await queries.WithOwn(query with { Skip = 0, Limit = limit }, asked, viewer, ct), ct);
            var (id, fact) = await lists.Make(viewer, name, text, titles, ct);
            return TypedResults.Created($"/api/v1/lists/{id}", new ListMade(id, fact, titles?.Count ?? 0));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<Ok<ListScreen>, ProblemHttpResult>> One(
        long id, Viewer viewer, Sight sight, TitleLists lists, TitleBrowse browse, BrowseQueries queries, TitleCards cards, CancellationToken ct, int skip = 0, int limit = 60)
    {
        if (await lists.Find(viewer, id, ct) is not { } list)
        {
            return Problems.NotFound(NoSuch);
        }

        var (from, count) = (Math.Clamp(skip, 0, TitleBrowse.Deepest), Math.Clamp(limit, 1, MostItems));
        if (!list.Live)
        {
            return TypedResults.Ok(new ListScreen(list, await cards.Of(viewer, await lists.Titles(viewer, id, from, count, ct), ct), list.Entries));
        }

        var asked = BrowseRequest.Of(list.Query ?? "");
        if (asked.Read(sight, out _, out var query) is { } wrong)
        {
            return Problems.Of(StatusCodes.Status409Conflict, wrong);
        }

        try
        {
            var answer = await browse.Find(await queries.WithOwn(query with { Skip = from, Limit = count }, asked, viewer, ct), ct);
            return TypedResults.Ok(new ListScreen(list, await cards.Of(viewer, answer.Items, ct), answer.Total));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Rename(long id, ListName request, Viewer viewer, TitleLists lists, CancellationToken ct) =>
        Name(request.Name) is not { } name ? Problems.Invalid("name", "screens.listName", ("longest", TitleLists.LongestName))
        : await lists.Rename(viewer, id, name, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact))
        : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Remove(long id, Viewer viewer, TitleLists lists, CancellationToken ct) =>
        await lists.Remove(viewer, id, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact)) : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> RemoveTitle(long id, TitleId titleId, Viewer viewer, TitleLists lists, CancellationToken ct) =>
        await lists.RemoveEntry(viewer, id, titleId, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact)) : Problems.NotFound("screens.noListEntry");

    /// <returns>Null when it is no name.</returns>
    static string? Name(string? text) => text?.Trim() is { Length: > 0 and <= TitleLists.LongestName } name && !name.Any(char.IsControl) ? name : null;
}
