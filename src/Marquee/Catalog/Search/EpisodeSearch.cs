using System.Numerics;

namespace Marquee.Catalog.Search;

/// <summary>Finds episodes through their series: by season and number, or by the words that the series leaves over.</summary>
internal sealed class EpisodeSearch(QueryWords query, NameScorer scorer, TitleRanking ranking)
{
    private const int MostEpisodesRead = 20_000;
    private const int MostSeriesOfName = 4;
    private const double LeastEpisodeScore = 0.25;

    /// <summary>The series after its episode; close, so that nothing else comes between.</summary>
    private const double SeriesAfterEpisode = 0.98;

    /// <summary>Asking for an episode by two names is slightly less certain than by one whole name.</summary>
    private const double ThroughSeries = 0.97;

    /// <summary>The episode of the best series that has one of this number; the series follow.</summary>
    /// <param name="episode">Null for a whole season: then only the series are left.</param>
    public static List<RankedTitle> ByNumber(in IndexView index, List<RankedTitle> series, int season, int? episode, Audience audience)
    {
        var found = new List<RankedTitle>();
        foreach (var one in series)
        {
            if (one.Score < series[0].Score * 0.5) break;
            if (episode is { } number)
                foreach (ref readonly var row in index.EpisodesOf(one.Position))
                    if (row.Season == season && row.Number == number && TitleRanking.Wanted(index.Titles[(int)row.Title], (int)row.Title, 0, audience))
                        found.Add(new RankedTitle((int)row.Title, one.Score, RankedTitle.NoName, NameKind.Primary));
            found.Add(one with { Score = one.Score * SeriesAfterEpisode });
        }
        return found;
    }

    /// <summary>Reads the words that do not name the series as the name of one of its episodes.</summary>
    public void ByName(in IndexView index, BestNames series, ushort kinds, Audience audience, CancellationToken ct)
    {
        var left = MostEpisodesRead;
        var asked = (1u << query.Count) - 1;
        foreach (var (name, _, _) in series.Sorted())
        {
            scorer.Score(index, name, asked);
            var named = scorer.Placed;
            var rest = asked & ~named;
            if (rest == 0 || named == 0) continue;
            var seriesScore = scorer.Score(index, name, named).AsWord;
            var tried = 0;
            foreach (var entry in index.TitlesOf(name))
            {
                var position = (int)(entry >> 2);
                if (!index.Titles[position].Kind.IsSeries()) continue;
                if (tried++ == MostSeriesOfName || left < 0) break;
                var episodes = index.EpisodesOf(position);
                left -= episodes.Length;
                ct.ThrowIfCancellationRequested();
                Read(index, episodes, rest, Weight(named), seriesScore, kinds, audience);
            }
        }
    }

    private void Read(in IndexView index, ReadOnlySpan<EpisodeRow> episodes, uint rest, float seriesWeight, float seriesScore, ushort kinds, Audience audience)
    {
        var restWeight = Weight(rest);
        foreach (ref readonly var episode in episodes)
        {
            ref readonly var row = ref index.Titles[(int)episode.Title];
            if (row.PrimaryName == RankedTitle.NoName || !TitleRanking.Wanted(row, (int)episode.Title, kinds, audience)) continue;
            var score = scorer.Score(index, row.PrimaryName, rest).AsWord;
            if (score < LeastEpisodeScore) continue;
            var match = (seriesWeight * seriesScore + restWeight * score) / (seriesWeight + restWeight) * ThroughSeries;
            ranking.Add(row, new RankedTitle((int)episode.Title, match, row.PrimaryName, NameKind.Primary));
        }
    }

    private float Weight(uint tokens)
    {
        float sum = 0;
        for (; tokens != 0; tokens &= tokens - 1) sum += query.Weights[BitOperations.TrailingZeroCount(tokens)];
        return sum;
    }
}
