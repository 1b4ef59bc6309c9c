using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>A film or series of a server as the house keeps it.</summary>
/// <param name="Title">Null when nobody knows which title it is.</param>
/// <param name="Stamp">Rises with every change.</param>
public sealed record Holding(long Connection, HeldItem Item, TitleId? Title, long Stamp);

/// <summary>The SQL of holdings with their seasons and episodes.</summary>
static class HoldingStore
{
    const string Columns = """
        h.connection, h.outside_id as outsideId, h.item, h.title, h.name, h.year, h.tmdb, h.tvdb, h.imdb, h.folder, h.monitored, h.added_at as addedAt,
        h.file_id as fileId, h.quality, h.size, h.filed_at as filedAt, h.grabbed_at as grabbedAt, h.download, h.stamp
        """;

    const string EpisodeColumns = """
        e.season, e.episode as number, e.item, e.airs_at as airsAt, e.monitored, e.file_id as fileId, e.quality, e.size, e.filed_at as filedAt,
        e.grabbed_at as grabbedAt, e.download
        """;

    public static Task<Holding?> Find(Writing house, long connection, int outsideId) => Find(house.Connection, house.Transaction, connection, outsideId, house.Cancellation);

    /// <returns>Null when the house knows of none.</returns>
    public static async Task<Holding?> Find(DbConnection reading, DbTransaction? transaction, long connection, int outsideId, CancellationToken ct)
    {
        var key = new { connection, outsideId };
        if (await reading.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from house.holding h where h.connection = @connection and h.outside_id = @outsideId", key, transaction, cancellationToken: ct)) is not { } row)
        {
            return null;
        }

        var seasons = await reading.QueryAsync<SeasonRow>(new CommandDefinition(
            "select season, monitored from house.held_season where connection = @connection and outside_id = @outsideId order by season", key, transaction, cancellationToken: ct));
        var episodes = await reading.QueryAsync<EpisodeRow>(new CommandDefinition(
            $"select {EpisodeColumns} from house.held_episode e where e.connection = @connection and e.outside_id = @outsideId order by e.season, e.episode", key, transaction, cancellationToken: ct));
        return row.Holding([.. seasons.Select(s => new HeldSeason(s.Season, s.Monitored))], [.. episodes.Select(e => e.Episode)]);
    }

    /// <summary>Writes what is different.</summary>
    /// <returns>The new stamp.</returns>
    public static async Task<long> Put(Writing house, long connection, Holding? before, HeldItem after, TitleId? title, long now)
    {
        var stamp = (before?.Stamp ?? 0) + 1;
        await house.Execute("""
            insert into house.holding (connection, outside_id, item, title, name, sort_name, year, tmdb, tvdb, imdb, folder, monitored, added_at, file_id, quality, size, filed_at,
              grabbed_at, download, episodes, aired, files, digest, stamp)
            values (@connection, @OutsideId, @Item, @title, @Name, @sortName, @Year, @Tmdb, @Tvdb, @Imdb, @Folder, @Monitored, @addedAt, @fileId, @quality, @Size, @filedAt,
              @grabbedAt, @Download, @episodes, @aired, @Files, @Digest, @stamp)
            on conflict (connection, outside_id) do update set item = excluded.item, title = excluded.title, name = excluded.name, sort_name = excluded.sort_name, year = excluded.year,
              tmdb = excluded.tmdb, tvdb = excluded.tvdb, imdb = excluded.imdb, folder = excluded.folder, monitored = excluded.monitored, added_at = excluded.added_at,
              file_id = excluded.file_id, quality = excluded.quality, size = excluded.size, filed_at = excluded.filed_at, grabbed_at = excluded.grabbed_at, download = excluded.download,
              episodes = excluded.episodes, aired = excluded.aired, files = excluded.files, digest = excluded.digest, stamp = excluded.stamp
            """, new
        {
            connection,
            after.OutsideId,
            after.Item,
            title = title?.Number,
            after.Name,
            sortName = after.Name.ToLowerInvariant(),
            after.Year,
            after.Tmdb,
            after.Tvdb,
            after.Imdb,
            after.Folder,
            after.Monitored,
            addedAt = after.AddedAt ?? now,
            fileId = after.File?.Id,
            quality = after.File?.Quality,
            after.Size,
            filedAt = after.File?.At ?? after.Episodes.Max(e => e.File?.At),
            grabbedAt = after.GrabbedAt ?? after.Episodes.Max(e => e.GrabbedAt),
            after.Download,
            episodes = after.Episodes.Count,
            aired = after.Episodes.Count(e => e.AirsAt <= now),
            after.Files,
            after.Digest,
            stamp,
        });
        await PutSeasons(house, connection, before?.Item, after);
        await PutEpisodes(house, connection, before?.Item, after);
        return stamp;
    }

    public static async Task Remove(Writing house, long connection, int outsideId)
    {
        foreach (var table in Tables)
        {
            await house.Execute($"delete from {table} where connection = @connection and outside_id = @outsideId", new { connection, outsideId });
        }
    }

    /// <summary>All of a server that the house forgets.</summary>
    public static async Task RemoveAll(Writing house, long connection)
    {
        foreach (var table in Tables)
        {
            await house.Execute($"delete from {table} where connection = @connection", new { connection });
        }
    }

    static IReadOnlyList<string> Tables => ["house.held_episode", "house.held_season", "house.holding"];

    static async Task PutSeasons(Writing house, long connection, HeldItem? before, HeldItem after)
    {
        foreach (var season in after.Seasons.Except(before?.Seasons ?? []))
        {
            await house.Execute("""
                insert into house.held_season (connection, outside_id, season, monitored) values (@connection, @OutsideId, @Season, @Monitored)
                on conflict (connection, outside_id, season) do update set monitored = excluded.monitored
                """, new { connection, after.OutsideId, season.Season, season.Monitored });
        }

        foreach (var gone in (before?.Seasons ?? []).ExceptBy(after.Seasons.Select(s => s.Season), s => s.Season))
        {
            await house.Execute("delete from house.held_season where connection = @connection and outside_id = @OutsideId and season = @Season", new { connection, after.OutsideId, gone.Season });
        }
    }

    static async Task PutEpisodes(Writing house, long connection, HeldItem? before, HeldItem after)
    {
        var changed = after.Episodes.Except(before?.Episodes ?? []).ToList();
        if (changed.Count > 0)
        {
            // A series is one statement: a hundred thousand of them would be a hundred thousand ways to PostgreSQL.
            await house.Execute($"""
                insert into house.held_episode (connection, outside_id, season, episode, item, airs_at, monitored, file_id, quality, size, filed_at, grabbed_at, download)
                select @connection, @OutsideId, {JsonRows.Cells(house.Dialect, "integer", "integer", "integer", "bigint", "boolean", "integer", "text", "bigint", "bigint", "bigint", "text")}
                from {JsonRows.From(house.Dialect)} where true
                on conflict (connection, outside_id, season, episode) do update set item = excluded.item, airs_at = excluded.airs_at, monitored = excluded.monitored,
                  file_id = excluded.file_id, quality = excluded.quality, size = excluded.size, filed_at = excluded.filed_at, grabbed_at = excluded.grabbed_at, download = excluded.download
                """, new
            {
                connection,
                after.OutsideId,
                rows = JsonRows.Write(changed.Select(e => new object?[]
                {
                    e.Season, e.Number, e.Item, e.AirsAt, e.Monitored, e.File?.Id, e.File?.Quality, e.File?.Size ?? 0, e.File?.At, e.GrabbedAt, e.Download,
                })),
            });
        }

        foreach (var gone in (before?.Episodes ?? []).ExceptBy(after.Episodes.Select(e => e.Id), e => e.Id))
        {
            await house.Execute("delete from house.held_episode where connection = @connection and outside_id = @OutsideId and season = @Season and episode = @Number",
                new { connection, after.OutsideId, gone.Season, gone.Number });
        }
    }

    sealed record SeasonRow
    {
        public int Season { get; init; }

        public bool Monitored { get; init; }
    }

    internal abstract record FileRow
    {
        public int Item { get; init; }

        public bool Monitored { get; init; }

        public int? FileId { get; init; }

        public string? Quality { get; init; }

        public long Size { get; init; }

        public long? FiledAt { get; init; }

        public long? GrabbedAt { get; init; }

        public string? Download { get; init; }

        protected HeldFile? File => FileId is { } id ? new HeldFile(id, Quality, Size, FiledAt) : null;
    }

    sealed record EpisodeRow : FileRow
    {
        public int Season { get; init; }

        public int Number { get; init; }

        public long? AirsAt { get; init; }

        public HeldEpisode Episode => new() { Season = Season, Number = Number, Item = Item, AirsAt = AirsAt, Monitored = Monitored, File = File, GrabbedAt = GrabbedAt, Download = Download };
    }

    sealed record Row : FileRow
    {
        public long Connection { get; init; }

        public int OutsideId { get; init; }

        public long? Title { get; init; }

        public string Name { get; init; } = "";

        public int? Year { get; init; }

        public int? Tmdb { get; init; }

        public int? Tvdb { get; init; }

        public long? Imdb { get; init; }

        public string? Folder { get; init; }

        public long AddedAt { get; init; }

        public long Stamp { get; init; }

        public Holding Holding(IReadOnlyList<HeldSeason> seasons, IReadOnlyList<HeldEpisode> episodes) => new(
            Connection,
            new HeldItem
            {
                OutsideId = OutsideId,
                Item = Item,
                Name = Name,
                Year = Year,
                Tmdb = Tmdb,
                Tvdb = Tvdb,
                Imdb = Imdb,
                Folder = Folder,
                Monitored = Monitored,
                AddedAt = AddedAt,
                File = File,
                GrabbedAt = episodes.Count > 0 ? null : GrabbedAt,
                Download = Download,
                Seasons = seasons,
                Episodes = episodes,
            },
            Title is { } title ? new TitleId(title) : null,
            Stamp);
    }
}
