using System.Text;

namespace Marquee.Integrations.Imdb;

enum ImdbExportColumn
{
    Position, Const, Created, Modified, Description, Title, Original, Url, Kind, MeanRating, Runtime, Year, Genres, Votes, ReleaseDate, Directors, Rating, RatedOn,
}

/// <summary>Where each known column is, in whatever order, case and spelling a header names them.</summary>
sealed class ImdbExportColumns
{
    // The names without anything but letters, as Fold makes them.
    static readonly Dictionary<string, ImdbExportColumn> Names = new(StringComparer.Ordinal)
    {
        ["position"] = ImdbExportColumn.Position,
        ["const"] = ImdbExportColumn.Const,
        ["imdbconst"] = ImdbExportColumn.Const,
        ["imdbid"] = ImdbExportColumn.Const,
        ["created"] = ImdbExportColumn.Created,
        ["modified"] = ImdbExportColumn.Modified,
        ["description"] = ImdbExportColumn.Description,
        ["title"] = ImdbExportColumn.Title,
        ["originaltitle"] = ImdbExportColumn.Original,
        ["url"] = ImdbExportColumn.Url,
        ["imdburl"] = ImdbExportColumn.Url,
        ["titletype"] = ImdbExportColumn.Kind,
        ["imdbrating"] = ImdbExportColumn.MeanRating,
        ["runtimemins"] = ImdbExportColumn.Runtime,
        ["runtime"] = ImdbExportColumn.Runtime,
        ["year"] = ImdbExportColumn.Year,
        ["genres"] = ImdbExportColumn.Genres,
        ["genre"] = ImdbExportColumn.Genres,
        ["numvotes"] = ImdbExportColumn.Votes,
        ["releasedate"] = ImdbExportColumn.ReleaseDate,
        ["releasedatemonthdayyear"] = ImdbExportColumn.ReleaseDate,
        ["directors"] = ImdbExportColumn.Directors,
        ["director"] = ImdbExportColumn.Directors,
        ["yourrating"] = ImdbExportColumn.Rating,
        ["yourated"] = ImdbExportColumn.Rating,
        ["daterated"] = ImdbExportColumn.RatedOn,
    };

    readonly int[] _at = Enumerable.Repeat(-1, Enum.GetValues<ImdbExportColumn>().Length).ToArray();

    public ImdbExportColumns(IReadOnlyList<string> header)
    {
        Header = header;
        for (var i = 0; i < header.Count; i++)
        {
            var name = Fold(header[i]);
            OldNames |= name == "yourated";
            if (Names.TryGetValue(name, out var column) && _at[(int)column] < 0)
            {
                _at[(int)column] = i;
                Known++;
            }
        }
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>How many columns were recognised.</summary>
    public int Known { get; }

    /// <summary>The header says "You rated", as only the oldest generation does.</summary>
    public bool OldNames { get; }

    /// <summary>A header of an export names titles by id or link, and something else beside them.</summary>
    public bool Exported => Known >= 2 && (Has(ImdbExportColumn.Const) || Has(ImdbExportColumn.Url));

    public ImdbExportLayout Layout =>
        OldNames ? ImdbExportLayout.Imdb2011
        : Has(ImdbExportColumn.Original) ? ImdbExportLayout.Imdb2024
        : Has(ImdbExportColumn.Position) || Has(ImdbExportColumn.Created) ? ImdbExportLayout.ImdbList2017
        : ImdbExportLayout.Imdb2017;

    public bool Has(ImdbExportColumn column) => At(column) >= 0;

    /// <returns>-1 when the file has no such column.</returns>
    public int At(ImdbExportColumn column) => _at[(int)column];

    /// <returns>The trimmed cell; empty when the column or the cell is missing.</returns>
    public string Cell(IReadOnlyList<string> cells, ImdbExportColumn column)
    {
        var at = At(column);
        return at >= 0 && at < cells.Count ? ImdbExportValues.Clean(cells[at]) : "";
    }

    /// <summary>"Num. Votes" and "\uFEFFNum Votes" are <c>numvotes</c>.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }
}
