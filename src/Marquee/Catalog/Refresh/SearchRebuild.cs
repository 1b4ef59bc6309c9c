using Marquee.Catalog.Browse;
using Marquee.Catalog.Import;
using Marquee.Catalog.Search;
using SQLitePCL;

namespace Marquee.Catalog.Refresh;

/// <summary>Builds the search index and the browse index of a generation from its own tables, when IMDb's other files are not read again.</summary>
static class SearchRebuild
{
    const double ReadShare = 0.4;

    /// <param name="database">Holds the tables; read here and by nobody else meanwhile.</param>
    /// <param name="folder">Of the generation; temporary files lie there too while it is built.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="ct">Stops between two parts.</param>
    public static void Run(sqlite3 database, string folder, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(folder);
        using var browse = new BrowseIndexBuilder(folder);
        SearchBuild.AddTitles(builder, browse, database, ct);
        progress(ReadShare / 2);
        Each(database, "select title, name, language, region from catalog.aka", row =>
        {
            builder.AddName(raw.sqlite3_column_int64(row, 0), raw.sqlite3_column_blob(row, 1), NameKind.Aka);
            browse.AddLanguage(raw.sqlite3_column_int64(row, 0), NameLanguage.Of(raw.sqlite3_column_blob(row, 2), raw.sqlite3_column_blob(row, 3)));
        }, ct);
        Each(database, "select title, country from catalog.country", row => browse.AddCountry(
            raw.sqlite3_column_int64(row, 0), raw.sqlite3_column_blob(row, 1)), ct);
        Each(database, "select title, series, season, number from catalog.episode", row => builder.AddEpisode(
            raw.sqlite3_column_int64(row, 0), raw.sqlite3_column_int64(row, 1), SearchBuild.Number(row, 2), SearchBuild.Number(row, 3)), ct);
        browse.Build(BrowseIndexes.File(folder), ct);
        progress(ReadShare);
        builder.Build(SearchIndexes.File(folder), new SearchBuild.Told(share => progress(ReadShare + (share * (1 - ReadShare)))), ct);
    }

    static void Each(sqlite3 database, string sql, Action<sqlite3_stmt> take, CancellationToken ct)
    {
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, sql, out var rows));
        using (rows)
        {
            int result;
            while ((result = raw.sqlite3_step(rows)) == raw.SQLITE_ROW)
            {
                ct.ThrowIfCancellationRequested();
                take(rows);
            }

            BulkWriting.Check(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        }
    }
}
