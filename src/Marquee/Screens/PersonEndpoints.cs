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

/// <summary>A person's page.</summary>
public sealed record PersonScreen(
    string Id, string Name, int? BirthYear, int? DeathYear, IReadOnlyList<string> Professions, IReadOnlyList<TitleCard> KnownFor, IReadOnlyList<FilmCard> Films);

public static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/people/{id}", One).WithTags("People").Access(AccessRule.Member)
            .WithSummary("A person and everything they are credited with, newest first").ProducesProblem(401).ProducesProblem(404);

    static async Task<Results<Ok<PersonScreen>, ProblemHttpResult>> One(PersonId id, Viewer viewer, PersonPages pages, TitleCards cards, CancellationToken ct)
    {
        if (await pages.Find(id, viewer.ShowAdult, ct) is not { } page)
        {
            return Problems.NotFound("screens.noPerson");
        }

        var films = page.Films.ToDictionary(f => f.Title.Id.ToString(), StringComparer.Ordinal);
        var shown = await cards.Of(viewer, [.. page.Films.Select(f => f.Title)], ct);
        return TypedResults.Ok(new PersonScreen(
            page.Id.ToString(), page.Name, page.BirthYear, page.DeathYear, page.Professions,
            await cards.Of(viewer, page.KnownFor, ct),
            [.. shown.Select(card => new FilmCard(card)
            {
                Roles = [.. films[card.Id].Roles.Select(r => new RoleCard(r.Category, r.Characters))],
                Episodes = films[card.Id].Episodes,
            })]));
    }
}
