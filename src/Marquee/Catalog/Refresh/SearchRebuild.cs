using Marquee.Catalog.Browse;
using Marquee.Catalog.Import;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Refresh;

/// <summary>Builds the search index and the browse index of a generation from its own tables, when IMDb's other files are not read again.</summary>
static class SearchRebuild
{
    const double ReadShare = 0.4;

    /// <param name="generation">Its tables are filled and committed.</param>
    /// <param name="folder">Of the generation; temporary files lie there too while it is built.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="ct">Stops between two parts.</param>
    public static async Task Run(ICatalogEngine engine, int generation, string folder, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(folder);
        using var browse = new BrowseIndexBuilder(folder);
        await engine.ReadTitles(generation, SearchBuild.Into(builder, browse), ct);
        progress(ReadShare / 2);
        await engine.ReadNames(generation, (title, name, language, region) =>
        {
            builder.AddName(title, name, NameKind.Aka);
            browse.AddLanguage(title, NameLanguage.Of(language, region));
        }, ct);
        await engine.ReadCountries(generation, browse.AddCountry, ct);
        await engine.ReadEpisodes(generation, builder.AddEpisode, ct);
        browse.Build(BrowseIndexes.File(folder), ct);
        progress(ReadShare);
        builder.Build(SearchIndexes.File(folder), new SearchBuild.Told(share => progress(ReadShare + (share * (1 - ReadShare)))), ct);
    }
}
