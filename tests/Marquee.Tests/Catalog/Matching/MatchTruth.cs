using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

/// <summary>A question with the answer that is right.</summary>
sealed record AskedTruth(long Title, TitleQuestion Question)
{
    /// <summary>The half that the weights were fitted on, by a hash of the id; the other half only measures.</summary>
    public bool Tuned => Hash % 2 == 0;

    /// <summary>The same in every run: decides the half, and each choice that a damage makes.</summary>
    public uint Hash => (uint)(((ulong)Title * 0x9E3779B97F4A7C15UL) >> 32);
}

/// <summary>
/// Genuine questions with their ids hidden: names, years and kinds as MovieLens and TMDB write them. They may not be shipped, so they are looked
/// for beside the repository.
/// </summary>
static class MatchTruth
{
    /// <summary>Null without the data.</summary>
    public static string? Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary><c>City of Lost Children, The (Cité des enfants perdus, La) (1995)</c>.</summary>
    public static List<AskedTruth> MovieLens(string folder)
    {
        var links = Rows(Path.Combine(folder, "links.csv.gz")).ToDictionary(row => row["movieId"], row => long.Parse(row["imdbId"], CultureInfo.InvariantCulture));
        return [.. Rows(Path.Combine(folder, "movies.csv.gz")).Select(row => new AskedTruth(links[row["movieId"]], new TitleQuestion { Names = [row["title"]], Kind = AskedKind.Film }))];
    }

    /// <param name="everything">Also the original title and the length.</param>
    public static List<AskedTruth> Tmdb(string folder, bool everything) =>
    [
        .. from file in Directory.GetFiles(folder, "final_tmdb_data_*.csv.gz").Order(StringComparer.Ordinal)
           from row in Rows(file)
           where row["imdb_id"].StartsWith("tt", StringComparison.Ordinal) && row["title"].Length > 0 && row["release_date"].Length >= 4
           select new AskedTruth(long.Parse(row["imdb_id"].AsSpan(2), CultureInfo.InvariantCulture), new TitleQuestion
           {
               Names = everything && row["original_title"] != row["title"] ? [row["title"], row["original_title"]] : [row["title"]],
               Year = int.Parse(row["release_date"].AsSpan(0, 4), CultureInfo.InvariantCulture),
               Kind = AskedKind.Film,
               Runtime = everything && double.TryParse(row["runtime"], CultureInfo.InvariantCulture, out var minutes) && minutes > 0 ? (int)minutes : null,
           }),
    ];

    static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        var header = Cells(reader)!;
        while (Cells(reader) is { } cells)
        {
            if (cells.Count == header.Count)
            {
                yield return header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
            }
        }
    }

    /// <summary>One record of a CSV file (RFC 4180); null at the end.</summary>
    static List<string>? Cells(StreamReader reader)
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var c = reader.Read(); c >= 0 && (quoted || c != '\n'); c = reader.Read())
        {
            if (c == '"')
            {
                if (quoted && reader.Peek() == '"')
                {
                    cell.Append((char)reader.Read());
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c != '\r' || quoted)
            {
                cell.Append((char)c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
