using Marquee.Integrations.Imdb;
using Marquee.Storage.Moving;

namespace Marquee.Catalog.Import;

/// <summary>Takes a title with its two names; <paramref name="original"/> is empty when it equals the title.</summary>
delegate void TakeTitle(in IndexedTitle row, ReadOnlySpan<byte> title, ReadOnlySpan<byte> original);

/// <summary>The numbers of a title that indexes are made of, as the tables have them.</summary>
readonly record struct IndexedTitle(long Id, TitleKind Kind, bool Adult, int? Year, int? Votes, int? Runtime, long Genres, int? Rating);

/// <summary>Takes another name of a title; language and region are empty when nobody knows.</summary>
delegate void TakeName(long title, ReadOnlySpan<byte> name, ReadOnlySpan<byte> language, ReadOnlySpan<byte> region);

/// <summary>Takes a country of a title.</summary>
delegate void TakeCountry(long title, ReadOnlySpan<byte> country);

/// <summary>Takes the place of an episode.</summary>
delegate void TakeEpisode(long title, long series, int? season, int? number);

/// <summary>What the two databases do differently when generations of the catalog are made.</summary>
public interface ICatalogEngine
{
    /// <summary>Bytes that an import needs in the data folder of this node, generously.</summary>
    /// <param name="share">Of the rows of a file that are kept.</param>
    internal long NeededBytes(ImportSources sources, Func<ImdbFile, double> share);

    /// <returns>Null when another import of this house runs, whichever process runs it.</returns>
    internal Task<IImportLock?> TryLock(CancellationToken ct);

    /// <summary>A generation of its own that nobody reads yet, with empty tables.</summary>
    /// <param name="from">The generation whose rows and indexes it begins with; null for none.</param>
    internal Task<IBulkLoader> Begin(int number, int? from, CancellationToken ct);

    /// <summary>Adds all rows of a table of a generation, in the order of its key, which is the same on both engines.</summary>
    internal Task ReadRows(int generation, StoreTable table, CopiedRows to, CancellationToken ct);

    /// <summary>All titles of a generation in the order of their ids.</summary>
    internal Task ReadTitles(int generation, TakeTitle take, CancellationToken ct);

    /// <summary>All akas of a generation in the order of their keys.</summary>
    internal Task ReadNames(int generation, TakeName take, CancellationToken ct);

    /// <summary>All countries of the titles of a generation.</summary>
    internal Task ReadCountries(int generation, TakeCountry take, CancellationToken ct);

    /// <summary>All episodes of a generation in the order of their keys.</summary>
    internal Task ReadEpisodes(int generation, TakeEpisode take, CancellationToken ct);
}

/// <summary>Held by the one import that runs; ends with its process, however that ends.</summary>
interface IImportLock : IAsyncDisposable
{
    /// <summary>Makes sure that it is still held, before something that only its holder may do.</summary>
    Task Confirm(CancellationToken ct);
}
