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

/// <summary>What the owner says of a list; what is left out stays as it is.</summary>
/// <param name="Description">At most 1,000 characters; empty removes it.</param>
/// <param name="Shared">The others of the house may see it.</param>
public sealed record ListWords(string? Name = null, string? Description = null, bool? Shared = null);

/// <summary>How a title stands on a list; what is left out stays as it is.</summary>
/// <param name="Place">Counted from 1; beyond the end is the end, where a new title goes.</param>
/// <param name="Note">At most 1,000 characters; empty removes it.</param>
public sealed record ListEntryWords(int? Place = null, string? Note = null);

/// <param name="Owner">The name of the member who shares it; null for an own list.</param>
/// <param name="Has">Whether the asked title is on it; null when none was asked for.</param>
public sealed record ListCard(
    long Id, string Name, string? Description, string? Query, bool Live, bool Shared, string? Owner, DateTimeOffset CreatedAt, int Entries, bool? Has = null);

public sealed record ListedCard : TitleCard
{
    public ListedCard(TitleCard card) : base(card)
    {
    }

    /// <summary>What the owner noted beside it.</summary>
    public string? Note { get; init; }

    /// <summary>Counted from 1, titles that are not shown included.</summary>
    public int Place { get; init; }
}

public sealed record ListMade(long Id, long Fact, int Titles);

/// <param name="List">What the list is.</param>
/// <param name="Items">Its titles in order; of a live list those that fit now.</param>
/// <param name="Total">Of all that it holds.</param>
public sealed record ListScreen(ListCard List, IReadOnlyList<ListedCard> Items, long Total);

/// <summary>A member's named lists, and those that others of the house share.</summary>
public static class ListEndpoints
{
    const int MostItems = 200;
    const string NoSuch = "screens.noList";

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/v1/lists").WithTags("Lists").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        lists.MapGet("/", All).WithSummary("The member's lists by name, then those that others share; with a title, whether each of the own has it");
        lists.MapPost("/", Make).WithSummary("Makes a list: of what is browsed as it is now, of the search itself, or without a query an empty one").ProducesProblem(409);
        lists.MapGet("/{id:long}", One).WithSummary("A list and its titles in order").ProducesProblem(404).ProducesProblem(409);
        lists.MapPut("/{id:long}", Change).WithSummary("Changes the name, the description, or who sees a list").ProducesProblem(404);
        lists.MapDelete("/{id:long}", Remove).WithSummary("Removes a list; undo brings it back").ProducesProblem(404);
        lists.MapPut("/{id:long}/titles/{titleId}", PutTitle).WithSummary("Puts a title on a list, to another place, or a note beside it").ProducesProblem(404).ProducesProblem(409);
        lists.MapDelete("/{id:long}/titles/{titleId}", RemoveTitle).WithSummary("Takes a title off a list").ProducesProblem(404);
    }

    static async Task<Ok<IReadOnlyList<ListCard>>> All(Viewer viewer, TitleLists lists, Members members, CancellationToken ct, TitleId? title = null)
    {
        var names = (await members.All(ct)).ToDictionary(m => m.Id, m => m.Name);
        var with = title is { } asked ? await lists.With(viewer, asked, ct) : null;
        return TypedResults.Ok<IReadOnlyList<ListCard>>(
            [.. (await lists.All(viewer, ct)).Select(l => Card(l, viewer, names.GetValueOrDefault(l.Owner), l.Owner == viewer.Member ? with?.Contains(l.Id) : null))]);
    }

    static ListCard Card(TitleList list, Viewer viewer, string? owner, bool? has = null) => new(
        list.Id, list.Name, list.Description, list.Query, list.Live, list.Shared, list.Owner == viewer.Member ? null : owner, list.CreatedAt, list.Entries, has);

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
            var titles = request.Live ? null : request.Query is null ? [] : await browse.Ids(await queries.WithOwn(query with { Skip = 0, Limit = limit }, asked, viewer, ct), ct);
            var (id, fact) = await lists.Make(viewer, name, request.Query is null ? null : text, titles, ct);
            return TypedResults.Created($"/api/v1/lists/{id}", new ListMade(id, fact, titles?.Count ?? 0));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<Ok<ListScreen>, ProblemHttpResult>> One(
        long id, Viewer viewer, Sight sight, TitleLists lists, Members members, TitleBrowse browse, BrowseQueries queries, TitleCards cards, CancellationToken ct, int skip = 0, int limit = 60)
    {
        if (await lists.Find(viewer, id, ct) is not { } list)
        {
            return Problems.NotFound(NoSuch);
        }

        var shown = Card(list, viewer, (await members.Find(list.Owner, ct))?.Name);
        var (from, count) = (Math.Clamp(skip, 0, TitleBrowse.Deepest), Math.Clamp(limit, 1, MostItems));
        if (!list.Live)
        {
            return TypedResults.Ok(new ListScreen(
                shown,
                await cards.Each(
                    viewer, [.. (await lists.Titles(viewer, id, from, count, ct)).Index()], e => e.Item.Title, (card, e) => new ListedCard(card) { Note = e.Item.Note, Place = from + e.Index + 1 }, ct),
                list.Entries));
        }

        var asked = BrowseRequest.Of(list.Query ?? "");
        if (asked.Read(sight, out _, out var query) is { } wrong)
        {
            return Problems.Of(StatusCodes.Status409Conflict, wrong);
        }

        try
        {
            var answer = await browse.Find(await queries.WithOwn(query with { Skip = from, Limit = count }, asked, viewer, ct), ct);
            return TypedResults.Ok(new ListScreen(shown, [.. (await cards.Of(viewer, answer.Items, ct)).Select((card, at) => new ListedCard(card) { Place = from + at + 1 })], answer.Total));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Change(long id, ListWords request, Viewer viewer, TitleLists lists, CancellationToken ct) =>
        request.Name is not null && Name(request.Name) is null ? Problems.Invalid("name", "screens.listName", ("longest", TitleLists.LongestName))
        : request.Description?.Length > TitleLists.LongestDescription ? Problems.Invalid("description", "screens.noteRule", ("longest", TitleLists.LongestDescription))
        : await lists.Change(viewer, id, Name(request.Name), request.Description, request.Shared, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact))
        : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> PutTitle(
        long id, TitleId titleId, ListEntryWords words, Viewer viewer, TitleCards cards, ListEntries entries, CancellationToken ct)
    {
        if (words.Note?.Length > ListEntries.LongestNote)
        {
            return Problems.Invalid("note", "screens.noteRule", ("longest", ListEntries.LongestNote));
        }

        try
        {
            return !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
                : await entries.Put(viewer, id, titleId, words.Place, words.Note, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact))
                : Problems.NotFound(NoSuch);
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Remove(long id, Viewer viewer, TitleLists lists, CancellationToken ct) =>
        await lists.Remove(viewer, id, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact)) : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> RemoveTitle(long id, TitleId titleId, Viewer viewer, TitleCards cards, ListEntries entries, CancellationToken ct) =>
        !await cards.Hides(viewer, titleId, ct) && await entries.Remove(viewer, id, titleId, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact)) : Problems.NotFound("screens.noListEntry");

    /// <summary>Also for the command line.</summary>
    /// <returns>Null when it is no name.</returns>
    public static string? Name(string? text) => text?.Trim() is { Length: > 0 and <= TitleLists.LongestName } name && !name.Any(char.IsControl) ? name : null;
}
