using System.Text.Json;

namespace Marquee.Integrations.Servarr.Events;

/// <summary>
/// Reads the webhooks of both programs. Whatever comes, what is told is an event or one clear refusal: an address on the home
/// network is reached by more than the one server that it was given to.
/// </summary>
public static class EventReader
{
    /// <summary>A season pack's import has some ten thousand.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>Of any single text; longer ones are cut.</summary>
    const int LongestText = 1000;

    /// <param name="program">The one whose connection it came in by.</param>
    public static EventReading Read(ServarrProgram program, ReadOnlyMemory<byte> body)
    {
        if (body.Length > MostBytes)
        {
            return new UnreadableEvent("servarr.webhook.tooLarge", ("most", (long)MostBytes));
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, EventJson.Default.EventWire) is not { } wire ? new UnreadableEvent("servarr.webhook.notJson")
                : Hole(wire) is { } where ? new UnreadableEvent("servarr.webhook.layout", ("where", where))
                : Event(program, wire);
        }
        catch (JsonException e)
        {
            return e.Path is null or "$" ? new UnreadableEvent("servarr.webhook.notJson") : new UnreadableEvent("servarr.webhook.layout", ("where", e.Path.Length > 100 ? e.Path[..100] : e.Path));
        }
    }

    /// <returns>Where a list has nothing in place of something; null when none has.</returns>
    static string? Hole(EventWire wire) =>
        wire.Episodes?.Contains(null!) == true ? "$.episodes"
        : new[] { wire.EpisodeFiles, wire.RenamedMovieFiles, wire.RenamedEpisodeFiles, Deleted(wire) }.Any(files => files?.Contains(null!) == true) ? "$.files"
        : wire.DownloadStatusMessages?.Contains(null!) == true ? "$.downloadStatusMessages"
        : null;

    static ServarrEvent Event(ServarrProgram program, EventWire wire)
    {
        var kind = Kind(wire);
        var about = program == ServarrProgram.Radarr ? Title(wire.Movie, wire.RemoteMovie) : Title(wire.Series, null);
        var files = wire.RenamedMovieFiles ?? wire.RenamedEpisodeFiles ?? wire.EpisodeFiles ?? ((wire.MovieFile ?? wire.EpisodeFile) is { } one ? [one] : []);
        var release = wire.Release ?? wire.DownloadInfo;
        return new ServarrEvent
        {
            Program = program,
            Kind = kind,
            Name = Text(wire.EventType) ?? "",
            Instance = Text(wire.InstanceName),
            Title = about,
            Episodes = [.. (wire.Episodes ?? []).Select(e => new EventEpisode(Number(e.Id), e.SeasonNumber, e.EpisodeNumber, Number(e.TvdbId), Text(e.Title)))],
            Files = [.. files.Select(file => File(about, file))],
            Replaced = [.. Deleted(wire).Select(file => File(about, file))],
            DownloadId = Text(wire.DownloadId),
            DownloadClient = Text(wire.DownloadClient),
            Release = Text(release?.ReleaseTitle) ?? Text(release?.Title),
            Indexer = Text(release?.Indexer),
            Quality = Text(release?.Quality) ?? (files is [var first, ..] ? Text(first.Quality) : null),
            Size = release?.Size ?? (files is [{ Size: > 0 and var size }, ..] ? size : null),
            FilesDeleted = wire.DeletedFiles is { ValueKind: JsonValueKind.True },
            Reason = Text(wire.DeleteReason),
            Message = Text(wire.Message) ?? Text(wire.DownloadStatusMessages is { } all ? string.Join(" ", all.SelectMany(m => m.Messages ?? [])) : null),
            Level = Text(wire.Level),
            Check = Text(wire.Type),
            NewVersion = Text(wire.NewVersion),
        };
    }

    static ServarrEventKind Kind(EventWire wire) => wire.EventType switch
    {
        "Test" => ServarrEventKind.Test,
        "Grab" => ServarrEventKind.Grab,
        "Download" => wire.IsUpgrade ? ServarrEventKind.Upgrade : ServarrEventKind.Import,
        "Rename" => ServarrEventKind.Rename,
        "MovieAdded" or "SeriesAdd" => ServarrEventKind.Added,
        "MovieDelete" or "SeriesDelete" => ServarrEventKind.Removed,
        "MovieFileDelete" or "EpisodeFileDelete" => ServarrEventKind.FileDeleted,
        "Health" => ServarrEventKind.HealthIssue,
        "HealthRestored" => ServarrEventKind.HealthRestored,
        "ApplicationUpdate" => ServarrEventKind.ApplicationUpdate,
        "ManualInteractionRequired" => ServarrEventKind.ManualInteraction,
        _ => ServarrEventKind.Unknown,
    };

    /// <summary>Ids that are 0 or empty are none: two titles without one are not the same title.</summary>
    static EventTitle? Title(TitleWire? title, TitleWire? remote) => (title ?? remote) is not { } any ? null : new EventTitle(
        Number(title?.Id ?? 0),
        Number(title?.TmdbId ?? 0) ?? Number(remote?.TmdbId ?? 0),
        Number(title?.TvdbId ?? 0),
        Text(title?.ImdbId) ?? Text(remote?.ImdbId),
        Text(any.Title),
        Number(any.Year),
        Text(any.FolderPath) ?? Text(any.Path));

    static EventFile File(EventTitle? title, FileWire file) => new(
        Number(file.Id),
        Text(file.Path) ?? (Text(file.RelativePath) is { } below ? title?.Folder is { } folder ? $"{folder.TrimEnd('/', '\\')}/{below}" : below : null),
        Text(file.PreviousPath),
        Text(file.Quality),
        file.Size > 0 ? file.Size : null);

    static IReadOnlyList<FileWire> Deleted(EventWire wire) =>
        wire.DeletedFiles is { ValueKind: JsonValueKind.Array } files ? files.Deserialize(EventJson.Default.IReadOnlyListFileWire) ?? [] : [];

    static int? Number(int number) => number > 0 ? number : null;

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= LongestText ? text : text[..LongestText];
}
