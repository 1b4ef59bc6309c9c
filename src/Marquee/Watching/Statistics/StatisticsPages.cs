using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Statistics;

/// <summary>
/// Counts what members have seen. What was read of a member is kept while nothing of it has changed, and what was counted of it too;
/// after a change only the member's own rows are read again, and what is new of the catalog.
/// </summary>
public sealed class StatisticsPages(Database database, Sights sights, People people) : IDisposable
{
    const long Room = 64 << 20;

    readonly KeptAnswers _kept = new(Room);

    sealed record SeenKey(long Member, int Generation, long Sight, string Stamp);

    sealed record TraitsKey(long Member, int Generation);

    sealed record CountKey(SeenKey Seen, string Zone, int? Year);

    /// <param name="year">Null: all years, and what nobody can date.</param>
    /// <param name="zone">Whose days and hours are meant.</param>
    public async Task<MemberStatistics> Of(Viewer viewer, int? year, TimeZoneInfo zone, CancellationToken ct)
    {
        var (seen, key) = await Seen(viewer, ct);
        return await _kept.Of(new CountKey(key, zone.Id, year), async () => await Named(SeenCount.Of(seen, zone, year), ct), counted => 24_000 + ((counted.Days?.Days.Count ?? 0) * 16L), ct);
    }

    /// <summary>All that the member has seen and is shown, and what names its state.</summary>
    async Task<(SeenTitles Seen, SeenKey Key)> Seen(Viewer viewer, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        await using var connection = await database.Read(ct);
        var key = new SeenKey(viewer.Member, database.Generation, sight.Number, await HistoryStamps.Of(connection, viewer.Member, ct));
        var seen = await _kept.Of(key, async () =>
        {
            var of = new TraitsKey(key.Member, key.Generation);
            var before = _kept.Find<TitleTraits>(of) ?? TitleTraits.None;
            var (read, traits) = await SeenReading.Of(connection, database.Dialect, viewer.Member, before, sight, ct);
            _kept.Keep(of, traits, traits.Bytes);
            return read;
        }, read => read.Bytes, ct);
        return (seen, key);
    }

    async Task<MemberStatistics> Named(MemberStatistics counted, CancellationToken ct)
    {
        var names = await people.Find([.. counted.Directors.Concat(counted.Actors).Select(share => PersonId.Parse(share.Key, null))], ct);
        return counted with { Directors = WithNames(counted.Directors), Actors = WithNames(counted.Actors) };

        IReadOnlyList<TraitShare> WithNames(IReadOnlyList<TraitShare> shares) => [.. shares.Select(share => share with { Name = names[PersonId.Parse(share.Key, null)].Name })];
    }

    public void Dispose() => _kept.Dispose();
}
