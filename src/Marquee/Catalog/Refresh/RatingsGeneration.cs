using Dapper;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog.Refresh;

/// <summary>The copy of a generation while its ratings are rewritten, in a folder of its own that nobody reads yet.</summary>
sealed class RatingsGeneration : IAsyncDisposable
{
    readonly string _folder;
    readonly int _number;
    readonly ICatalogEngine _engine;
    readonly IBulkLoader _loader;
    readonly Action<ImportProgress> _report;

    RatingsGeneration(string folder, int number, ICatalogEngine engine, IBulkLoader loader, Action<ImportProgress> report) =>
        (_folder, _number, _engine, _loader, _report) = (folder, number, engine, loader, report);

    /// <summary>Titles whose rating or votes are new.</summary>
    public long Changed { get; private set; }

    public LoadedFile? Loaded { get; private set; }

    public static async Task<RatingsGeneration> Begin(ICatalogEngine engine, DataFolder folder, int from, int number, Action<ImportProgress> report, CancellationToken ct)
    {
        report(new ImportProgress(0, 0, 0, new Text("refresh.copying")));
        var target = folder.Generation(number);
        Directory.CreateDirectory(target);
        await KeepRejects(Path.Combine(folder.Generation(from), GenerationBuild.RejectsFile), Path.Combine(target, GenerationBuild.RejectsFile), ct);
        var loader = await Task.Run(() => engine.Begin(number, from, ct), ct);
        return new RatingsGeneration(target, number, engine, loader, report);
    }

    /// <summary>What could not be used of the other files still cannot.</summary>
    static async Task KeepRejects(string from, string to, CancellationToken ct)
    {
        if (File.Exists(from))
        {
            await File.WriteAllLinesAsync(to, File.ReadLines(from).Where(l => !l.StartsWith(ImdbFile.Ratings.Name + "\t", StringComparison.Ordinal)), ct);
        }
    }

    /// <summary>Rewrites the titles whose rating has changed, and what is counted from them.</summary>
    public async Task Load(ImdbSource source, CancellationToken ct)
    {
        var table = await Read(source, ct);
        _report(new ImportProgress(0, 0, 0, new Text("refresh.comparing")));
        Changed = await Task.Run(() => new RatingUpdate(_loader).Run(table, done => _report(new ImportProgress(0, 0, done, new Text("refresh.writing"))), ct), ct);
        await _loader.Connection.ExecuteAsync(new CommandDefinition("""
            insert into catalog.source_file (name, rows, rejected, stored, bytes) values (@Name, @Rows, @Rejected, @Stored, @Bytes)
            on conflict (name) do update set rows = excluded.rows, rejected = excluded.rejected, stored = excluded.stored, bytes = excluded.bytes
            """, Loaded, cancellationToken: ct));
    }

    async Task<RatingTable> Read(ImdbSource source, CancellationToken ct)
    {
        var table = new RatingTable();
        using var rejects = new Rejects(Path.Combine(_folder, GenerationBuild.RejectsFile));
        var parse = new FileParse(source, rejects);
        await foreach (var block in parse.Run((_, _) => { }, Take, ct))
        {
            _report(new ImportProgress(block.Position, source.Bytes, table.Count, new Text("catalog.import.reading", ("file", source.Label), ("count", table.Count))));
            block.Dispose();
        }

        table.Sort();
        Loaded = new LoadedFile(source.File.Name, parse.Lines, rejects.Of(source.File.Name), table.Count, source.Bytes);
        return table;

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

    /// <summary>
    /// Names are numbered by popularity and every list of the index is in that order, so it is built anew, from the tables of
    /// this generation.
    /// </summary>
    public async Task IndexSearch(CancellationToken ct)
    {
        // Indexes that were not copied with the rows.
        await _loader.Migrate(int.MaxValue, ct);
        await Task.Run(() => SearchRebuild.Run(
            _engine, _number, _folder, share => _report(new ImportProgress((long)(share * 100), 100, 0, new Text("catalog.import.searchIndex"))), ct), ct);
    }

    /// <summary>Safe on disk and readable by everybody.</summary>
    public async Task Finish(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await _loader.Finish(ct);
        Disk.Flush(_folder);
    }

    public ValueTask DisposeAsync() => _loader.DisposeAsync();
}
