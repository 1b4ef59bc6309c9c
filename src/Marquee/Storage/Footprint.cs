using Dapper;

namespace Marquee.Storage;

/// <summary>What a store takes.</summary>
/// <param name="Name">A store's name, or <c>backups</c>.</param>
public sealed record StoreSize(string Name, long Bytes);

/// <summary>How much of the disk the house takes, and what is left.</summary>
public sealed class Footprint(DataFolder folder, Database database)
{
    /// <summary>Of the disk that holds the data folder.</summary>
    public long FreeBytes => new DriveInfo(folder.Path).AvailableFreeSpace;

    /// <summary>Each store with what the engine keeps beside it, all catalog generations together, and the backups in the data folder.</summary>
    public async Task<IReadOnlyList<StoreSize>> Sizes(CancellationToken ct) =>
    [
        .. database.Dialect.Engine == Engine.Postgres ? await OfSchemas(ct) : OfFiles(),
        new StoreSize("backups", Of(folder.Backups)),
    ];

    /// <summary>Of one generation's folder, search index included.</summary>
    public long OfGeneration(int number) => Of(folder.Generation(number));

    IEnumerable<StoreSize> OfFiles() =>
    [
        .. StoreNames.Migrated.Select(store => new StoreSize(store.Name(), new[] { "", "-wal", "-shm", "-journal" }.Sum(ending => OfFile(folder.StoreFile(store) + ending)))),
        new StoreSize(Store.Catalog.Name(), Of(folder.At("catalog"))),
    ];

    async Task<IEnumerable<StoreSize>> OfSchemas(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var sizes = (await connection.QueryAsync<StoreRow>(new CommandDefinition("""
            select n.nspname as name, coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as bytes
            from pg_namespace n join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'm')
            group by n.nspname
            """, cancellationToken: ct))).ToList();
        return Enum.GetValues<Store>().Select(store => new StoreSize(store.Name(), sizes.Where(s => s.Name.StartsWith(store.Name(), StringComparison.Ordinal)).Sum(s => s.Bytes)));
    }

    static long Of(string path)
    {
        try
        {
            return Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => OfFile(f.FullName)) : 0;
        }
        catch (DirectoryNotFoundException)
        {
            return 0; // a generation that is being deleted
        }
    }

    static long OfFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file ? file.Length : 0;
        }
        catch (FileNotFoundException)
        {
            return 0; // the engine has just removed its journal
        }
    }

    sealed record StoreRow
    {
        public string Name { get; init; } = "";

        public long Bytes { get; init; }
    }
}
