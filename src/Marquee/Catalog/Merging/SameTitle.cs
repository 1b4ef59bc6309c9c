using System.Text;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Merging;

/// <summary>Whether a title that vanished and one that is there are the same, and how sure that is.</summary>
static class SameTitle
{
    /// <summary>Minutes by which two records of one title may differ.</summary>
    const int RuntimeSlack = 2;

    /// <summary>
    /// The same folded name and year; a neighbouring year will do when the kind is the same and the director or the original
    /// title agree. Episodes must have the same number in the same series: thousands are called "Episode #1.1".
    /// </summary>
    /// <param name="sharedDirector">Null when the director of one of them is not known.</param>
    /// <returns>Null when they are not the same.</returns>
    public static MergeEvidence? Compare(TitleFacts gone, TitleFacts there, bool? sharedDirector)
    {
        var sameKind = gone.Kind == there.Kind;
        var sameOriginal = gone.Original is not null && Folded(gone.Original) == Folded(there.Original ?? there.Title);
        var years = gone.Year is { } a && there.Year is { } b ? Math.Abs(a - b) : (int?)null;
        var sameName = Folded(gone.Title) == Folded(there.Title);
        var fits = gone.Id != there.Id && sameName && sharedDirector != false
            && (years == 0 || (years == 1 && sameKind && (sharedDirector == true || sameOriginal)))
            && (gone.Kind == TitleKind.TvEpisode) == (there.Kind == TitleKind.TvEpisode)
            && (gone.Kind != TitleKind.TvEpisode || (gone.Series is { Episode: not null } series && series.Id == there.Series?.Id && series.Season == there.Series.Season && series.Episode == there.Series.Episode));
        return !fits ? null : new MergeEvidence
        {
            Title = gone.Title,
            Year = gone.Year,
            SameYear = years == 0,
            SameKind = sameKind,
            SameOriginalTitle = sameOriginal,
            SharedDirector = sharedDirector,
            SameRuntime = gone.Runtime is { } r && there.Runtime is { } s && Math.Abs(r - s) <= RuntimeSlack,
        };
    }

    /// <returns>Percent, 30 to 99. A name and a year alone are 60: remakes of one year exist.</returns>
    public static int Certainty(MergeEvidence evidence)
    {
        var certainty = (evidence.SameYear ? 60 : 45)
            + (evidence.SameKind ? 10 : -10)
            + (evidence.SharedDirector == true ? 20 : 0)
            + (evidence.SameOriginalTitle ? 10 : 0)
            + (evidence.SameRuntime ? 5 : 0);
        return Math.Clamp(certainty - (20 * evidence.Rivals), 30, 99);
    }

    /// <returns>Lower case, without marks, signs and spaces: as the search sees a name.</returns>
    internal static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            folded.Append(char.IsSurrogate(c) ? c.ToString() : Encoding.UTF8.GetString(LetterFolding.Of(c)));
        }

        return folded.ToString();
    }
}
