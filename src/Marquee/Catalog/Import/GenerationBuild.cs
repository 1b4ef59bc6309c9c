using Dapper;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>One generation while it is written, beside the current one; nobody reads it yet.</summary>
sealed class GenerationBuild : IAsyncDisposable
{
    readonly string _folder;
    readonly int _number;
    readonly List<LoadedFile> _loaded = [];
    readonly Rejects _rejects;
    readonly ImportMeter _meter;
    readonly ICatalogEngine _engine;
    readonly IBulkLoader _loader;
    readonly KeptRows _kept;

    GenerationBuild(string folder, int number, ICatalogEngine engine, IBulkLoader loader, KeptRows kept, ImportMeter meter)
    {
        _kept = kept;
        _folder = folder;
        _number = number;
        _engine = engine;
        _loader = loader;
        _meter = meter;
        _rejects = new Rejects(Path.Combine(folder, RejectsFile));
    }

    /// <summary>The file of a generation with the lines that could not be used.</summary>
    public const string RejectsFile = "rejects.tsv";

    public IReadOnlyList<LoadedFile> Loaded => _loaded;

    /// <param name="from">The generation to go on from, copied; null begins with nothing.</param>
    /// <param name="kept">Rows of other titles are read and left out.</param>
    public static async Task<GenerationBuild> Begin(ICatalogEngine engine, DataFolder folder, int number, int? from, KeptRows kept, ImportMeter meter, CancellationToken ct)
    {
        var target = folder.Generation(number);
        Directory.CreateDirectory(target);
        if (from is { } before && Path.Combine(folder.Generation(before), RejectsFile) is var rejects && File.Exists(rejects))
        {
            File.Copy(rejects, Path.Combine(target, RejectsFile), overwrite: true);
        }

        return new GenerationBuild(target, number, engine, await engine.Begin(number, from, ct), kept, meter);
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
        await rows.Tally.Store(_loader, ct);
        await _loader.Connection.ExecuteAsync("insert into catalog.unknown_genre (name, rows) values (@Key, @Value)", rows.UnknownGenres.Select(g => new { g.Key, g.Value }));
        await _loader.Migrate(2, ct);
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

    /// <summary>What search and browsing read of this generation, from the titles that are loaded and what <paramref name="sources"/> add to them.</summary>
    /// <param name="names">False for titles and their countries alone.</param>
    public Task IndexSearch(ImportSources sources, bool names, CancellationToken ct) => IndexSearchFrom(_number, sources, names, ct);

    /// <summary>The same with the titles of another, finished generation; may run while this one is loaded.</summary>
    public async Task IndexSearchFrom(int generation, ImportSources sources, bool names, CancellationToken ct)
    {
        var weight = names ? _meter.NameWeight : _meter.TitleWeight;
        await Task.Run(() => SearchBuild.Run(
            take => _engine.ReadTitles(generation, take, ct),
            names ? sources.Find(ImdbFile.Akas) : null, names ? sources.Find(ImdbFile.Episodes) : null, sources.Find(ImdbFile.Countries), _kept,
            _folder, share => _meter.Search(weight, share), ct), ct);
    }

    /// <summary>The indexes of everything but titles; what is read often is then known to the planner.</summary>
    public async Task Index(CancellationToken ct)
    {
        _meter.Say("catalog.import.indexes");
        await _loader.Migrate(int.MaxValue, ct);
    }

    /// <summary>Safe on disk and readable by everybody.</summary>
    public async Task Finish(CancellationToken ct)
    {
        _meter.Say("catalog.import.finishing");
        await _loader.Finish(ct);
        _rejects.Dispose();
        Disk.Flush(_folder);
    }

    async Task Load(ImdbSource source, FileRows rows, RowTwice? twice, CancellationToken ct) =>
        await Loading(await new FileLoad(_loader, _rejects, _meter).Run(source, rows, twice, ct), ct);

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
        await _loader.Connection.ExecuteAsync(new CommandDefinition("""
            insert into catalog.source_file (name, rows, rejected, stored, bytes) values (@Name, @Rows, @Rejected, @Stored, @Bytes)
            on conflict (name) do update set rows = excluded.rows, rejected = excluded.rejected, stored = excluded.stored, bytes = excluded.bytes
            """, loaded, cancellationToken: ct));
    }

    /// <summary>A generation becomes current only when the table holds what was counted on the way in.</summary>
    async Task Expect(string table, long rows, CancellationToken ct)
    {
        var there = await _loader.Connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from {table}", cancellationToken: ct));
        if (there != rows)
        {
            throw new InvalidOperationException($"{table} holds {there} rows where {rows} were written.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _loader.DisposeAsync();
        _rejects.Dispose();
    }
}
