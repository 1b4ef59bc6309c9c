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
    readonly SearchBuild? _search;

    GenerationBuild(string folder, int number, ICatalogEngine engine, IBulkLoader loader, KeptRows kept, SearchBuild? search, ImportMeter meter)
    {
        _kept = kept;
        _search = search;
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
    /// <param name="search">Takes what is loaded; null when nothing shall be searched.</param>
    public static async Task<GenerationBuild> Begin(
        ICatalogEngine engine, DataFolder folder, int number, int? from, KeptRows kept, SearchBuild? search, ImportMeter meter, CancellationToken ct)
    {
        var target = folder.Generation(number);
        Directory.CreateDirectory(target);
        if (from is { } before && Path.Combine(folder.Generation(before), RejectsFile) is var rejects && File.Exists(rejects))
        {
            File.Copy(rejects, Path.Combine(target, RejectsFile), overwrite: true);
        }

        return new GenerationBuild(target, number, engine, await engine.Begin(number, from, ct), kept, search, meter);
    }

    /// <summary>Titles, with the ratings joined into their rows.</summary>
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
        await Expect("catalog.title", rows.Tally.Titles, ct);
        if (_search is not null && _search.Titles != rows.Tally.Titles)
        {
            await Task.Run(() => _search.TakeTitlesAgain(_engine, _number, ct), ct);
        }
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

    /// <summary>
    /// The indexes of what is loaded: those of the tables and, beside them, what search reads. What browsing reads begins when one of
    /// the two is done, so that memory never holds all three.
    /// </summary>
    /// <param name="more">Whether a further generation goes on from this one, with other tables than titles; else all are indexed.</param>
    public async Task Index(bool more, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _meter.Say("catalog.import.indexes");
        var tables = Task.Run(() => _loader.Migrate(more ? ForTitles : int.MaxValue, stop.Token), CancellationToken.None);
        var searching = Task.Run(() => _search?.WriteSearch(_folder, more, Told, stop.Token), CancellationToken.None);
        var browsing = Task.Run(Browse, CancellationToken.None);
        await foreach (var one in Task.WhenEach(tables, searching, browsing))
        {
            if (!one.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(tables, searching, browsing);

        void Told(double share) => _meter.Search(more ? _meter.TitleWeight : _meter.NameWeight, share);

        async Task Browse()
        {
            await Task.WhenAny(tables, searching);
            _search?.WriteBrowse(_folder, stop.Token);
        }
    }

    /// <summary>The last migration that concerns titles alone.</summary>
    const int ForTitles = 2;

    /// <summary>Safe on disk and readable by everybody.</summary>
    public async Task Finish(CancellationToken ct)
    {
        _meter.Say("catalog.import.finishing");
        await _loader.Finish(ct);
        _rejects.Dispose();
        Disk.Flush(_folder);
    }

    async Task Load(ImdbSource source, FileRows rows, RowTwice? twice, CancellationToken ct) =>
        await Loading(await new FileLoad(_loader, _rejects, _meter).Run(source, rows, twice, _search?.Of(source.File), ct), ct);

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
