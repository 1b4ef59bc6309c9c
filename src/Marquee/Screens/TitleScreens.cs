using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Screens;

public sealed record PersonLink(string Id, string Name);

/// <param name="Category">IMDb's word: actor, actress, self.</param>
public sealed record CastCard(string Id, string Name, IReadOnlyList<string> Characters, string Category);

public sealed record CrewCard(string Id, string Name, string Category, string? Job);

/// <param name="Kind">IMDb's words: imdbDisplay, working, alternative.</param>
/// <param name="Attributes">IMDb's words in English: "transliterated title".</param>
public sealed record AkaCard(string Title, string? Region, string? Language, string? Kind, string? Attributes, bool Original);

/// <summary>Where the facts of a title come from.</summary>
/// <param name="Source"><c>imdb</c>, <c>sample</c>, or <c>kept</c>: of a member's file or an earlier catalog.</param>
/// <param name="At">When the catalog with these facts and ratings was imported; null for what was kept.</param>
public sealed record OriginCard(string Source, DateTimeOffset? At);

/// <param name="Season">Null for episodes without a season.</param>
public sealed record SeasonCard(int? Season, int Episodes);

/// <param name="Device">What it was watched on, where somebody said so.</param>
/// <param name="Origin"><c>page</c>, <c>api</c>, <c>cli</c>, <c>import</c>, <c>job</c> or <c>phone</c>.</param>
/// <param name="Source">Of an import: whose file it was, <c>letterboxd</c>; null when nobody knows any more.</param>
public sealed record WatchCard(long Id, DateTimeOffset? At, string? Device, string Origin, string? Source);

/// <summary>What the member has of the title.</summary>
/// <param name="RatedAt">Null when a file did not say.</param>
/// <param name="ListNote">Beside the watchlist entry.</param>
/// <param name="Priority">Of the watchlist entry: 1 is the most urgent, 3 the least.</param>
/// <param name="Note">What the member wrote about the title.</param>
/// <param name="Revision">Rises with every change of what the member has of the title; 0 when there never was anything.</param>
public sealed record MineScreen(
    int? Rating, DateTimeOffset? RatedAt, bool Seen, IReadOnlyList<WatchCard> Watches, bool Watchlist, DateTimeOffset? AddedAt, string? ListNote, int? Priority,
    bool Liked, bool NotInterested, string? Note, long Revision);

/// <summary>A title's page.</summary>
public sealed record TitleScreen : TitleCard
{
    public TitleScreen(TitleCard card) : base(card)
    {
    }

    public IReadOnlyList<SeasonCard> Seasons { get; init; } = [];

    public IReadOnlyList<PersonLink> Directors { get; init; } = [];

    public IReadOnlyList<PersonLink> Writers { get; init; } = [];

    public IReadOnlyList<CastCard> Cast { get; init; } = [];

    public IReadOnlyList<CrewCard> Crew { get; init; } = [];

    public IReadOnlyList<AkaCard> Akas { get; init; } = [];

    /// <summary>The catalog lacks it; the facts come from a member's file or an earlier catalog.</summary>
    public bool Known { get; init; }

    public OriginCard? Origin { get; init; }

    public new MineScreen? Mine { get; init; }

    /// <summary>For hosts of a house with children; null for all others.</summary>
    public AudienceScreen? Audience { get; init; }
}

/// <summary>Puts a title's page together.</summary>
public sealed class TitleScreens(TitlePages pages, TitleCards cards, Watches watches, MemberTitles mine, Episodes episodes, Sights sights, CeilingScreens ceilings, Generations generations)
{
    /// <returns>Null when nobody knows the title, or it is not for this viewer.</returns>
    public async Task<TitleScreen?> Of(Viewer viewer, TitleId id, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        if (await pages.Find(id, ct) is not { } page || !sight.Shows(page.Facts))
        {
            return null;
        }

        id = page.Facts.Id;
        var of = (await mine.Of(viewer, [id], ct))[id];
        return new TitleScreen(await cards.Of(viewer, page.Facts, of, ct))
        {
            Seasons = await Seasons(page, sight, ct),
            Directors = Links(page.Directors),
            Writers = Links(page.Writers),
            Cast = [.. page.Cast.Select(c => new CastCard(c.Id.ToString(), c.Name, c.Characters, c.Category))],
            Crew = [.. page.Crew.Select(c => new CrewCard(c.Id.ToString(), c.Name, c.Category, c.Job))],
            Akas = [.. page.Akas.Select(a => new AkaCard(a.Title, a.Region, a.Language, a.Kind, a.Attributes, a.Original))],
            Known = page.Facts.Known,
            Origin = await Origin(page.Facts, ct),
            Audience = viewer.Role == Role.Host && await ceilings.Audience(page.Facts, ct) is { Children.Count: > 0 } audience ? audience : null,
            Mine = new MineScreen(
                of.Rating, of.RatedAt, of.Seen,
                [.. (await watches.Of(viewer, id, ct)).Select(w => new WatchCard(w.Id, w.At, w.Device, w.Origin, w.Source))],
                of.Watchlist, of.AddedAt, of.ListNote, of.Priority, of.Liked, of.NotInterested, of.Note, of.Revision),
        };
    }

    /// <summary>Under a ceiling single episodes may be hidden, so they are counted one by one.</summary>
    async Task<IReadOnlyList<SeasonCard>> Seasons(TitlePage page, Sight sight, CancellationToken ct) => sight.Only is null || page.Seasons.Count == 0
        ? [.. page.Seasons.Select(s => new SeasonCard(s.Number, s.Episodes))]
        : [.. (await episodes.Of(page.Facts.Id, null, ct)).Where(sight.Shows).GroupBy(e => e.Series!.Season).Select(season => new SeasonCard(season.Key, season.Count()))];

    async Task<OriginCard> Origin(TitleFacts facts, CancellationToken ct)
    {
        if (facts.Known)
        {
            return new OriginCard("kept", null);
        }

        var current = await generations.Find(ct);
        return new OriginCard(current.Sample ? "sample" : "imdb", current.SwitchedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null);
    }

    static List<PersonLink> Links(IReadOnlyList<PersonName> people) => [.. people.Select(p => new PersonLink(p.Id.ToString(), p.Name))];
}
