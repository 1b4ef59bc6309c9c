using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Reconciling;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Servarr.Events;

namespace Marquee.Acquisition.Webhooks;

/// <summary>
/// What a webhook makes of what the house knows. The same webhook twice is the same as once, and a download that is announced after
/// its file came does not begin again: servers send each by itself, in no order. Pure.
/// </summary>
public static class HookChange
{
    /// <returns>TMDB's number in Radarr, TVDB's in Sonarr; null when the event has none, and then it is about nothing that can be known.</returns>
    public static int? OutsideId(ServarrEvent told) => told.Program == ServarrProgram.Radarr ? told.Title?.TmdbId : told.Title?.TvdbId;

    /// <param name="before">Null: the house knows of none.</param>
    /// <param name="at">When it came.</param>
    /// <returns><paramref name="before"/> itself when nothing is to be changed; null when the server does not have it any more.</returns>
    public static HeldItem? Apply(HeldItem? before, ServarrEvent told, long at) => told.Kind switch
    {
        ServarrEventKind.Added => Begun(before, told),
        ServarrEventKind.Removed => before is not null && before.Item > 0 && told.Title?.Id is { } gone && gone != before.Item ? before : null,
        ServarrEventKind.Grab => told.Program == ServarrProgram.Radarr ? Grabbed(Begun(before, told), told, at) : OnEpisodes(Begun(before, told), told, (e, _) => Grabbed(e, told, at)),
        ServarrEventKind.Import or ServarrEventKind.Upgrade => told.Program == ServarrProgram.Radarr
            ? Filed(Begun(before, told), told, at)
            : OnEpisodes(Begun(before, told), told, (e, i) => Filed(e, told, i, at)),
        // The file in whose place another comes is told of twice; the other says all.
        ServarrEventKind.FileDeleted when before is not null && !string.Equals(told.Reason, "upgrade", StringComparison.OrdinalIgnoreCase) => Emptied(before, told),
        _ => before,
    };

    /// <summary>What an event says of something that the house has not heard of: all but its files and marks, which the next look at the server brings.</summary>
    static HeldItem Begun(HeldItem? before, ServarrEvent told)
    {
        var title = told.Title!;
        return before is not null ? before.Item == 0 && title.Id is { } item ? before with { Item = item } : before : new HeldItem
        {
            OutsideId = OutsideId(told)!.Value,
            Item = title.Id ?? 0,
            Name = title.Name ?? "",
            Year = title.Year,
            Tmdb = title.TmdbId,
            Tvdb = title.TvdbId,
            Imdb = ServerReading.Imdb(title.ImdbId),
            Folder = title.Folder,
            Monitored = true,
        };
    }

    static HeldItem Grabbed(HeldItem film, ServarrEvent told, long at) =>
        IsHere(film.File, film.Download, told) ? film : film with { GrabbedAt = film.GrabbedAt ?? at, Download = told.DownloadId ?? film.Download };

    static HeldEpisode Grabbed(HeldEpisode episode, ServarrEvent told, long at) =>
        IsHere(episode.File, episode.Download, told) ? episode : episode with { GrabbedAt = episode.GrabbedAt ?? at, Download = told.DownloadId ?? episode.Download };

    static bool IsHere(HeldFile? file, string? download, ServarrEvent told) => file is not null && told.DownloadId is not null && download == told.DownloadId;

    static HeldItem Filed(HeldItem film, ServarrEvent told, long at) =>
        File(told, 0, at) is var file && film.File is { } there && there.Id > file.Id
            ? film.Download == told.DownloadId ? film with { GrabbedAt = null } : film
            : film with { File = Same(film.File, file), GrabbedAt = null, Download = told.DownloadId ?? film.Download };

    static HeldEpisode Filed(HeldEpisode episode, ServarrEvent told, int index, long at) =>
        File(told, index, at) is var file && episode.File is { } there && there.Id > file.Id
            ? episode.Download == told.DownloadId ? episode with { GrabbedAt = null } : episode
            : episode with { File = Same(episode.File, file), GrabbedAt = null, Download = told.DownloadId ?? episode.Download };

    /// <summary>One that is known stays as it is known: a look at the server says more of it than an event.</summary>
    static HeldFile Same(HeldFile? there, HeldFile file) => there is not null && there.Id == file.Id ? there : file;

    /// <summary>Several episodes share one file, or have one each.</summary>
    static HeldFile File(ServarrEvent told, int index, long at) =>
        told.Files.Count == 0 ? new HeldFile(0, told.Quality, told.Size ?? 0, at)
        : (told.Files.Count == told.Episodes.Count ? told.Files[index] : told.Files[0]) is var file ? new HeldFile(file.Id ?? 0, file.Quality ?? told.Quality, file.Size ?? 0, at)
        : throw new InvalidOperationException("There is a file.");

    static HeldItem Emptied(HeldItem before, ServarrEvent told)
    {
        var gone = told.Files.Select(f => f.Id).OfType<int>().ToHashSet();
        var film = before.File is { } file && gone.Contains(file.Id);
        return !film && !before.Episodes.Any(e => e.File is { } f && gone.Contains(f.Id)) ? before : before with
        {
            File = film ? null : before.File,
            Episodes = [.. before.Episodes.Select(e => e.File is { } f && gone.Contains(f.Id) ? e with { File = null } : e)],
        };
    }

    static HeldItem OnEpisodes(HeldItem series, ServarrEvent told, Func<HeldEpisode, int, HeldEpisode> change)
    {
        var episodes = series.Episodes.ToDictionary(e => e.Id);
        var changed = false;
        var order = told.Episodes.OrderBy(e => e.Season).ThenBy(e => e.Number).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var number = new EpisodeNumber(order[i].Season, order[i].Number);
            var there = episodes.GetValueOrDefault(number) ?? new HeldEpisode { Season = number.Season, Number = number.Number, Item = order[i].Id ?? 0, Monitored = true };
            episodes[number] = change(there, i);
            changed |= !ReferenceEquals(episodes[number], there);
        }

        return !changed ? series : series with { Episodes = [.. episodes.Values.OrderBy(e => e.Season).ThenBy(e => e.Number)] };
    }
}
