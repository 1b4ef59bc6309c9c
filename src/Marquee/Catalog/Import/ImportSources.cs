using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>The files of one import and the room they need.</summary>
sealed class ImportSources
{
    readonly IReadOnlyDictionary<ImdbFile, ImdbSource> _sources;

    public ImportSources(IEnumerable<ImdbSource> sources) => _sources = sources.ToDictionary(s => s.File);

    /// <exception cref="Refusal">The folder is not there, or has no title.basics.</exception>
    public static ImportSources In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new Refusal("catalog.noFolder", ("folder", folder));
        }

        var sources = new ImportSources(ImdbFile.All.Select(file => ImdbSource.Find(folder, file)).OfType<ImdbSource>());
        return sources.Find(ImdbFile.Basics) is not null
            ? sources
            : throw new Refusal("catalog.noBasics", ("folder", folder));
    }

    public ImdbSource? Find(ImdbFile file) => _sources.GetValueOrDefault(file);

    public ImdbSource Basics => _sources[ImdbFile.Basics];

    public IReadOnlyCollection<ImdbSource> All => [.. ImdbFile.All.Select(Find).OfType<ImdbSource>()];

    public long Bytes => _sources.Values.Sum(s => s.Bytes);

    /// <summary>Less than this is one generation: waiting twice would be longer than waiting once.</summary>
    const long SmallBytes = 50L * 1024 * 1024;

    /// <summary>Whether all files make one generation, instead of titles first and the rest as the next.</summary>
    public bool InOneStep => Bytes < SmallBytes || Later.Count == 0;

    /// <summary>What follows in a second generation.</summary>
    public IReadOnlyList<ImdbSource> Later => [.. All.Where(s => s.File != ImdbFile.Basics && s.File != ImdbFile.Ratings && s.File != ImdbFile.Countries)];

    /// <exception cref="Refusal">One of the files is not what its name says.</exception>
    public async Task LookAtHeaders(CancellationToken ct)
    {
        using var nowhere = new Rejects(null);
        foreach (var source in All)
        {
            await new FileParse(source, nowhere).LookAtHeader(ct);
        }
    }

    /// <summary>The share of a file's rows that are kept when all are.</summary>
    public static double Every(ImdbFile file) => 1;

    /// <summary>Bytes of the tables with their indexes while and after importing, generously: titles are there twice.</summary>
    /// <param name="share">Of the rows of a file that are kept.</param>
    public long CatalogBytes(Func<ImdbFile, double> share) => (long)_sources.Values.Sum(s => Text(s) * TableFactor(s) * share(s.File));

    /// <summary>Bytes of the search index while and after it is built, generously.</summary>
    public long IndexBytes(Func<ImdbFile, double> share) => 64L * 1024 * 1024
        + (long)_sources.Values.Where(s => s.File == ImdbFile.Basics || s.File == ImdbFile.Akas || s.File == ImdbFile.Episodes).Sum(s => Text(s) * 3 * share(s.File));

    /// <summary>Bytes of the finished catalog with its search index, as SQLite stores it.</summary>
    public long StoredBytes(Func<ImdbFile, double> share) => (long)_sources.Values.Sum(s => Text(s) * StoredFactor(s) * share(s.File));

    /// <summary>As large as if it were compressed.</summary>
    static double Text(ImdbSource source) => source.Bytes * (source.Compressed ? 1 : 0.35);

    /// <summary>Database bytes for each compressed byte; measured on generated files and rounded up.</summary>
    static double TableFactor(ImdbSource source) => source.File.Name switch
    {
        "title.basics" => 6,
        "title.ratings" => 1,
        "title.akas" => 5,
        "title.principals" => 9,
        "title.episode" => 4,
        _ => 7,
    };
    /// <summary>The same once it is finished; measured on generated files at a tenth of IMDb's size.</summary>
    static double StoredFactor(ImdbSource source) => source.File.Name switch
    {
        "title.basics" => 2.8,
        "title.ratings" => 0,
        "title.akas" => 4.1,
        "name.basics" => 2.1,
        _ => 3.7,
    };
}
