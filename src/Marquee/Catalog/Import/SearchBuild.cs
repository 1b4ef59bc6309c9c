using Marquee.Catalog.Browse;
using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>
/// The search index and the browse index of an import: filled by the rows that are loaded, while they are loaded, and written as
/// often as there are generations.
/// </summary>
sealed class SearchBuild : IDisposable
{
    readonly string _workFolder;
    TitleIndexBuilder _search;
    BrowseIndexBuilder _browse;

    public SearchBuild(DataFolder folder)
    {
        _workFolder = Directory.CreateDirectory(folder.At("catalog")).FullName;
        (_search, _browse) = (new TitleIndexBuilder(_workFolder), new BrowseIndexBuilder(_workFolder));
    }

    /// <summary>Titles that were taken.</summary>
    public long Titles { get; private set; }

    /// <summary>What takes the rows of a file; null for files that no index is made of.</summary>
    public TakeRow? Of(ImdbFile file) => file.Name switch
    {
        "title.basics" => TakeTitle,
        "title.akas" => TakeName,
        "title.episode" => TakeEpisode,
        "title.countries" => TakeCountry,
        _ => null,
    };

    /// <summary>Begins again with the titles that the database has, for when it did not store all that were taken.</summary>
    public async Task TakeTitlesAgain(ICatalogEngine engine, int generation, CancellationToken ct)
    {
        Dispose();
        (_search, _browse) = (new TitleIndexBuilder(_workFolder), new BrowseIndexBuilder(_workFolder));
        await engine.ReadTitles(generation, Into(_search, _browse), ct);
    }

    /// <summary>Writes the search index of what was taken so far.</summary>
    /// <param name="folder">Of the generation.</param>
    /// <param name="more">Whether more is taken afterwards and the index written again.</param>
    /// <param name="progress">Told the share that is done, ending with 1.</param>
    /// <param name="ct">Stops between two parts.</param>
    public void WriteSearch(string folder, bool more, Action<double> progress, CancellationToken ct) =>
        _search.Build(SearchIndexes.File(folder), new Told(progress), ct, more);

    /// <summary>Writes the browse index of what was taken so far; may run beside <see cref="WriteSearch"/>.</summary>
    /// <param name="folder">Of the generation.</param>
    /// <param name="ct">Stops between two parts.</param>
    public void WriteBrowse(string folder, CancellationToken ct) => _browse.Build(BrowseIndexes.File(folder), ct);

    void TakeTitle(RowBatch batch, ReadOnlySpan<long> cells)
    {
        Titles++;
        Take(
            _search, _browse,
            new IndexedTitle(cells[0], (TitleKind)cells[1], cells[4] != 0, RowBatch.Number(cells[5]), RowBatch.Number(cells[10]), RowBatch.Number(cells[7]), cells[8], RowBatch.Number(cells[9])),
            batch.Text(cells[2]), batch.Text(cells[3]));
    }

    void TakeName(RowBatch batch, ReadOnlySpan<long> cells)
    {
        _search.AddName(cells[0], batch.Text(cells[2]), NameKind.Aka);
        _browse.AddLanguage(cells[0], NameLanguage.Of(batch.Text(cells[4]), batch.Text(cells[3])));
    }

    void TakeEpisode(RowBatch batch, ReadOnlySpan<long> cells) => _search.AddEpisode(cells[0], cells[1], RowBatch.Number(cells[2]), RowBatch.Number(cells[3]));

    void TakeCountry(RowBatch batch, ReadOnlySpan<long> cells) => _browse.AddCountry(cells[0], batch.Text(cells[1]));

    /// <summary>Gives each title to both.</summary>
    internal static TakeTitle Into(TitleIndexBuilder search, BrowseIndexBuilder browse) => (in row, title, original) => Take(search, browse, row, title, original);

    static void Take(TitleIndexBuilder search, BrowseIndexBuilder browse, in IndexedTitle row, ReadOnlySpan<byte> title, ReadOnlySpan<byte> original)
    {
        browse.AddTitle(row.Id, row.Kind, row.Adult, row.Year, row.Runtime, row.Genres, row.Rating, row.Votes);
        search.AddTitle(row.Id, row.Kind, row.Adult, row.Year, row.Votes, title, original);
    }

    public void Dispose()
    {
        _search.Dispose();
        _browse.Dispose();
    }

    /// <summary>Called on the building thread, in order; the framework's own way to report posts elsewhere.</summary>
    internal sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
