using System.Globalization;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>Makes rows of what a device says about a list, item by item.</summary>
sealed class ListWrites(TitleLists lists, ListEntries entries, TimeProvider time)
{
    /// <param name="key">What the document calls the list.</param>
    /// <param name="before">What the device started from; null when nobody knows.</param>
    /// <param name="said">What it says; null when it deleted the document, or nobody can read it.</param>
    /// <param name="shown">Whether the member may see a title.</param>
    /// <param name="wrong">Why not all of it counts; null when it does.</param>
    public async Task<Settled> Take(Writing writing, SyncDatabase of, Sender by, string key, ListDocument? before, ListDocument? said, IncomingDocument document, Func<TitleId, bool> shown, Text? wrong)
    {
        var was = await Number(writing, of, key);
        var number = was;
        var there = number is { } id ? await OwnList.Read(writing, by.Viewer.Member, id) : null;
        var refused = wrong;
        try
        {
            number = (there, said) switch
            {
                (_, null) when !document.Deleted => number,
                (null, null) => number,
                (null, _) => await Make(writing, of, by, key, said),
                (_, null) => await Remove(writing, by, there, before, document.Id),
                _ => await Change(writing, by, there, before, said, document.Id, shown),
            };
        }
        catch (Refusal refusal)
        {
            refused = refusal.Text;
        }

        // A list that was deleted here and comes back has another number, and the document is told of neither.
        foreach (var told in new[] { was, number }.OfType<long>().Distinct())
        {
            if (await UntoldLists.Of(writing, by.Viewer.Member, told) is { } revision)
            {
                await UntoldLists.Told(writing, revision);
            }
        }

        var now = number is { } list ? await OwnList.Read(writing, by.Viewer.Member, list) : null;
        if (now is null && refused is null)
        {
            return new Settled("", Deleted: true);
        }

        var settled = Composing.List(Shown(now ?? new ListState { Name = said?.Name ?? "" }, shown), refused is null ? null : Composing.Told(refused, time.GetUtcNow())) with { ChangedAt = said?.ChangedAt };
        return new Settled(said is not null && settled.SameAs(said) ? document.Members : settled.Members(), Deleted: false);
    }

    /// <summary>Without the titles that a child does not see.</summary>
    public static ListState Shown(ListState list, Func<TitleId, bool> shown) => list with { Titles = [.. (list.Titles ?? []).Where(t => shown(new TitleId(t)))] };

    static async Task<long?> Number(Writing writing, SyncDatabase of, string key) => await Aliases.Number(writing, of, Aliases.List, key)
        ?? (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    async Task<long?> Make(Writing writing, SyncDatabase of, Sender by, string key, ListDocument said)
    {
        Check(said);
        var (id, _) = await lists.Make(writing, by.Viewer, new ListState
        {
            Name = said.Name.Trim(),
            Description = Watchlist.Clean(said.About),
            Shared = said.Shared,
            Titles = [.. said.Items.Select(i => i.Title.Number).Take(TitleLists.MostTitles)],
            Notes = said.Items.Where(i => i.Note is not null).ToDictionary(i => i.Title.Number, i => i.Note!) is { Count: > 0 } notes ? notes : null,
        });
        await Aliases.Put(writing, of, Aliases.List, key, id);
        return id;
    }

    /// <summary>A list that was changed meanwhile stays.</summary>
    async Task<long?> Remove(Writing writing, Sender by, ListState there, ListDocument? before, string document)
    {
        if (before is not null && Composing.List(there, before.Told).SameAs(before))
        {
            await lists.Remove(writing, by.Viewer, there.Id);
        }
        else
        {
            await Conflicts.Note(writing, by.Viewer.Member, document, "deleted", Json(there.Name), "true", by.Device, time.GetUtcNow().ToUnixTimeSeconds());
        }

        return there.Id;
    }

    async Task<long?> Change(Writing writing, Sender by, ListState there, ListDocument? before, ListDocument said, string document, Func<TitleId, bool> shown)
    {
        Check(said);
        var (ours, theirs, was) = (new Words(there.Name, there.Description, there.Shared), Words.Of(said), before is null ? null : Words.Of(before));
        // Nobody notes when a list got its name: what is here stays, and the other is kept to be seen.
        var chosen = Choice.Of(was is not null, was, theirs, ours, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        if (chosen == Chosen.Theirs)
        {
            await lists.Change(writing, by.Viewer, there.Id, theirs.Name, theirs.About ?? "", theirs.Shared);
        }
        else if (chosen == Chosen.OursOverTheirs)
        {
            await Conflicts.Note(writing, by.Viewer.Member, document, "list", Json(ours), Json(theirs), by.Device, time.GetUtcNow().ToUnixTimeSeconds());
        }

        await Fill(writing, by, there, await Merged(writing, before?.Items ?? []), await Merged(writing, said.Items), shown);
        return there.Id;
    }

    /// <summary>Where titles that this member does not see stand in between, nothing is moved.</summary>
    async Task Fill(Writing writing, Sender by, ListState there, IReadOnlyList<SaidItem> before, IReadOnlyList<SaidItem> said, Func<TitleId, bool> shown)
    {
        var all = Composing.Items(there);
        var ours = all.Where(i => shown(i.Title)).ToList();
        var wanted = ListMerge.Of(before, said, ours);
        var titles = wanted.Select(i => i.Title).ToHashSet();
        foreach (var gone in ours.Where(i => !titles.Contains(i.Title)))
        {
            await entries.Remove(writing, by.Viewer, there.Id, gone.Title);
        }

        var now = ours.Where(i => titles.Contains(i.Title)).ToList();
        foreach (var (place, item) in wanted.Index())
        {
            var at = now.FindIndex(i => i.Title == item.Title);
            if (at == place && now[at].Note == item.Note)
            {
                continue;
            }

            await entries.Put(writing, by.Viewer, there.Id, item.Title, ours.Count == all.Count ? place + 1 : null, item.Note ?? "");
            if (at >= 0)
            {
                now.RemoveAt(at);
            }

            now.Insert(Math.Min(place, now.Count), item);
        }
    }

    /// <summary>Under the numbers that the titles have now.</summary>
    static async Task<IReadOnlyList<SaidItem>> Merged(Writing writing, IReadOnlyList<SaidItem> items)
    {
        var now = new List<SaidItem>(items.Count);
        foreach (var item in items)
        {
            now.Add(item with { Title = await MergedTitles.Current(writing, item.Title) });
        }

        return [.. now.DistinctBy(i => i.Title)];
    }

    static void Check(ListDocument said)
    {
        if (string.IsNullOrWhiteSpace(said.Name) || said.Name.Length > TitleLists.LongestName || said.About?.Length > TitleLists.LongestDescription
            || said.Items.Any(i => i.Note?.Length > ListEntries.LongestNote))
        {
            throw new Refusal("phones.list", ("name", TitleLists.LongestName), ("about", TitleLists.LongestDescription), ("note", ListEntries.LongestNote));
        }
    }

    static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    /// <summary>What a list says of itself.</summary>
    sealed record Words(string Name, string? About, bool Shared)
    {
        public static Words Of(ListDocument said) => new(said.Name.Trim(), Watchlist.Clean(said.About), said.Shared);
    }
}
