using Marquee.Catalog.Search;

namespace Marquee.Catalog.Browse;

/// <summary>
/// Takes the titles of a catalog, their countries and the languages of their names, and writes the browse index. Rows wait in
/// temporary files beside it, so that memory stays at about 12 bytes a title. Not thread-safe.
/// </summary>
public sealed class BrowseIndexBuilder(string workFolder) : IDisposable
{
    /// <summary>IMDb knows about 250 countries and 110 languages; what goes beyond is damage.</summary>
    const int MostCodes = 600;

    readonly SpilledRows<BrowseTitle> _titles = new(Temporary(workFolder, "rows"));
    readonly SpilledRows<BrowsePair> _pairs = new(Temporary(workFolder, "pairs"));
    readonly Dictionary<FacetValue, ushort> _codes = [];
    readonly List<ushort> _codesOfLast = [];
    readonly KindMeans _means = new();
    uint _last;

    /// <param name="id">Added once.</param>
    /// <param name="rating">Ten times the mean.</param>
    public void AddTitle(long id, TitleKind kind, bool adult, int? year, int? runtime, long genres, int? rating, int? votes)
    {
        var voted = votes is > 0 && rating is > 0;
        var title = new BrowseTitle(RowId.Of(id), voted ? votes!.Value : 0, Small(year), Small(runtime), kind, voted ? (byte)rating!.Value : (byte)0, adult, genres);
        _means.Add(title);
        _titles.Add(title);
    }

    /// <summary>The title may come before or after; of one that never comes nothing is kept. The same for languages.</summary>
    public void AddCountry(long title, ReadOnlySpan<byte> country) => Add(title, Facet.Country, country);

    /// <param name="language">Of one of the title's names.</param>
    public void AddLanguage(long title, ReadOnlySpan<byte> language) => Add(title, Facet.Language, language);

    /// <summary>Writes the index of what was added so far.</summary>
    public void Build(string path, CancellationToken ct)
    {
        using var file = new IndexFileWriter(path);
        var order = new RowOrder(_titles, ct);
        order.Write(file);
        using var titles = order.InRows(_titles, Temporary(workFolder, "titles"), ct);
        using var pairs = order.InRows(_pairs, Temporary(workFolder, "values"), ct);
        var counts = order.Counts;
        order.Forget();
        new BrowseColumns(counts, _means).Write(file, titles, ct);
        new FacetSections(file, counts, _codes).Write(titles, pairs, ct);
        file.Write(counts);
        file.End(IndexSection.BrowseCounts);
        file.Finish();
    }

    public void Dispose()
    {
        _titles.Dispose();
        _pairs.Dispose();
    }

    void Add(long title, Facet facet, ReadOnlySpan<byte> text)
    {
        if (FacetValue.Code(text) is not { } code)
        {
            return;
        }

        var value = new FacetValue(facet, code);
        if (!_codes.TryGetValue(value, out var number))
        {
            if (_codes.Count == MostCodes)
            {
                return;
            }

            _codes.Add(value, number = (ushort)_codes.Count);
        }

        // The names of a title come one after the other, many in the same language.
        var id = RowId.Of(title);
        if (id != _last)
        {
            _last = id;
            _codesOfLast.Clear();
        }

        if (!_codesOfLast.Contains(number))
        {
            _codesOfLast.Add(number);
            _pairs.Add(new BrowsePair(id, number));
        }
    }

    static ushort Small(int? value) => value is > 0 and <= ushort.MaxValue ? (ushort)value : (ushort)0;

    static string Temporary(string folder, string what) => Path.Combine(folder, $"browse-index-{Guid.NewGuid():N}.{what}");
}

/// <summary>A title as added. <see cref="Id"/> is a <see cref="RowId"/>, and its row once the order is known.</summary>
internal readonly record struct BrowseTitle(uint Id, int Votes, ushort Year, ushort Runtime, TitleKind Kind, byte Rating, bool Adult, long Genres);

/// <summary>That a title has a country or a language, by the number of the code.</summary>
internal readonly record struct BrowsePair(uint Id, ushort Code);
