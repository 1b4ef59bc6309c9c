using Dapper;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Microsoft.Data.Sqlite;

namespace Marquee.Catalog.Import;

/// <summary>
/// One generation while it is written, in a folder of its own that nobody reads yet. Full speed and no journal: what a killed
/// import leaves behind is only something to delete.
/// </summary>
sealed class GenerationBuild : IAsyncDisposable
{
    const string Fast = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536; pragma threads = 2";
    readonly string _folder;
    readonly string _file;
    readonly IReadOnlyList<Migration> _migrations = Migrations.For(Engine.Sqlite);
    readonly List<LoadedFile> _loaded = [];
    readonly Rejects _rejects;
    readonly ImportMeter _meter;
    readonly TimeProvider _time;
    readonly SqliteConnection _connection;
    readonly KeptRows _kept;

    GenerationBuild(string folder, string file, SqliteConnection connection, KeptRows kept, ImportMeter meter, TimeProvider time)
    {
        _kept = kept;
        _folder = folder;
        _file = file;
        _connection = connection;
        _meter = meter;
        _time = time;
        _rejects = new Rejects(Path.Combine(folder, RejectsFile));
    }

    /// <summary>The file of a generation with the lines that could not be used.</summary>
    public const string RejectsFile = "rejects.tsv";

    public IReadOnlyList<LoadedFile> Loaded => _loaded;

    /// <param name="kept">Rows of other titles are read and left out.</param>
    /// <param name="from">The generation to go on from, copied; null begins with nothing.</param>
    public static async Task<GenerationBuild> Begin(DataFolder folder, int number, int? from, KeptRows kept, ImportMeter meter, TimeProvider time, CancellationToken ct)
    {
        var target = folder.Generation(number);
        Directory.CreateDirectory(target);
        if (from is { } before)
        {
            File.Copy(folder.CatalogFile(before), folder.CatalogFile(number), overwrite: true);
            var rejects = Path.Combine(folder.Generation(before), RejectsFile);
            if (File.Exists(rejects))
            {
                File.Copy(rejects, Path.Combine(target, RejectsFile), overwrite: true);
            }
        }

        var connection = await SqliteConnections.Open(folder.CatalogFile(number), Store.Catalog, pooled: false, ct);
        SqliteConnections.Run(connection, Fast);
        var build = new GenerationBuild(target, folder.CatalogFile(number), connection, kept, meter, time);
        if (from is null)
        {
            await build.Migrate(1, ct);
        }

        return build;
    }

    /// <summary>Titles, with the ratings joined into their rows; everything that best lists need.</summary>
    public async Task LoadTitles(ImdbSource basics, ImdbSource? ratings, CancellationToken ct)
    {
        var table = new RatingTable();
        if (ratings is not null)
        {
            await Read(ratings, table, ct);
        }

        var rows = new TitleFileRows(table) { Kept = _kept };
        await Load(basics, rows, (_, _, cells) => rows.Uncount(cells), ct);
        _meter.Say("catalog.import.votes");
        using (var bulk = BulkWriting.Begin(_file))
        {
            rows.Tally.Store(bulk.Database);
            bulk.Commit();
        }

        await _connection.ExecuteAsync("insert into catalog.unknown_genre (name, rows) values (@Key, @Value)", rows.UnknownGenres.Select(g => new { g.Key, g.Value }));

        await Migrate(2, ct);
        await Expect("catalog.title", rows.Tally.Titles, ct);
    }

    public async Task Load(ImdbSource source, CancellationToken ct)
    {
        FileRows rows = source.File.Name switch
        {
            "title.episode" => new EpisodeFileRows(),
            "title.akas" => new AkaFileRows(),
            "title.crew" => new CrewFileRows(),
            "title.principals" => new PrincipalFileRows(),
            "name.basics" => new PersonFileRows(),
            "title.countries" => new CountryFileRows(),
            _ => throw new ArgumentException($"{source.File} is no table of its own", nameof(source)),
        };
        await Load(source, rows with { Kept = _kept }, null, ct);
        await Expect(rows.Table, _loaded[^1].Stored, ct);
    }

