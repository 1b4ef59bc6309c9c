using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Works">Titles in common; a series is one.</param>
/// <param name="Titles">The best known of them.</param>
public sealed record CollaboratorCard(string Id, string Name, int Works, IReadOnlyList<TitleCard> Titles);

/// <param name="Looked">Titles and episodes that were looked at, the newest.</param>
/// <param name="Credits">All that the person is credited with.</param>
public sealed record CollaboratorsScreen(IReadOnlyList<CollaboratorCard> Items, int Looked, int Credits);

public static class PersonEndpoints
{
    const string NoPerson = "screens.noPerson";
    const int MostCollaborators = 50;

    const int MostFilms = 200;

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/v1/people").WithTags("People").Access(AccessRule.Member).ProducesProblem(401);
        people.MapGet("/{id}", One).WithSummary("A person, their career in numbers, and the newest of what they are credited with").ProducesProblem(404);
        people.MapGet("/{id}/credits", Credits).WithSummary("What a person is credited with, of one role or of all, in portions that follow each other by key").ProducesProblem(404);
        people.MapGet("/{id}/collaborators", With).WithSummary("With whom a person worked most, by titles in common; nobody for a person without credits");
    }

    static async Task<Results<Ok<PersonScreen>, ProblemHttpResult>> One(PersonId id, Viewer viewer, PersonScreens screens, CancellationToken ct) =>
        await screens.Of(viewer, id, ct) is { } found ? TypedResults.Ok(found) : Problems.NotFound(NoPerson);

    static async Task<Results<Ok<FilmCards>, ValidationProblem, ProblemHttpResult>> Credits(
        PersonId id, Viewer viewer, PersonScreens screens, CancellationToken ct, string? sort = null, string? role = null, string? after = null, int limit = PersonScreens.Portion)
    {
        var order = FilmSort.Year;
        if (!string.IsNullOrEmpty(sort) && !(Enum.TryParse(sort, ignoreCase: true, out order) && Enum.IsDefined(order)))
        {
            return Problems.Invalid("sort", "screens.filmSortRule");
        }

        var place = string.IsNullOrEmpty(after) ? null : FilmPlace.Parse(after);
        if (place is null && !string.IsNullOrEmpty(after))
        {
            return Problems.Invalid("after", "screens.placeRule");
        }

        return await screens.Films(viewer, id, order, string.IsNullOrEmpty(role) ? null : role, place, Math.Clamp(limit, 1, MostFilms), ct) is { } films
            ? TypedResults.Ok(films)
            : Problems.NotFound(NoPerson);
    }

    static async Task<Ok<CollaboratorsScreen>> With(
        PersonId id, Viewer viewer, Sight sight, Collaborators collaborators, TitleCards cards, CancellationToken ct, int limit = 12)
    {
        var list = await collaborators.Of(id, sight, Math.Clamp(limit, 1, MostCollaborators), ct);
        var shown = await cards.ById(viewer, list.People.SelectMany(p => p.Titles).Select(t => t.Id), ct);
        return TypedResults.Ok(new CollaboratorsScreen(
            [.. list.People.Select(p => new CollaboratorCard(
                p.Person.Id.ToString(), p.Person.Name, p.Works,
                [.. p.Titles.Select(t => shown.GetValueOrDefault(t.Id.ToString())).OfType<TitleCard>()]))],
            list.Looked, list.Credits));
    }
}
