using Marquee.Acquisition.News;

namespace Marquee.Acquisition.Collecting;

/// <summary>One thing that is different about a film or series, as news tell it.</summary>
/// <param name="Episodes">Of a series, those it is about; empty: all of it, or a film.</param>
public sealed record HeldChange(NewsKind Kind, IReadOnlyList<EpisodeNumber> Episodes, string? Quality = null, long? Size = null, string? Download = null);

/// <summary>Tells two states of a film or series apart. Pure.</summary>
public static class HeldChanges
{
    /// <param name="before">Null: the server did not have it.</param>
    /// <param name="after">Null: it does not have it any more.</param>
    public static IReadOnlyList<HeldChange> Between(HeldItem? before, HeldItem? after)
    {
        if (after is null)
        {
            return before is null ? [] : [new HeldChange(NewsKind.Removed, [])];
        }

        var changes = new List<HeldChange>();
        if (before is null)
        {
            changes.Add(new HeldChange(NewsKind.Added, []));
        }
        else if (Remarked(before, after))
        {
            changes.Add(new HeldChange(NewsKind.Monitored, []));
        }

        Film(before, after, changes);
        Series(before, after, changes);
        return changes;
    }

    /// <summary>In a word each, what a look at the whole server found different.</summary>
    public static string Words(HeldItem before, HeldItem after) => string.Join(' ', new[]
    {
        Remarked(before, after) ? "monitored" : null,
        Filed(before) != Filed(after) ? "files" : null,
        (before.Item, before.Imdb, before.Tmdb, before.Tvdb) != (after.Item, after.Imdb, after.Tmdb, after.Tvdb) ? "ids" : null,
        Grabs(before) != Grabs(after) ? "grabbed" : null,
        before.Episodes.Count != after.Episodes.Count ? "episodes" : null,
    }.OfType<string>()) is { Length: > 0 } words ? words : "about";

    /// <summary>A mark is another one; an episode that is new has none that it could differ from.</summary>
    static bool Remarked(HeldItem before, HeldItem after) =>
        before.Monitored != after.Monitored
        || before.Seasons.Join(after.Seasons, s => s.Season, s => s.Season, (old, now) => old.Monitored != now.Monitored).Any(other => other)
        || before.Episodes.Join(after.Episodes, e => e.Id, e => e.Id, (old, now) => old.Monitored != now.Monitored).Any(other => other);

    static string Filed(HeldItem item) => $"{item.File} {string.Join(' ', item.Episodes.Where(e => e.File is not null).Select(e => (e.Id, e.File)))}";

    static string Grabs(HeldItem item) => $"{item.GrabbedAt is not null} {string.Join(' ', item.Episodes.Where(e => e.GrabbedAt is not null).Select(e => e.Id))}";

    static void Film(HeldItem? before, HeldItem after, List<HeldChange> changes)
    {
        if (Kind(before?.File, after.File) is { } kind)
        {
            changes.Add(new HeldChange(kind, [], after.File?.Quality, after.File?.Size, after.Download));
        }

        if (after.GrabbedAt is not null && (before?.GrabbedAt is null || before.Download != after.Download))
        {
            changes.Add(new HeldChange(NewsKind.Grabbed, [], Download: after.Download));
        }
    }

    static void Series(HeldItem? before, HeldItem after, List<HeldChange> changes)
    {
        var (there, now) = ((before?.Episodes ?? []).ToDictionary(e => e.Id), after.Episodes.ToDictionary(e => e.Id));
        foreach (var kind in now.Keys.Union(there.Keys).Select(id => (Id: id, Kind: Kind(there.GetValueOrDefault(id)?.File, now.GetValueOrDefault(id)?.File)))
            .Where(e => e.Kind is not null).GroupBy(e => e.Kind!.Value))
        {
            var episodes = kind.Select(e => e.Id).OrderBy(id => (id.Season, id.Number)).ToList();
            var files = episodes.Select(id => now.GetValueOrDefault(id)?.File).OfType<HeldFile>().DistinctBy(f => f.Id).ToList();
            changes.Add(new HeldChange(
                kind.Key, episodes, files.FirstOrDefault()?.Quality, files.Count == 0 ? null : files.Sum(f => f.Size), episodes.Select(id => now.GetValueOrDefault(id)?.Download).FirstOrDefault(d => d is not null)));
        }

        foreach (var grab in after.Episodes.Where(e => e.GrabbedAt is not null && (there.GetValueOrDefault(e.Id) is not { GrabbedAt: not null } old || old.Download != e.Download)).GroupBy(e => e.Download))
        {
            changes.Add(new HeldChange(NewsKind.Grabbed, [.. grab.Select(e => e.Id)], Download: grab.Key));
        }
    }

    static NewsKind? Kind(HeldFile? before, HeldFile? after) => (before, after) switch
    {
        (null, not null) => NewsKind.Imported,
        (not null, null) => NewsKind.FileDeleted,
        (not null, not null) when before.Id != after.Id => NewsKind.Upgraded,
        _ => null,
    };
}
