using Marquee.Access;
using Marquee.Catalog;

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

/// <param name="Total">Of all portions.</param>
/// <param name="Next">To be given as <c>after</c> for the next portion; null on the last.</param>
public sealed record FilmCards(IReadOnlyList<FilmCard> Items, int Total, string? Next);

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
/// <param name="Films">The first portion, newest first.</param>
/// <param name="Roles">Of the whole filmography, the most frequent first.</param>
/// <param name="Career">The whole filmography by years.</param>
/// <param name="Extremes">Of what they worked on, without appearances as themselves and archive material; null when too little of it has votes.</param>
public sealed record PersonScreen(
    string Id, string Name, int? BirthYear, int? DeathYear, IReadOnlyList<string> Professions, IReadOnlyList<TitleCard> KnownFor, FilmCards Films,
    IReadOnlyList<RoleCount> Roles, Career Career, BestAndWorstScreen? Extremes);

/// <summary>Puts a person's page together; what is read of the catalog for it does not grow with the career.</summary>
public sealed class PersonScreens(PersonPages pages, TitleCards cards, Sights sights)
{
    /// <summary>Films of a portion.</summary>
    public const int Portion = 60;

    /// <returns>Null when nobody knows the person.</returns>
    public async Task<PersonScreen?> Of(Viewer viewer, PersonId id, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        if (await pages.Find(id, sight, ct) is not { } page)
        {
            return null;
        }

        var career = page.Filmography.For(sight.Adult);
        var ends = career.Extremes;
        var front = await pages.Front(page, sight, Portion, ct);
        var shown = await Cards(viewer, front.Facts, ct);
        return new PersonScreen(
            page.Id.ToString(), page.Name, page.BirthYear, page.DeathYear, page.Professions,
            [.. page.KnownFor.Select(title => shown.GetValueOrDefault(title.ToString())).OfType<TitleCard>()],
            new FilmCards(Films(front.Credits, shown), front.Total, front.Next?.ToString()), career.Roles, career.Career,
            ends.Best.Count == 0 ? null : new BestAndWorstScreen(Weighed(ends.Best, shown), Weighed(ends.Worst, shown), ends.MinVotes, ends.Ranked));
    }

    /// <param name="role">A category; null for all.</param>
    /// <param name="after">Null for the first portion.</param>
    /// <returns>Null when nobody knows the person.</returns>
    public async Task<FilmCards?> Films(Viewer viewer, PersonId id, FilmSort sort, string? role, FilmPlace? after, int limit, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        if (await pages.Find(id, sight, ct) is not { } page)
        {
            return null;
        }

        var portion = page.Filmography.For(sight.Adult).Portion(sort, role, after, limit);
        var shown = await Cards(viewer, await pages.Facts(portion.Films.Select(film => film.Id), ct), ct);
        return new FilmCards(Films(await pages.Credits(id, portion.Films, ct), shown), portion.Total, portion.Next?.ToString());
    }

    static List<FilmCard> Films(IReadOnlyList<FilmCredit> credits, Dictionary<string, TitleCard> shown) =>
    [
        .. from credit in credits
           let card = shown.GetValueOrDefault(credit.Film.Id.ToString())
           where card is not null
           select new FilmCard(card)
           {
               Roles = [.. credit.Roles.Select(r => new RoleCard(r.Category, r.Characters))],
               Episodes = credit.Film.Episodes,
           },
    ];

    async Task<Dictionary<string, TitleCard>> Cards(Viewer viewer, IReadOnlyList<TitleFacts> facts, CancellationToken ct) =>
        (await cards.Of(viewer, facts, ct)).ToDictionary(card => card.Id, StringComparer.Ordinal);

    static List<WeighedCard> Weighed(IReadOnlyList<WeighedTitle> titles, Dictionary<string, TitleCard> shown) =>
    [
        .. from weighed in titles
           let card = shown.GetValueOrDefault(weighed.Title.Id.ToString())
           where card is not null
           select new WeighedCard(card) { Weighted = Math.Round(weighed.Weighted, 3) },
    ];
}
