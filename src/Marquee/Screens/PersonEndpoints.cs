using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Category">IMDb's word: actor, director, composer.</param>
public sealed record RoleCard(string Category, IReadOnlyList<string> Characters);

public sealed record FilmCard : TitleCard
{
    public FilmCard(TitleCard card) : base(card)
    {
    }

    public IReadOnlyList<RoleCard> Roles { get; init; } = [];

    /// <summary>In how many episodes of the series; 0 for what is no series.</summary>
    public int Episodes { get; init; }
}

public sealed record WeighedCard : TitleCard
{
    public WeighedCard(TitleCard card) : base(card)
    {
    }

    /// <summary>IMDb's weighted rating.</summary>
    public double Weighted { get; init; }
}

/// <param name="MinVotes">Titles with fewer votes were left out; it is also m of the weighted rating.</param>
/// <param name="Ranked">Titles that were compared.</param>
public sealed record BestAndWorstScreen(IReadOnlyList<WeighedCard> Best, IReadOnlyList<WeighedCard> Worst, int MinVotes, int Ranked);

/// <summary>A person's page.</summary>
/// <param name="Extremes">Of what they worked on, without appearances as themselves and archive material; null when too little of it has votes.</param>
public sealed record PersonScreen(
    string Id, string Name, int? BirthYear, int? DeathYear, IReadOnlyList<string> Professions, IReadOnlyList<TitleCard> KnownFor, IReadOnlyList<FilmCard> Films,
    BestAndWorstScreen? Extremes);

/// <param name="Works">Titles in common; a series is one.</param>
/// <param name="Titles">The best known of them.</param>
public sealed record CollaboratorCard(string Id, string Name, int Works, IReadOnlyList<TitleCard> Titles);

/// <param name="Looked">Titles and episodes that were looked at, the newest.</param>
/// <param name="Credits">All that the person is credited with.</param>
public sealed record CollaboratorsScreen(IReadOnlyList<CollaboratorCard> Items, int Looked, int Credits);

public static class PersonEndpoints
{
    const int MostCollaborators = 50;

    static readonly string[] NoWork = ["self", "archive_footage", "archive_sound"];

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/v1/people").WithTags("People").Access(AccessRule.Member).ProducesProblem(401);
        people.MapGet("/{id}", One).WithSummary("A person and everything they are credited with, newest first").ProducesProblem(404);
        people.MapGet("/{id}/collaborators", With).WithSummary("With whom a person worked most, by titles in common; nobody for a person without credits");
    }

    static async Task<Results<Ok<PersonScreen>, ProblemHttpResult>> One(
        PersonId id, Viewer viewer, PersonPages pages, KindMeans means, TitleCards cards, CancellationToken ct)
    {
        if (await pages.Find(id, viewer.ShowAdult, ct) is not { } page)
        {
            return Problems.NotFound("screens.noPerson");
        }

        var films = page.Films.ToDictionary(f => f.Title.Id.ToString(), StringComparer.Ordinal);
        var shown = await cards.Of(viewer, [.. page.Films.Select(f => f.Title)], ct);
        var worked = page.Films.Where(f => f.Roles.Any(r => !NoWork.Contains(r.Category))).Select(f => f.Title).ToList();
        return TypedResults.Ok(new PersonScreen(
            page.Id.ToString(), page.Name, page.BirthYear, page.DeathYear, page.Professions,
            await cards.Of(viewer, page.KnownFor, ct),
            [.. shown.Select(card => new FilmCard(card)
            {
                Roles = [.. films[card.Id].Roles.Select(r => new RoleCard(r.Category, r.Characters))],
                Episodes = films[card.Id].Episodes,
            })],
            Extremes(BestAndWorst.Of(worked, await means.Find(ct)), shown.ToDictionary(c => c.Id, StringComparer.Ordinal))));
    }

    static BestAndWorstScreen? Extremes(BestAndWorst ends, Dictionary<string, TitleCard> shown) => ends.Best.Count == 0
        ? null
        : new BestAndWorstScreen(Weighed(ends.Best, shown), Weighed(ends.Worst, shown), ends.MinVotes, ends.Ranked);

    static List<WeighedCard> Weighed(IReadOnlyList<WeighedTitle> titles, Dictionary<string, TitleCard> shown) =>
        [.. titles.Select(t => new WeighedCard(shown[t.Title.Id.ToString()]) { Weighted = Math.Round(t.Weighted, 3) })];

    static async Task<Ok<CollaboratorsScreen>> With(
        PersonId id, Viewer viewer, Collaborators collaborators, TitleCards cards, CancellationToken ct, int limit = 12)
    {
        var list = await collaborators.Of(id, viewer.ShowAdult, Math.Clamp(limit, 1, MostCollaborators), ct);
        var shown = await cards.ById(viewer, list.People.SelectMany(p => p.Titles).Select(t => t.Id), ct);
        return TypedResults.Ok(new CollaboratorsScreen(
            [.. list.People.Select(p => new CollaboratorCard(
                p.Person.Id.ToString(), p.Person.Name, p.Works,
                [.. p.Titles.Select(t => shown.GetValueOrDefault(t.Id.ToString())).OfType<TitleCard>()]))],
            list.Looked, list.Credits));
    }
}
