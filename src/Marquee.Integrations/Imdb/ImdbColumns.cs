using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Imdb;

enum ImdbColumn
{
    Position, Const, Created, Modified, Description, Title, Original, Url, Kind, MeanRating, Runtime, Year, Genres, Votes, ReleaseDate, Directors, Rating, RatedOn,
}

/// <summary>Where each known column is, in whatever order, case and spelling a header names them.</summary>
sealed class ImdbColumns
{
    // As CsvHeader folds them.
    static readonly Dictionary<string, ImdbColumn> Names = new(StringComparer.Ordinal)
    {
        ["position"] = ImdbColumn.Position,
        ["const"] = ImdbColumn.Const,
        ["imdbconst"] = ImdbColumn.Const,
        ["imdbid"] = ImdbColumn.Const,
        ["created"] = ImdbColumn.Created,
        ["modified"] = ImdbColumn.Modified,
        ["description"] = ImdbColumn.Description,
        ["title"] = ImdbColumn.Title,
        ["originaltitle"] = ImdbColumn.Original,
        ["url"] = ImdbColumn.Url,
        ["imdburl"] = ImdbColumn.Url,
        ["titletype"] = ImdbColumn.Kind,
        ["imdbrating"] = ImdbColumn.MeanRating,
        ["runtimemins"] = ImdbColumn.Runtime,
        ["runtime"] = ImdbColumn.Runtime,
        ["year"] = ImdbColumn.Year,
        ["genres"] = ImdbColumn.Genres,
        ["genre"] = ImdbColumn.Genres,
        ["numvotes"] = ImdbColumn.Votes,
        ["releasedate"] = ImdbColumn.ReleaseDate,
        ["releasedatemonthdayyear"] = ImdbColumn.ReleaseDate,
        ["directors"] = ImdbColumn.Directors,
        ["director"] = ImdbColumn.Directors,
        ["yourrating"] = ImdbColumn.Rating,
        ["yourated"] = ImdbColumn.Rating,
        ["daterated"] = ImdbColumn.RatedOn,
    };

    /// <summary>Columns that no other program calls so.</summary>
    static readonly HashSet<ImdbColumn> Own = [ImdbColumn.Modified, ImdbColumn.Kind, ImdbColumn.MeanRating, ImdbColumn.Votes, ImdbColumn.RatedOn];

    readonly bool _certain;
    readonly int[] _at = Enumerable.Repeat(-1, Enum.GetValues<ImdbColumn>().Length).ToArray();

    public ImdbColumns(CsvHeader header)
    {
        for (var i = 0; i < header.Names.Count; i++)
        {
            var name = CsvHeader.Fold(header.Names[i]);
            OldNames |= name == "yourated";
            _certain |= name is "const" or "imdbconst";
            if (Names.TryGetValue(name, out var column) && _at[(int)column] < 0)
            {
                _at[(int)column] = i;
                Known++;
                _certain |= Own.Contains(column);
            }
        }
    }

    /// <summary>How many columns were recognised.</summary>
    public int Known { get; }

    /// <summary>The header says "You rated", as only the oldest generation does.</summary>
    public bool OldNames { get; }

    /// <summary>A header of an export names titles by id or link, and something else beside them; other programs name IMDb's ids too.</summary>
    public bool Exported => _certain && Known >= 2 && (Has(ImdbColumn.Const) || Has(ImdbColumn.Url));

    public string Layout =>
        OldNames ? "imdb-2011"
        : Has(ImdbColumn.Original) ? "imdb-2024"
        : IsList ? "imdb-list-2017"
        : "imdb-2017";

    /// <summary>A list, the watchlist or the check-ins; ratings have become a list too.</summary>
    public bool IsList => Has(ImdbColumn.Position) || Has(ImdbColumn.Created);

    public bool Has(ImdbColumn column) => At(column) >= 0;

    /// <returns>-1 when the file has no such column.</returns>
    public int At(ImdbColumn column) => _at[(int)column];
}
