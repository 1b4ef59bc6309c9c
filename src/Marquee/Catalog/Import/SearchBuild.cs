using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Fills the search index of a generation: titles from a finished database, other names and episodes from IMDb's files.</summary>
static class SearchBuild
{
    /// <summary>How much of the work is reading, the rest is writing.</summary>
    const double ReadShare = 0.4;

    /// <summary>The builder knows 0 and -1 as unknown.</summary>
    const string Titles = "select id, kind, adult, coalesce(year, 0), coalesce(votes, -1), title, original from catalog.title";

    /// <param name="database">Holds the titles; read here and by nobody else meanwhile.</param>
    /// <param name="akas">Null when there are none yet.</param>
    /// <param name="episodes">Null when there are none yet.</param>
    /// <param name="kept">Names and episodes of other titles are left out.</param>
    /// <param name="target">The file to write; temporary ones lie beside it while it is built.</param>
    /// <param name="progress">Told the share that is done, ending with 1.</param>
    public static async Task Run(sqlite3 database, ImdbSource? akas, ImdbSource? episodes, KeptRows kept, string target, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(Path.GetDirectoryName(target)!);
        AddTitles(builder, database, ct);
        progress(ReadShare / 2);
        if (akas is not null)
        {
            await Each(akas, line =>
            {
                if (ImdbAka.Read(line, out var aka) is not null)
                {
                    return false;
                }

                if (kept.Title(aka.Title))
                {
                    builder.AddName(aka.Title, aka.Name, NameKind.Aka);
                }

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

                if (kept.Title(episode.Title))
                {
                    builder.AddEpisode(episode.Title, episode.Series, episode.Season, episode.Number);
                }

                return true;
            }, ct);
        }

        progress(ReadShare);
        builder.Build(target, new Told(share => progress(ReadShare + share * (1 - ReadShare) * 0.99)), ct);
        progress(1);
    }

    /// <summary>Called on the building thread, in order; the framework's own way to report posts elsewhere.</summary>
    sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }

    static void AddTitles(TitleIndexBuilder builder, sqlite3 database, CancellationToken ct)
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
                AddTitle(builder, rows.DangerousGetHandle());
            }
        }
    }

    static unsafe void AddTitle(TitleIndexBuilder builder, IntPtr row)
    {
        var votes = (int)SqliteCalls.ColumnNumber(row, 4);
        builder.AddTitle(
            SqliteCalls.ColumnNumber(row, 0),
            (TitleKind)SqliteCalls.ColumnNumber(row, 1),
            SqliteCalls.ColumnNumber(row, 2) != 0,
            (int)SqliteCalls.ColumnNumber(row, 3),
            votes < 0 ? null : votes,
            new ReadOnlySpan<byte>(SqliteCalls.ColumnText(row, 5), SqliteCalls.ColumnBytes(row, 5)),
            new ReadOnlySpan<byte>(SqliteCalls.ColumnText(row, 6), SqliteCalls.ColumnBytes(row, 6)));
    }

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
