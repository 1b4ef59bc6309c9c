using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Catalog.Matching;

/// <summary>
/// Which titles do the rows of somebody's file mean? By their ids where they have any, else by names, year, kind and runtime; an
/// episode by its series, then its number or name. Each answer has a certainty and says what it rests on.
/// </summary>
public sealed class Matcher(Database database, SearchIndexes indexes, KnownSearch known, Titles titles, Sights sights, Generations generations)
{
    /// <summary>
    /// From here on a title is applied without asking. Most certainties are far above; the evaluation in the tests holds what is applied to 99 of 100.
    /// </summary>
    public const double Sure = 0.64;

    /// <summary>The same where less can speak against a title: the row has no year, or is an episode, or the catalog is a part of IMDb, so that the title that is meant may lack.</summary>
    public const double SureOfLittle = 0.85;

    /// <summary>Questions at a time: enough that the queries are few, few enough that cancelling is quick.</summary>
    const int Batch = 2000;

    /// <param name="viewer">Who will see the answers: adult titles that may not be shown are found by their ids only, what a ceiling hides not at all. Null for work of the house itself.</param>
    /// <param name="outside">Knows titles by TMDB's and TVDB's numbers; null where nothing does.</param>
    /// <returns>One answer a question, in their order.</returns>
    public async Task<IReadOnlyList<TitleMatch>> Match(IReadOnlyList<TitleQuestion> questions, Viewer? viewer, CancellationToken ct, OutsideTitles? outside = null)
    {
        var generation = database.Generation;
        using var catalog = await indexes.Rent(generation, ct);
        using var learned = await known.Rent(ct);
        await using var connection = await database.Read(generation, ct);
        var search = new CandidateSearch([.. new[] { catalog?.Index, learned?.Index }.OfType<Search.TitleIndex>()]);
        var sight = viewer is null ? Sight.Everything : await sights.Of(viewer, ct);
        var batch = new MatchBatch(search, new MatchSources(connection, database.Dialect, titles, sight), outside, sight, MatchBars.Of(await generations.Find(ct)));
        var matches = new List<TitleMatch>(questions.Count);
        foreach (var some in questions.Chunk(Batch))
        {
            matches.AddRange(await batch.Match(some, ct));
        }

        return matches;
    }
}