    /// <summary>The search index of this generation, from the titles that are loaded and what <paramref name="sources"/> add to them.</summary>
    /// <param name="sources">Null for titles alone.</param>
    public Task IndexSearch(ImportSources? sources, CancellationToken ct) => IndexSearchFrom(_file, sources, ct);

    /// <summary>The same with the titles of another, finished catalog file; may run while this one is loaded.</summary>
    public async Task IndexSearchFrom(string catalogFile, ImportSources? sources, CancellationToken ct)
    {
        await using var titles = await SqliteConnections.Open(catalogFile, Store.Catalog, pooled: false, ct);
        var weight = sources is null ? _meter.TitleWeight : _meter.NameWeight;
        await Task.Run(() => SearchBuild.Run(
            titles.Handle!, sources?.Find(ImdbFile.Akas), sources?.Find(ImdbFile.Episodes), _kept, SearchIndexes.File(_folder), share => _meter.Search(weight, share), ct), ct);
    }

    /// <summary>The indexes of everything but titles; what is read often is then known to the planner.</summary>
    public async Task Index(CancellationToken ct)
    {
        _meter.Say("catalog.import.indexes");
        // The sorter takes as much memory as the cache may have, once for each of its threads.
        SqliteConnections.Run(_connection, "pragma cache_size = -24576");
        await Migrate(int.MaxValue, ct);
    }

    /// <summary>Closes the file, safe on disk and readable by everybody.</summary>
    public async Task Finish(CancellationToken ct)
    {
        _meter.Say("catalog.import.finishing");
        await _connection.ExecuteAsync(new CommandDefinition("pragma analysis_limit = 400; analyze", cancellationToken: ct));
        SqliteConnections.Run(_connection, "pragma journal_mode = delete");
        await _connection.DisposeAsync();
        _rejects.Dispose();
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    async Task Load(ImdbSource source, FileRows rows, RowTwice? twice, CancellationToken ct)
    {
        LoadedFile loaded;
        using (var bulk = BulkWriting.Begin(_file))
        {
            loaded = await new FileLoad(bulk.Database, _rejects, _meter).Run(source, rows, twice, ct);
            bulk.Commit();
        }

        await Loading(loaded, ct);
    }

    async Task Read(ImdbSource ratings, RatingTable table, CancellationToken ct)
    {
        var parse = new FileParse(ratings, _rejects);
        await foreach (var block in parse.Run((_, _) => { }, Take, ct))
        {
            _meter.Read(ratings, block.Position, table.Count);
            block.Dispose();
        }

        table.Sort();
        await Loading(new LoadedFile(ratings.File.Name, parse.Lines, _rejects.Of(ratings.File.Name), table.Count, ratings.Bytes), ct);

        string? Take(ReadOnlySpan<byte> line, LineBlock block, int at)
        {
            var reason = ImdbRating.Read(line, out var rating);
            if (reason is null)
            {
                table.Add(rating.Title, rating.Tenths, rating.Votes);
            }

            return reason;
        }
    }

    async Task Loading(LoadedFile loaded, CancellationToken ct)
    {
        _loaded.Add(loaded);
        _meter.End(loaded);
        await _connection.ExecuteAsync(new CommandDefinition("""
            insert into catalog.source_file (name, rows, rejected, stored, bytes) values (@Name, @Rows, @Rejected, @Stored, @Bytes)
            on conflict (name) do update set rows = excluded.rows, rejected = excluded.rejected, stored = excluded.stored, bytes = excluded.bytes
            """, loaded, cancellationToken: ct));
    }

    /// <summary>A generation becomes current only when the table holds what was counted on the way in.</summary>
    async Task Expect(string table, long rows, CancellationToken ct)
    {
        var there = await _connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from {table}", cancellationToken: ct));
        if (there != rows)
        {
            throw new InvalidOperationException($"{table} holds {there} rows where {rows} were written.");
        }
    }

    Task<int> Migrate(int upTo, CancellationToken ct) =>
        Migrations.Apply(_connection, new Dialect(Engine.Sqlite), Store.Catalog, [.. _migrations.Where(m => m.Number <= upTo)], _time, ct);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _rejects.Dispose();
    }
}
