using Marquee.Catalog.Browse;
using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>
/// Fills the search index and the browse index of a generation: titles from a finished database, other names, episodes and
/// countries from IMDb's files, each read once for both.
/// </summary>
static class SearchBuild
{
    /// <summary>How much of the work is reading, the rest is writing.</summary>
    const double ReadShare = 0.4;

    /// <param name="titles">Hands over all titles in the order of their ids.</param>
    /// <param name="akas">Null when there are none yet.</param>
    /// <param name="episodes">Null when there are none yet.</param>
    /// <param name="countries">Null when there are none.</param>
    /// <param name="kept">What belongs to other titles is left out.</param>
    /// <param name="folder">Of the generation; temporary files lie there too while it is built.</param>
    /// <param name="progress">Told the share that is done, ending with 1.</param>
    public static async Task Run(Func<TakeTitle, Task> titles, ImdbSource? akas, ImdbSource? episodes, ImdbSource? countries, KeptRows kept, string folder, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(folder);
        using var browse = new BrowseIndexBuilder(folder);
        await titles(Into(builder, browse));
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
                    browse.AddLanguage(aka.Title, NameLanguage.Of(aka.Language, aka.Region));
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

        if (countries is not null)
        {
            await Each(countries, line =>
            {
                if (ImdbCountries.Read(line, out var row) is not null)
                {
                    return false;
                }

                if (kept.Title(row.Title))
                {
                    AddCountries(browse, row);
                }

                return true;
            }, ct);
        }

        browse.Build(BrowseIndexes.File(folder), ct);
        progress(ReadShare);
        builder.Build(SearchIndexes.File(folder), new Told(share => progress(ReadShare + share * (1 - ReadShare) * 0.99)), ct);
        progress(1);
    }

    static void AddCountries(BrowseIndexBuilder browse, ImdbCountries row)
    {
        foreach (var country in new CommaList(row.Codes))
        {
            browse.AddCountry(row.Title, country);
        }
    }

    /// <summary>Gives each title to both.</summary>
    internal static TakeTitle Into(TitleIndexBuilder search, BrowseIndexBuilder browse) => (in row, title, original) =>
    {
        browse.AddTitle(row.Id, row.Kind, row.Adult, row.Year, row.Runtime, row.Genres, row.Rating, row.Votes);
        search.AddTitle(row.Id, row.Kind, row.Adult, row.Year, row.Votes, title, original);
    };

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
