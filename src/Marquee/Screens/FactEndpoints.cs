using System.Text.Json;
using Marquee.Access;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record FactMember(long Id, string Name);

/// <summary>A change as the activity page tells it.</summary>
public sealed record FactCard
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required FactMember Member { get; init; }

    /// <summary>What happened: <c>rating.set</c>, <c>import.applied</c>.</summary>
    public string Kind { get; init; } = "";

    public TitleCard? Title { get; init; }

    /// <summary>What was there; its shape belongs to the kind.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What is there now.</summary>
    public JsonElement? After { get; init; }

    /// <summary><c>page</c>, <c>api</c>, <c>cli</c>, <c>import</c> or <c>job</c>.</summary>
    public string Origin { get; init; } = "";

    public long? OriginId { get; init; }

    /// <summary>The fact that this one took back.</summary>
    public long? Undoes { get; init; }

    public bool Undone { get; init; }

    public bool Undoable { get; init; }
}

/// <param name="Next">To be given as <c>before</c> for the next page; null on the last.</param>
public sealed record FactCards(IReadOnlyList<FactCard> Items, long? Next);

/// <summary>The journal of the asking member. Nobody reads what others rate and watch.</summary>
public static class FactEndpoints
{
    const int MostItems = 200;

    public static void MapFacts(this IEndpointRouteBuilder app)
    {
        var facts = app.MapGroup("/api/v1/facts").WithTags("Activity").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        facts.MapGet("/", Page).WithSummary("What the member changed, newest first");
        facts.MapPost("/{id:long}/undo", TakeBack).WithSummary("Takes a change back, unless another one has followed").ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Ok<FactCards>> Page(Viewer viewer, Sight sight, Facts facts, TitleCards cards, CancellationToken ct, long? before = null, int limit = 50) =>
        TypedResults.Ok(await Cards(viewer, sight, facts, cards, before, Math.Clamp(limit, 1, MostItems), ct));

    /// <param name="before">The fact that the page ends before; null for the newest.</param>
    public static async Task<FactCards> Cards(Viewer viewer, Sight sight, Facts facts, TitleCards cards, long? before, int wanted, CancellationToken ct)
    {
        var found = await facts.Page(viewer.Member, before, wanted + 1, ct);
        var page = found.Take(wanted).ToList();
        var titles = await cards.ById(viewer, page.Where(f => f.Title is not null).Select(f => new TitleId(f.Title!.Value)), ct);
        // A title beyond a ceiling is not told of; the next page begins behind the whole page all the same.
        var told = sight.Only is null ? page : page.Where(f => f.Title is not { } title || titles.ContainsKey(new TitleId(title).ToString())).Select(f => f.Within(sight));
        return new FactCards([.. told.Select(f => Card(f, viewer, titles))], found.Count > wanted ? page[^1].Id : null);
    }

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> TakeBack(
        long id, Viewer viewer, Facts facts, TitleCards cards, Undo undo, WishUndo wishes, CancellationToken ct) => await Take(viewer, id, facts, cards, undo, wishes, ct) switch
        {
            Undone done => TypedResults.Ok(new FactAnswer(done.Fact, done.Job)),
            CannotUndo cannot => Problems.Of(StatusCodes.Status409Conflict, cannot.Why),
            _ => Problems.NotFound("screens.noChange"),
        };

    /// <summary>A change of what a child does not see is not there for it. Also for the command line.</summary>
    public static async Task<UndoOutcome> Take(Viewer viewer, long id, Facts facts, TitleCards cards, Undo undo, WishUndo wishes, CancellationToken ct)
    {
        var fact = await facts.Find(id, ct);
        return fact is { Title: { } title } && await cards.Hides(viewer, new TitleId(title), ct) ? new NoSuchFact()
            : fact is not null && WishUndo.Knows(fact) ? await wishes.Take(viewer, fact, ct)
            : await undo.Take(viewer, id, ct);
    }

    static FactCard Card(Fact fact, Viewer viewer, IReadOnlyDictionary<string, TitleCard> titles) => new()
    {
        Id = fact.Id,
        At = fact.At,
        Member = new FactMember(viewer.Member, viewer.Name),
        Kind = fact.Kind,
        Title = fact.Title is { } title ? titles.GetValueOrDefault(new TitleId(title).ToString()) : null,
        Before = Read(fact.Before),
        After = Read(fact.After),
        Origin = fact.Origin,
        OriginId = fact.OriginId,
        Undoes = fact.Undoes,
        Undone = fact.UndoneBy is not null,
        Undoable = Undo.Knows(fact) || WishUndo.Knows(fact),
    };

    static JsonElement? Read(string? told) => told is null ? null : JsonSerializer.Deserialize<JsonElement>(told);
}
