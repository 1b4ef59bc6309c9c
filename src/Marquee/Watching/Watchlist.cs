using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to what a member wants to watch.</summary>
public sealed class Watchlist(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    public const int LongestNote = 1000;

    /// <summary>The most urgent priority.</summary>
    public const int First = 1;

    /// <summary>The least urgent one.</summary>
    public const int Last = 3;

    /// <summary>Adding a title twice keeps the first date.</summary>
    /// <returns>The fact of the change; null when the title was on the list.</returns>
    public Task<long?> Add(Viewer viewer, TitleId title, CancellationToken ct) => Put(viewer, title, null, null, ct);

    /// <summary>Puts a title on the list, or changes what is said beside it.</summary>
    /// <param name="note">Null leaves it; blank removes it.</param>
    /// <param name="priority"><see cref="First"/> to <see cref="Last"/>; null leaves it, 0 removes it.</param>
    /// <returns>The fact of the change; null when there was nothing to change.</returns>
    public async Task<long?> Put(Viewer viewer, TitleId title, string? note, int? priority, CancellationToken ct)
    {
        await known.Remember([title], ct);
        return await database.Write(Store.House, writing => Set(writing, viewer, title, before =>
        {
            var there = before ?? new WatchlistState { AddedAt = Instants.Instant(time.GetUtcNow().ToUnixTimeSeconds()) };
            return there with
            {
                Note = note is null ? there.Note : Clean(note),
                Priority = priority is null ? there.Priority : priority == 0 ? null : priority,
            };
        }), ct);
    }

    /// <returns>The fact of the change; null when the title was not on the list.</returns>
    public Task<long?> Remove(Viewer viewer, TitleId title, CancellationToken ct) => database.Write(Store.House, writing => Set(writing, viewer, title, _ => null), ct);

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    /// <param name="change">The entry as it is to be, from the one that is there; null for none.</param>
    internal async Task<long?> Set(Writing writing, Viewer viewer, TitleId title, Func<WatchlistState?, WatchlistState?> change)
    {
        title = await MergedTitles.Current(writing, title);
        var before = await WatchingStore.Entry(writing, viewer.Member, title);
        var after = change(before);
        if (after == before)
        {
            return null;
        }

        await WatchingStore.SetEntry(writing, viewer.Member, title, after);
        await MemberTitleStore.Touch(writing, viewer.Member, title, time.GetUtcNow().ToUnixTimeSeconds());
        var kind = before is null ? WatchingFacts.WatchlistAdded : after is null ? WatchingFacts.WatchlistRemoved : WatchingFacts.WatchlistChanged;
        return await facts.Write(writing, WatchingFacts.Draft(viewer, title, kind, before, after));
    }

    /// <returns>As notes are kept; null when nothing is left.</returns>
    internal static string? Clean(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim().ReplaceLineEndings("\n");
}
