using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Integrations.Servarr;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>
/// Finds out which titles the films and series of a server are: by IMDb's number, by what other holdings say of TMDB's and TVDB's,
/// else by names and years where these leave no doubt. A title that nobody knows but by its IMDb number is kept as known.
/// </summary>
public sealed class HeldTitles(Database database, Matcher matcher, KnownTitles known)
{
    /// <returns>In the order of <paramref name="items"/>; null where nothing is certain.</returns>
    public async Task<IReadOnlyList<TitleId?>> Match(ServarrProgram program, IReadOnlyList<HeldItem> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var kind = program == ServarrProgram.Radarr ? AskedKind.Film : AskedKind.Series;
        var matches = await matcher.Match([.. items.Select(item => Question(kind, item))], viewer: null, ct, Outside);
        var sure = matches.Select(match => match.IsSure ? match.Title : null).ToList();
        await known.Remember([.. sure.OfType<TitleId>()], ct);
        await known.Keep([.. items.Zip(matches).Where(pair => pair.Second is { IsSure: true, IsNew: true }).Select(pair => Known(program, pair.First, pair.Second.Title!.Value))], ct);
        return sure;
    }

    static TitleQuestion Question(AskedKind kind, HeldItem item) => new()
    {
        Kind = kind,
        Imdb = item.Imdb,
        Tmdb = item.Tmdb,
        Tvdb = item.Tvdb,
        Names = item.Name.Length > 0 ? [item.Name] : [],
        Year = item.Year,
    };

    static KnownTitle Known(ServarrProgram program, HeldItem item, TitleId title) => new()
    {
        Id = title,
        Title = item.Name,
        Year = item.Year,
        Kind = program == ServarrProgram.Radarr ? TitleKind.Movie : TitleKind.TvSeries,
    };

    /// <summary>What another server of the house has under the same number.</summary>
    async Task<IReadOnlyDictionary<OutsideId, TitleId>> Outside(IReadOnlyCollection<OutsideId> asked, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        var rows = await reading.QueryAsync<Row>(new CommandDefinition(
            "select c.kind, h.tmdb, h.tvdb, max(h.title) as title from house.holding h join house.connection c on c.id = h.connection where h.title is not null group by c.kind, h.tmdb, h.tvdb having count(distinct h.title) = 1",
            cancellationToken: ct));
        var found = new Dictionary<OutsideId, TitleId>();
        foreach (var row in rows)
        {
            var kind = row.Kind == ServarrProgram.Radarr ? AskedKind.Film : AskedKind.Series;
            foreach (var id in new[] { row.Tmdb is { } tmdb ? new OutsideId(OutsideSource.Tmdb, kind, tmdb) : default, row.Tvdb is { } tvdb ? new OutsideId(OutsideSource.Tvdb, kind, tvdb) : default })
            {
                if (id.Number > 0 && asked.Contains(id))
                {
                    found[id] = new TitleId(row.Title);
                }
            }
        }

        return found;
    }

    sealed record Row
    {
        public ServarrProgram Kind { get; init; }

        public int? Tmdb { get; init; }

        public int? Tvdb { get; init; }

        public long Title { get; init; }
    }
}
