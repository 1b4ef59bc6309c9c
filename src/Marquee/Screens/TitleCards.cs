using Marquee.Access;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Watching;

namespace Marquee.Screens;

/// <summary>A title as lists show it. Numbers that nobody knows are null; ids are in IMDb's spelling.</summary>
public record TitleCard
{
    public string Id { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Null when it is the title.</summary>
    public string? OriginalTitle { get; init; }

    public int? Year { get; init; }

    public int? EndYear { get; init; }

    /// <summary>IMDb's spelling: <c>tvSeries</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>IMDb's mean, 1 to 10.</summary>
    public double? Rating { get; init; }

    public int? Votes { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>The series of an episode.</summary>
    public SeriesCard? Series { get; init; }

    public bool Adult { get; init; }

    /// <summary>Of the asking member.</summary>
    public MineCard? Mine { get; init; }
}

public sealed record SeriesCard(string Id, string Title, int? Season, int? Episode);

/// <param name="NotInterested">Not to be suggested.</param>
public sealed record MineCard(int? Rating, bool Seen, bool Watchlist, bool Liked, bool NotInterested);

/// <summary>Makes cards of titles for the one who asks.</summary>
public sealed class TitleCards(Titles titles, MemberTitles mine, LocalNames names, Preferences preferences, Sights sights)
{
    /// <returns>In the order of <paramref name="ids"/>, without titles that nobody knows and without those that the viewer does not see.</returns>
    public async Task<IReadOnlyList<TitleCard>> Of(Viewer viewer, IReadOnlyList<TitleId> ids, CancellationToken ct) =>
        await Of(viewer, await titles.InOrder(ids, ct), ct);

    /// <summary>The same for titles whose facts are at hand.</summary>
    public async Task<IReadOnlyList<TitleCard>> Of(Viewer viewer, IReadOnlyList<TitleFacts> facts, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        var shown = facts.Where(sight.Shows).Select(f => Without(sight, f)).ToList();
        var ids = shown.ConvertAll(f => f.Id);
        var of = await mine.OfCurrent(viewer, ids, ct);
        var local = await InLanguageOf(viewer, ids, ct);
        return [.. shown.Select(f => Card(f, of[f.Id], local.GetValueOrDefault(f.Id)))];
    }

    /// <summary>A series that is not seen is not named by its episode either.</summary>
    static TitleFacts Without(Sight sight, TitleFacts facts) =>
        facts.Series is { } series && !sight.Shows(series.Id) ? facts with { Series = null } : facts;

    /// <summary>The card of one title that is shown, when what the member has of it is at hand too.</summary>
    public async Task<TitleCard> Of(Viewer viewer, TitleFacts facts, Mine of, CancellationToken ct) =>
        Card(Without(await sights.Of(viewer, ct), facts), of, (await InLanguageOf(viewer, [facts.Id], ct)).GetValueOrDefault(facts.Id));

    /// <summary>What the titles are called where the member's language is spoken; IMDb's own titles are English already.</summary>
    async Task<IReadOnlyDictionary<TitleId, string>> InLanguageOf(Viewer viewer, List<TitleId> ids, CancellationToken ct)
    {
        var language = (await preferences.Of(viewer.Member, ct)).Language ?? Texts.Language.Current.Code;
        return ids.Count == 0 || language.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? new Dictionary<TitleId, string>()
            : await names.For(ids, language, ct);
    }

    /// <summary>Cards of what carries a title and more: in the order of <paramref name="items"/>, without those whose title is not shown.</summary>
    public async Task<IReadOnlyList<TCard>> Each<TItem, TCard>(
        Viewer viewer, IReadOnlyList<TItem> items, Func<TItem, TitleId> title, Func<TitleCard, TItem, TCard> card, CancellationToken ct)
    {
        var shown = await ById(viewer, items.Select(title), ct);
        return [.. from item in items let found = shown.GetValueOrDefault(title(item).ToString()) where found is not null select card(found, item)];
    }

    /// <summary>Whether the title is there for the one who asks.</summary>
    public async Task<bool> Shows(Viewer viewer, TitleId title, CancellationToken ct) =>
        await titles.Find(title, ct) is { } found && (await sights.Of(viewer, ct)).Shows(found);

    /// <summary>
    /// Whether a child does not see the title. Whatever the child has of it since before stays as it is, and taking it away is answered
    /// as if there were nothing.
    /// </summary>
    public async Task<bool> Hides(Viewer viewer, TitleId title, CancellationToken ct) =>
        (await sights.Of(viewer, ct)).Only is not null && !await Shows(viewer, title, ct);

    /// <returns>By the asked id, which may be an old one of a merged title; without titles that nobody knows.</returns>
    public async Task<IReadOnlyDictionary<string, TitleCard>> ById(Viewer viewer, IEnumerable<TitleId> ids, CancellationToken ct)
    {
        var facts = await titles.Find([.. ids.Distinct()], ct);
        var cards = (await Of(viewer, [.. facts.Values.DistinctBy(title => title.Id)], ct)).ToDictionary(card => card.Id, StringComparer.Ordinal);
        foreach (var (asked, now) in facts)
        {
            if (asked != now.Id && cards.TryGetValue(now.Id.ToString(), out var card))
            {
                cards[asked.ToString()] = card;
            }
        }

        return cards;
    }

    /// <param name="localTitle">Null: as IMDb calls it.</param>
    public static TitleCard Card(TitleFacts facts, Mine mine, string? localTitle = null) => new()
    {
        Id = facts.Id.ToString(),
        Title = localTitle ?? facts.Title,
        OriginalTitle = (facts.Original ?? facts.Title) is var original && original != (localTitle ?? facts.Title) ? original : null,
        Year = facts.Year,
        EndYear = facts.EndYear,
        Kind = facts.Kind.Spelling(),
        Runtime = facts.Runtime,
        Genres = facts.Genres.Names,
        Rating = facts.Rating,
        Votes = facts.Votes,
        Countries = facts.Countries,
        Series = facts.Series is { } series ? new SeriesCard(series.Id.ToString(), series.Title, series.Season, series.Episode) : null,
        Adult = facts.Adult,
        Mine = new MineCard(mine.Rating, mine.Seen, mine.Watchlist, mine.Liked, mine.NotInterested),
    };
}
