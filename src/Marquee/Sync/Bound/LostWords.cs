using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>Puts what was lost in a conflict in the place of what was kept, through the doors that pages use.</summary>
public sealed class LostWords(Ratings ratings, Watchlist watchlist, Notes notes, TitleLists lists, Database database, Conflicts conflicts)
{
    sealed record Entry(int? Priority, string? Note);

    sealed record ListWords(string Name, string? About, bool Shared);

    /// <returns>False when what it is about is not there any more.</returns>
    public async Task<bool> Take(Viewer viewer, Conflict conflict, CancellationToken ct)
    {
        var done = conflict.Document.StartsWith(Composing.TitlePrefix, StringComparison.Ordinal)
            ? TitleId.TryParse(conflict.Document[Composing.TitlePrefix.Length..], null, out var title) && await OfTitle(viewer, title, conflict, ct)
            : await OfList(viewer, conflict, ct);
        await conflicts.Dismiss(viewer.Member, conflict.Id, ct);
        return done;
    }

    async Task<bool> OfTitle(Viewer viewer, TitleId title, Conflict conflict, CancellationToken ct)
    {
        switch (conflict.Field)
        {
            case "rating" when Read<int?>(conflict) is { } value:
                await ratings.Set(viewer, title, value, ct);
                return true;
            case "rating":
                await ratings.Remove(viewer, title, ct);
                return true;
            case "note":
                await notes.Set(viewer, title, Read<string?>(conflict), ct);
                return true;
            case "watchlist" when Read<Entry>(conflict) is { } entry:
                await watchlist.Put(viewer, title, entry.Note ?? "", entry.Priority ?? 0, ct);
                return true;
            case "watchlist":
                await watchlist.Remove(viewer, title, ct);
                return true;
            default:
                return false;
        }
    }

    async Task<bool> OfList(Viewer viewer, Conflict conflict, CancellationToken ct)
    {
        if (await Number(viewer.Member, conflict.Document[Composing.ListPrefix.Length..], ct) is not { } list)
        {
            return false;
        }

        return conflict.Field == "deleted" ? await lists.Remove(viewer, list, ct) is not null
            : Read<ListWords>(conflict) is { } words && await lists.Change(viewer, list, words.Name, words.About ?? "", words.Shared, ct) is not null;
    }

    Task<long?> Number(long member, string key, CancellationToken ct) => database.Write(Store.House, async w =>
        await w.First<SyncDatabase>($"select {SyncDatabases.Columns} from house.sync_database where member = @member", new { member }) is { } of && await Aliases.Number(w, of, Aliases.List, key) is { } number
            ? number
            : long.TryParse(key, out var own) ? own : (long?)null, ct);

    static T? Read<T>(Conflict conflict) => JsonSerializer.Deserialize<T>(conflict.Lost, JsonSerializerOptions.Web);
}
