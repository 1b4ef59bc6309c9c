using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>Fills the search index of a generation: titles from a finished database, other names and episodes from IMDb's files.</summary>
static class SearchBuild
{
    /// <summary>How much of the work is reading, the rest is writing.</summary>
    const double ReadShare = 0.4;

    /// <param name="titles">Hands over all titles in the order of their ids.</param>
    /// <param name="akas">Null when there are none yet.</param>
    /// <param name="episodes">Null when there are none yet.</param>
    /// <param name="kept">Names and episodes of other titles are left out.</param>
    /// <param name="target">The file to write; temporary ones lie beside it while it is built.</param>
    /// <param name="progress">Told the share that is done, ending with 1.</param>
    public static async Task Run(Func<TakeTitle, Task> titles, ImdbSource? akas, ImdbSource? episodes, KeptRows kept, string target, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(Path.GetDirectoryName(target)!);
        await titles(builder.AddTitle);
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
    internal sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }

    delegate bool TakeLineOf(ReadOnlySpan<byte> line);

    /// <summary>Lines that cannot be used are counted by the import itself, not here.</summary>
    static async Task Each(ImdbSource source, TakeLineOf take, CancellationToken ct)
    {
        using var nowhere = new Rejects(null);
        await foreach (var block in new FileParse(source, nowhere).Run((_, _) => { }, (line, _, _) => take(line) ? null : ImdbReject.Columns, ct))
        {
            block.Dispose();
        }
    }
}
