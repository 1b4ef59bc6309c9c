using Dapper;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Refresh;

/// <summary>What is to happen with a fetched file.</summary>
public enum Verdict
{
    Good,

    /// <summary>Much smaller than before; the host is asked.</summary>
    Held,

    /// <summary>The host wants it all the same.</summary>
    Allowed,

    /// <summary>The host does not want it. It is gone, and is not fetched again until it changes.</summary>
    Discarded,
}

/// <summary>A file as it was fetched last.</summary>
public sealed record Dataset(string Name, Uri Address, DatasetMark Mark, string Sha256, long Bytes, long Rows, DateTimeOffset FetchedAt, Verdict Verdict);

/// <summary>A file as it was loaded last; the checksum is null when it came from a folder.</summary>
public sealed record LoadedDataset(string Name, string? Sha256, long Rows, DateTimeOffset LoadedAt);

/// <summary>The SQL of <c>house.dataset</c> and <c>house.dataset_load</c>.</summary>
public sealed class Datasets(Database database, TimeProvider time)
{
    public async Task<IReadOnlyDictionary<string, Dataset>> Fetched(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<DatasetRow>(new CommandDefinition("""
            select name, address, tag, modified_at as ModifiedAt, sha256, bytes, rows, fetched_at as FetchedAt, verdict from house.dataset
            """, cancellationToken: ct))).ToDictionary(r => r.Name, r => r.ToDataset());
    }

    public async Task<IReadOnlyDictionary<string, LoadedDataset>> Loaded(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<LoadRow>(new CommandDefinition(
            "select name, sha256, rows, loaded_at as LoadedAt from house.dataset_load", cancellationToken: ct)))
            .ToDictionary(r => r.Name, r => new LoadedDataset(r.Name, r.Sha256, r.Rows, DateTimeOffset.FromUnixTimeSeconds(r.LoadedAt)));
    }

    public async Task<IReadOnlyList<HeldFile>> Held(CancellationToken ct)
    {
        var loaded = await Loaded(ct);
        return
        [
            .. from file in (await Fetched(ct)).Values
               where file.Verdict == Verdict.Held && loaded.ContainsKey(file.Name)
               orderby file.Name
               select new HeldFile(file.Name, file.Rows, loaded[file.Name].Rows, loaded[file.Name].LoadedAt),
        ];
    }

    internal Task Keep(string name, Uri address, DatasetFetched fetched, Verdict verdict, CancellationToken ct) => database.Write(Store.House, w => w.Execute("""
        insert into house.dataset (name, address, tag, modified_at, sha256, bytes, rows, fetched_at, verdict)
        values (@name, @address, @Tag, @modified, @Sha256, @Bytes, @Rows, @now, @verdict)
        on conflict (name) do update set address = excluded.address, tag = excluded.tag, modified_at = excluded.modified_at,
          sha256 = excluded.sha256, bytes = excluded.bytes, rows = excluded.rows, fetched_at = excluded.fetched_at, verdict = excluded.verdict
        """, new
    {
        name,
        address = address.AbsoluteUri,
        fetched.Mark.Tag,
        modified = fetched.Mark.Modified?.ToUnixTimeSeconds(),
        fetched.Sha256,
        fetched.Bytes,
        fetched.Rows,
        now = time.GetUtcNow().ToUnixTimeSeconds(),
        verdict = Name(verdict),
    }), ct);

    internal Task Forget(string name, CancellationToken ct) => database.Write(Store.House, w => w.Execute("delete from house.dataset where name = @name", new { name }), ct);

    /// <returns>The names of the files that were held until now.</returns>
    internal Task<IReadOnlyList<string>> Decide(Verdict verdict, CancellationToken ct) => database.Write(Store.House, w => w.Query<string>(
        "update house.dataset set verdict = @verdict where verdict = 'held' returning name", new { verdict = Name(verdict) }), ct);

    /// <summary>Writes down what an import has loaded; the next fetched files are compared with it.</summary>
    internal Task KeepLoaded(IReadOnlyList<LoadedFile> files, IReadOnlyDictionary<string, string> sums, CancellationToken ct) => database.Write(Store.House, async w =>
    {
        foreach (var file in files)
        {
            await w.Execute("""
                insert into house.dataset_load (name, sha256, rows, loaded_at) values (@Name, @sha256, @Rows, @now)
                on conflict (name) do update set sha256 = excluded.sha256, rows = excluded.rows, loaded_at = excluded.loaded_at
                """, new { file.Name, sha256 = sums.GetValueOrDefault(file.Name), file.Rows, now = time.GetUtcNow().ToUnixTimeSeconds() });
        }
    }, ct);

    static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    sealed record DatasetRow
    {
        public string Name { get; init; } = "";

        public string Address { get; init; } = "";

        public string? Tag { get; init; }

        public long? ModifiedAt { get; init; }

        public string Sha256 { get; init; } = "";

        public long Bytes { get; init; }

        public long Rows { get; init; }

        public long FetchedAt { get; init; }

        public string Verdict { get; init; } = "";

        public Dataset ToDataset() => new(
            Name, new Uri(Address), new DatasetMark(Tag, ModifiedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null),
            Sha256, Bytes, Rows, DateTimeOffset.FromUnixTimeSeconds(FetchedAt), Enum.Parse<Verdict>(Verdict, ignoreCase: true));
    }

    sealed record LoadRow
    {
        public string Name { get; init; } = "";

        public string? Sha256 { get; init; }

        public long Rows { get; init; }

        public long LoadedAt { get; init; }
    }
}
