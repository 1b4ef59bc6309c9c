using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to what a member watched, and when.</summary>
public sealed class Watches(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <summary>Two watches of one title within half an hour are one: a double tap, or two sources that tell the same.</summary>
    internal const long SameWatch = 30 * 60;

    /// <param name="at">Null when nobody knows when.</param>
    /// <returns>The watch and the fact of the change; no fact when the same watch was noted before.</returns>
    /// <exception cref="Refusal">The time lies in the future.</exception>
    public async Task<(long Id, long? Fact)> Add(Viewer viewer, TitleId title, DateTimeOffset? at, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // A day without a time stands for its noon, which may still be to come.
        if (at > now.AddDays(1))
        {
            throw new Refusal("watching.dayToCome");
        }

        await known.Remember([title], ct);
        return await database.Write<(long, long?)>(Store.House, async writing =>
        {
            title = await MergedTitles.Current(writing, title);
            var seconds = Instants.Seconds(at);
            if (await WatchingStore.SameWatch(writing, viewer.Member, title, seconds, SameWatch) is { } there)
            {
                return (there, null);
            }

            var id = await WatchingStore.AddWatch(writing, viewer.Member, title, seconds, WatchingFacts.Word(viewer.Origin), now.ToUnixTimeSeconds());
            var after = new WatchState { Id = id, At = Instants.Instant(seconds) };
            return (id, await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchAdded, null, after)));
        }, ct);
    }

    /// <returns>The fact of the change; null when the member has no such watch.</returns>
    public Task<long?> Remove(Viewer viewer, long id, CancellationToken ct) => database.Write<long?>(Store.House, async writing =>
    {
        if (await WatchingStore.Watch(writing, viewer.Member, id) is not { } found)
        {
            return null;
        }

        await WatchingStore.RemoveWatch(writing, viewer.Member, id);
        return await facts.Write(writing, WatchingFacts.Draft(viewer, found.Title, WatchingFacts.WatchRemoved, found.State, null));
    }, ct);

    /// <returns>The member's watches of one title, newest first, those of an unknown time last.</returns>
    public async Task<IReadOnlyList<WatchState>> Of(Viewer viewer, TitleId title, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<WatchRow>(new CommandDefinition(
            "select id, at from house.watch where member = @member and title = @title order by coalesce(at, -1) desc, id desc",
            new { member = viewer.Member, title = title.Number },
            cancellationToken: ct));
        return [.. rows.Select(row => new WatchState { Id = row.Id, At = Instants.Instant(row.At) })];
    }

    sealed record WatchRow
    {
        public long Id { get; init; }

        public long? At { get; init; }
    }
}
