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

    /// <summary>Bytes on disk while and after importing, generously: tables, indexes, search index, and titles twice.</summary>
    /// <param name="share">Of the rows of a file that are kept.</param>
    public long NeededBytes(Func<ImdbFile, double> share) => 64L * 1024 * 1024 + (long)_sources.Values.Sum(s => s.Bytes * Factor(s) * share(s.File));

    /// <summary>Bytes of the finished catalog with its search index.</summary>
    public long StoredBytes(Func<ImdbFile, double> share) => (long)_sources.Values.Sum(s => s.Bytes * Stored(s) * share(s.File));

    /// <summary>Measured on generated files at a tenth of IMDb's size.</summary>
    static double Stored(ImdbSource source) => (source.Compressed ? 1 : 0.35) * source.File.Name switch
    {
        "title.basics" => 2.8,
        "title.ratings" => 0,
        "title.akas" => 4.1,
        "name.basics" => 2.1,
        _ => 3.7,
    };

    /// <summary>Database bytes for each stored byte; measured on generated files and rounded up.</summary>
    static double Factor(ImdbSource source) => (source.Compressed ? 1 : 0.35) * source.File.Name switch
    {
        "title.basics" => 9,
        "title.ratings" => 1,
        "title.akas" => 8,
        "title.principals" => 9,
        _ => 7,
    };
}
