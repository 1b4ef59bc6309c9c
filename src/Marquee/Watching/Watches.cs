using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A watch as its title's page shows it.</summary>
/// <param name="Device">What it was watched on, where somebody said so.</param>
/// <param name="Origin"><c>page</c>, <c>api</c>, <c>cli</c>, <c>import</c>, <c>job</c> or <c>phone</c>.</param>
/// <param name="Source">Of an import: whose file it was, <c>letterboxd</c>; null when nobody knows any more.</param>
public sealed record MemberWatch(long Id, DateTimeOffset? At, string? Device, string Origin, string? Source);

/// <summary>The one door to what a member watched, and when; many episodes at once go through <see cref="EpisodeWatches"/>.</summary>
public sealed class Watches(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <summary>Two watches of one title within half an hour are one: a double tap, or two sources that tell the same.</summary>
    internal const long SameWatch = 30 * 60;

    public const int LongestDevice = 60;

    /// <param name="at">Null when nobody knows when.</param>
    /// <param name="device">What it was watched on; null when nobody said so.</param>
    /// <returns>The watch and the fact of the change; no fact when the same watch was noted before.</returns>
    /// <exception cref="Refusal">The time lies in the future.</exception>
    public async Task<(long Id, long? Fact)> Add(Viewer viewer, TitleId title, DateTimeOffset? at, CancellationToken ct, string? device = null)
    {
        RefuseDayToCome(at, time.GetUtcNow());
        await known.Remember([title], ct);
        return await database.Write(Store.House, writing => Add(writing, viewer, title, at, device), ct);
    }

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    /// <inheritdoc cref="Add(Viewer, TitleId, DateTimeOffset?, CancellationToken, string?)"/>
    internal async Task<(long Id, long? Fact)> Add(Writing writing, Viewer viewer, TitleId title, DateTimeOffset? at, string? device)
    {
        var now = time.GetUtcNow();
        RefuseDayToCome(at, now);
        title = await MergedTitles.Current(writing, title);
        var seconds = Instants.Seconds(at);
        if ((await WatchingStore.SameWatch(writing, viewer.Member, title, seconds, SameWatch)
            ?? await CorrectionStore.MovedWatch(writing, viewer, title, seconds, SameWatch)) is { } there)
        {
            return (there, null);
        }

        var after = new WatchState { At = Instants.Instant(seconds), Device = device };
        var id = await WatchingStore.AddWatch(writing, viewer.Member, title, after, WatchingFacts.Word(viewer.Origin), now.ToUnixTimeSeconds());
        after = after with { Id = id };
        await MemberTitleStore.Touch(writing, viewer.Member, title, now.ToUnixTimeSeconds());
        return (id, await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchAdded, null, after)));
    }

    /// <returns>The fact of the change; null when the member has no such watch.</returns>
    public Task<long?> Remove(Viewer viewer, long id, CancellationToken ct) => database.Write(Store.House, writing => Remove(writing, viewer, id), ct);

    /// <summary>The same in the transaction of a caller.</summary>
    internal async Task<long?> Remove(Writing writing, Viewer viewer, long id)
    {
        if (await WatchingStore.Watch(writing, viewer.Member, id) is not { } found)
        {
            return null;
        }

        await WatchingStore.RemoveWatch(writing, viewer.Member, id);
        await MemberTitleStore.Touch(writing, viewer.Member, found.Title, time.GetUtcNow().ToUnixTimeSeconds());
        return await facts.Write(writing, WatchingFacts.Draft(viewer, found.Title, WatchingFacts.WatchRemoved, found.State, null));
    }

    /// <returns>The title of a watch; null when the member has no such watch.</returns>
    public async Task<TitleId?> TitleOf(Viewer viewer, long id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select title from house.watch where member = @member and id = @id", new { member = viewer.Member, id }, cancellationToken: ct)) is { } title ? new TitleId(title) : null;
    }

    /// <returns>The member's watches of one title, newest first, those of an unknown time last.</returns>
    public async Task<IReadOnlyList<MemberWatch>> Of(Viewer viewer, TitleId title, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<WatchRow>(new CommandDefinition("""
            select w.id, w.at, w.device, w.origin, i.source
            from house.watch w left join house.import i on w.origin = 'import' and i.id = w.origin_id and i.member = w.member
            where w.member = @member and w.title = @title order by coalesce(w.at, -1) desc, w.id desc
            """, new { member = viewer.Member, title = title.Number }, cancellationToken: ct));
        return [.. rows.Select(row => new MemberWatch(row.Id, Instants.Instant(row.At), row.Device, row.Origin, row.Source))];
    }

    /// <summary>A day without a time stands for its noon, which may still be to come.</summary>
    internal static void RefuseDayToCome(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at > now.AddDays(1))
        {
            throw new Refusal("watching.dayToCome");
        }
    }

    sealed record WatchRow
    {
        public long Id { get; init; }

        public long? At { get; init; }

        public string? Device { get; init; }

        public string Origin { get; init; } = "";

        public string? Source { get; init; }
    }
}
