using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>A title that fits, by position; the raw score may pass 1 before it is scaled.</summary>
internal readonly record struct RankedTitle(int Position, double Score, uint Name, NameKind NameKind)
{
    public const uint NoName = uint.MaxValue;
}

/// <summary>Turns the best names into titles: every title of a name, by popularity, year and kind.</summary>
internal sealed class TitleRanking(ScoreWeights weights)
{
    private const double FullMatch = 0.93;
    private const int MostTitlesOfNameForYear = 3_000;
    private const int MostTitlesForYear = 20_000;
    private readonly Dictionary<int, RankedTitle> _best = [];

    /// <summary>The fame of the most famous title whose name is as good as fully what was typed; null when there is none.</summary>
    public double? FameOfFullMatch { get; private set; }

    /// <summary>How well the best match fits, its fame aside; 0 when there is none.</summary>
    public double BestMatch { get; private set; }

    public void Clear()
    {
        _best.Clear();
        BestMatch = 0;
        FameOfFullMatch = null;
    }

    /// <param name="limit">So many titles are wanted in all: no name needs to give more, unless a year was asked for.</param>
    public void AddNames(in IndexView index, BestNames names, int? year, ushort kinds, Audience audience, int limit)
    {
        var leftForYear = MostTitlesForYear;
        foreach (var (name, score, _) in names.Sorted())
        {
            var left = year is null ? limit : Math.Max(limit, Math.Min(MostTitlesOfNameForYear, leftForYear));
            foreach (var entry in index.TitlesOf(name))
            {
                if (left == 0) break;
                leftForYear--;
                var position = (int)(entry >> 2);
                ref readonly var row = ref index.Titles[position];
                if (!Wanted(row, position, kinds, audience)) continue;
                left--;
                var nameKind = (NameKind)(entry & 3);
                var match = year is { } asked ? Math.Max(score.AsWord, score.AsYear * YearFactor(row.Year, asked)) : score.AsWord;
                Add(row, new RankedTitle(position, match * NameFactor(nameKind), name, nameKind));
            }
        }
    }

    /// <summary>Adds a title by how well it matches; its fame is counted here.</summary>
    public void Add(in TitleRow row, RankedTitle title)
    {
        var fame = Popularity.Of(row.Kind, row.Votes, row.Adult);
        BestMatch = Math.Max(BestMatch, title.Score);
        if (title.Score >= FullMatch) FameOfFullMatch = Math.Max(fame, FameOfFullMatch ?? 0);
        var score = title.Score * (1 + weights.Fame * fame) / (1 + weights.Fame);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_best, title.Position, out var exists);
        if (!exists || known.Score < score) known = title with { Score = score };
    }

    /// <summary>Best first; among equals the more popular.</summary>
    public List<RankedTitle> Sorted(int limit)
    {
        var all = _best.Values.ToList();
        all.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Position.CompareTo(b.Position));
        return all.Count > limit ? all[..limit] : all;
    }

    public static bool Wanted(in TitleRow row, int position, ushort kinds, Audience audience) =>
        KindSet.Wants(kinds, row.Kind) && audience.Sees(row, position);

    private double YearFactor(short year, int asked) => year == 0 ? weights.YearUnknown : Math.Abs(year - asked) switch
    {
        0 => 1,
        1 => weights.YearOffByOne,
        _ => weights.YearDiffers,
    };

    private double NameFactor(NameKind kind) => kind switch
    {
        NameKind.Primary => 1,
        NameKind.Original => weights.OriginalName,
        _ => weights.OtherName,
    };
}
