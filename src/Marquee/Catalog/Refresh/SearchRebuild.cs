using Marquee.Catalog.Import;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Refresh;

/// <summary>Builds the search index of a generation from its own tables, when IMDb's other files are not read again.</summary>
static class SearchRebuild
{
    const double ReadShare = 0.4;

    /// <param name="generation">Its tables are filled and committed.</param>
    /// <param name="target">The file to write; temporary ones lie beside it while it is built.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="ct">Stops between two parts.</param>
    public static async Task Run(ICatalogEngine engine, int generation, string target, Action<double> progress, CancellationToken ct)
    {
        using var builder = new TitleIndexBuilder(Path.GetDirectoryName(target)!);
        await engine.ReadTitles(generation, builder.AddTitle, ct);
        progress(ReadShare / 2);
        await engine.ReadNames(generation, (title, name) => builder.AddName(title, name, NameKind.Aka), ct);
        await engine.ReadEpisodes(generation, builder.AddEpisode, ct);
        progress(ReadShare);
        builder.Build(target, new SearchBuild.Told(share => progress(ReadShare + (share * (1 - ReadShare)))), ct);
    }
}
