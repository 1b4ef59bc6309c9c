using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Browse;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Count">Titles with every filter but those of the value's own facet.</param>
public sealed record FacetCard<T>(T Value, long Count);

/// <summary>By what the result can be narrowed, the most frequent first; decades newest first.</summary>
public sealed record BrowseFacetCards(
    IReadOnlyList<FacetCard<string>> Kinds, IReadOnlyList<FacetCard<string>> Genres, IReadOnlyList<FacetCard<int>> Decades,
    IReadOnlyList<FacetCard<string>> Countries, IReadOnlyList<FacetCard<string>> Languages);

/// <param name="Filter">The name of a filter in use: kind, genre, decade, country, language, years, runtime, votes, rating, person, onlyWatchlist, hideSeen.</param>
/// <param name="Total">Titles that there would be without it.</param>
public sealed record ReliefCard(BrowseFilter Filter, long Total);

/// <param name="Total">All that fit; pages reach the first hundred thousand.</param>
/// <param name="Reliefs">When nothing fits: what dropping one filter brings back, most first.</param>
/// <param name="Person">Of the filter, by name.</param>
/// <param name="Ms">Milliseconds that finding and counting took.</param>
public sealed record BrowseScreen(
    IReadOnlyList<TitleCard> Items, long Total, BrowseFacetCards Facets, IReadOnlyList<ReliefCard> Reliefs, PersonLink? Person, double Ms);

public static class BrowseEndpoints
{
    public static void MapBrowse(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/browse", Find).WithTags("Titles").Access(AccessRule.Member)
            .WithSummary("Titles by any combination of filters, with counts for every value of every facet").ProducesProblem(401).ProducesProblem(409);

    static async Task<Results<Ok<BrowseScreen>, ValidationProblem, ProblemHttpResult>> Find(
        [AsParameters] BrowseRequest request, Viewer viewer, Sight sight, BrowseQueries queries, TitleBrowse browse, TitleCards cards, CancellationToken ct)
    {
        if (request.Read(sight, out var field, out var query) is { } wrong)
        {
            return Problems.Invalid(field, wrong);
        }

        try
        {
            var answer = await browse.Find(await queries.WithOwn(query, request, viewer, ct), ct);
            return TypedResults.Ok(new BrowseScreen(
                await cards.Of(viewer, answer.Items, ct), answer.Total, Cards(answer.Facets),
                [.. answer.Reliefs.Select(r => new ReliefCard(r.Filter, r.Total))],
                answer.Person is { } person ? new PersonLink(person.Id.ToString(), person.Name) : null,
                Math.Round(answer.Milliseconds, 3)));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static BrowseFacetCards Cards(BrowseFacets facets) => new(
        [.. facets.Kinds.Select(k => new FacetCard<string>(k.Value.Spelling(), k.Count))],
        Cards(facets.Genres),
        [.. facets.Decades.Select(d => new FacetCard<int>(d.Value, d.Count))],
        Cards(facets.Countries),
        Cards(facets.Languages));

    static List<FacetCard<string>> Cards(IReadOnlyList<FacetCount<string>> counts) => [.. counts.Select(c => new FacetCard<string>(c.Value, c.Count))];
}

/// <summary>Adds to a query what only the member's own titles can say.</summary>
public sealed class BrowseQueries(MemberTitles mine)
{
    public async Task<BrowseQuery> WithOwn(BrowseQuery query, BrowseRequest request, Viewer viewer, CancellationToken ct) => query with
    {
        Only = request.OnlyWatchlist == true ? await mine.OnWatchlist(viewer, ct) : null,
        Without = request.HideSeen == true ? await mine.Seen(viewer, ct) : null,
    };
}
