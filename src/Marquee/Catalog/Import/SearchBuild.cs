using Marquee.Catalog.Browse;
using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>
/// Fills the search index and the browse index of a generation: titles from a finished database, other names, episodes and
/// countries from IMDb's files, each read once for both.
/// </summary>
static class SearchBuild
{
    /// <summary>How much of the work is reading, the rest is writing.</summary>
    const double ReadShare = 0.4;

    const string Titles = "select id, kind, adult, year, votes, title, original, runtime, genres, rating from catalog.title";

    /// <param name="database">Holds the titles; read here and by nobody else meanwhile.</param>
    /// <param name="akas">Null when there are none yet.</param>
    /// <param name="episodes">Null when there are none yet.</param>
    /// <param name="countries">Null when there are none.</param>
    /// <param name="folder">Of the generation; temporary files lie there too while it is built.</param>
    /// <param name="progress">Told the share that is done, ending with 1.</param>
    public static async Task Run(sqlite3 database, ImdbSource? akas, ImdbSource? episodes, ImdbSource? countries, string folder, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(folder);
        using var browse = new BrowseIndexBuilder(folder);
        AddTitles(builder, browse, database, ct);
        progress(ReadShare / 2);
        if (akas is not null)
        {
            await Each(akas, line =>
            {
                if (ImdbAka.Read(line, out var aka) is not null)
                {
                    return false;
                }

                builder.AddName(aka.Title, aka.Name, NameKind.Aka);
                browse.AddLanguage(aka.Title, NameLanguage.Of(aka.Language, aka.Region));
                return true;
            }, ct);
        }

        if (episodes is not null)
        {
            await Each(episodes, line =>
            {
                if (ImdbEpisode.Read(line, out var episode) is not null)
                {
                    return false;
                }

                builder.AddEpisode(episode.Title, episode.Series, episode.Season, episode.Number);
                return true;
            }, ct);
        }

        if (countries is not null)
        {
            await Each(countries, line =>
            {
                if (ImdbCountries.Read(line, out var row) is not null)
                {
                    return false;
                }

                foreach (var country in new CommaList(row.Codes))
                {
                    browse.AddCountry(row.Title, country);
                }

                return true;
            }, ct);
        }

        browse.Build(BrowseIndexes.File(folder), ct);
        progress(ReadShare);
        builder.Build(SearchIndexes.File(folder), new Told(share => progress(ReadShare + share * (1 - ReadShare) * 0.99)), ct);
        progress(1);
    }

    /// <summary>Called on the building thread, in order; the framework's own way to report posts elsewhere.</summary>
    internal sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }

    internal static void AddTitles(TitleIndexBuilder builder, BrowseIndexBuilder browse, sqlite3 database, CancellationToken ct)
    {
        var result = raw.sqlite3_prepare_v2(database, Titles, out var rows);
        using (rows)
        {
            if (result != raw.SQLITE_OK)
            {
                throw new InvalidOperationException($"SQLite answered {result} to the reading of titles: {raw.sqlite3_errmsg(database).utf8_to_string()}");
            }

            while (raw.sqlite3_step(rows) == raw.SQLITE_ROW)
            {
                ct.ThrowIfCancellationRequested();
                var (id, kind, adult) = (raw.sqlite3_column_int64(rows, 0), (TitleKind)raw.sqlite3_column_int(rows, 1), raw.sqlite3_column_int(rows, 2) != 0);
                var (year, votes) = (Number(rows, 3), Number(rows, 4));
                browse.AddTitle(id, kind, adult, year, Number(rows, 7), raw.sqlite3_column_int64(rows, 8), Number(rows, 9), votes);
                builder.AddTitle(
                    id,
                    kind,
                    adult,
                    year,
                    votes,
                    raw.sqlite3_column_blob(rows, 5),
                    raw.sqlite3_column_blob(rows, 6));
            }
        }
    }

    internal static int? Number(sqlite3_stmt rows, int column) => raw.sqlite3_column_type(rows, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int(rows, column);

    delegate bool TakeName(ReadOnlySpan<byte> line);

    /// <summary>Lines that cannot be used are counted by the import itself, not here.</summary>
    static async Task Each(ImdbSource source, TakeName take, CancellationToken ct)
    {
        using var nowhere = new Rejects(null);
        await foreach (var block in new FileParse(source, nowhere).Run((_, _) => { }, (line, _, _) => take(line) ? null : ImdbReject.Columns, ct))
        {
            block.Dispose();
        }
    }
}
