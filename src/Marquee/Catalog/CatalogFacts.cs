using Dapper;
using Marquee.Catalog.Import;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What the current catalog is and holds.</summary>
public sealed record CatalogState
{
    public int Generation { get; init; }

    /// <summary>The built-in sample, not IMDb's own files.</summary>
    public bool Sample { get; init; }

    /// <summary>When the generation became current; null for the empty catalog of a new house.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Null when it holds everything.</summary>
    public CatalogSubset? Subset { get; init; }

    public long Titles { get; init; }

    public long People { get; init; }

    public IReadOnlyList<CatalogFile> Files { get; init; } = [];

    /// <summary>Genres that Marquee does not know yet, with the number of titles that name them.</summary>
    public IReadOnlyDictionary<string, long> UnknownGenres { get; init; } = new Dictionary<string, long>();
}

/// <summary>A file the catalog was made of.</summary>
public sealed record CatalogFile
{
    public string Name { get; init; } = "";

    /// <summary>Data lines in the file.</summary>
    public long Rows { get; init; }

    /// <summary>Of those, lines that could not be used; they stand in the generation's rejects file.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows made from the others.</summary>
    public long Stored { get; init; }

    public long Bytes { get; init; }
}

/// <summary>Tells the state of the catalog without counting rows.</summary>
public sealed class CatalogFacts(Database database, Generations generations)
{
    public async Task<CatalogState> Find(CancellationToken ct)
    {
        var current = await generations.Find(ct);
        await using var connection = await database.Read(ct);
        var files = (await connection.QueryAsync<CatalogFile>(new CommandDefinition(
            "select name, rows, rejected, stored, bytes from catalog.source_file order by name", cancellationToken: ct))).AsList();
        var genres = await connection.QueryAsync<GenreCount>(new CommandDefinition("select name, rows from catalog.unknown_genre", cancellationToken: ct));
        return new CatalogState
        {
            Generation = current.Number,
            Sample = current.Sample,
            ImportedAt = current.SwitchedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            Subset = Subsets.Of(current),
            Titles = files.Find(f => f.Name == "title.basics")?.Stored ?? 0,
            People = files.Find(f => f.Name == "name.basics")?.Stored ?? 0,
            Files = files,
            UnknownGenres = genres.ToDictionary(g => g.Name, g => g.Rows),
        };
    }

    sealed record GenreCount
    {
        public string Name { get; init; } = "";

        public long Rows { get; init; }
    }
}
