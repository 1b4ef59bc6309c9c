using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

/// <summary>What one kind of question came to, for the half of ids that the weights were fitted on or the one that only measures.</summary>
/// <param name="Changed">Questions that the damage changed; all of them where there is none.</param>
/// <param name="Precision">Of those applied without asking, the share that is right.</param>
/// <param name="Matched">Of all, the share that is applied and right.</param>
/// <param name="First">The right one is the likeliest.</param>
sealed record MatchFigures(string Damage, bool Tuned, int Changed, double Precision, double Matched, double First)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Damage,-18} {(Tuned ? "tuned" : "held out"),-8} {Changed,6} rows  precision {Precision,7:P2}  matched without asking {Matched,7:P2}  right one first {First,7:P2}");
}

/// <summary>Asks questions with a known answer and counts. Rows whose title the catalog lacks are left out here.</summary>
sealed class MatchReport(string name, IReadOnlySet<TitleId> catalog)
{
    readonly List<MatchFigures> _figures = [];

    /// <param name="damage">Null where it changes nothing; such a row is not asked again.</param>
    public async Task Ask(Matcher matcher, string what, IReadOnlyList<AskedTruth> rows, Func<AskedTruth, TitleQuestion?> damage)
    {
        var asked = rows.Where(truth => catalog.Contains(new TitleId(truth.Title))).Select(truth => (Truth: truth, Question: damage(truth))).Where(row => row.Question is not null).ToList();
        var matches = await matcher.Match([.. asked.Select(row => row.Question!)], null, CancellationToken.None);
        foreach (var half in asked.Zip(matches).GroupBy(pair => pair.First.Truth.Tuned))
        {
            double right = half.Count(pair => pair.Second.IsSure && Right(pair)), sure = half.Count(pair => pair.Second.IsSure), all = half.Count();
            _figures.Add(new MatchFigures(what, half.Key, (int)all, right / Math.Max(1, sure), right / all, half.Count(Right) / all));
        }
    }

    static bool Right(((AskedTruth Truth, TitleQuestion? Question) First, TitleMatch Second) pair) => pair.Second.Title?.Number == pair.First.Truth.Title;

    public void Print(ITestOutputHelper output)
    {
        foreach (var line in _figures.Select(figures => $"matching {name}: {figures}"))
        {
            output.WriteLine(line);
            Console.WriteLine(line);
        }
    }

    /// <summary>Both halves reach the floors.</summary>
    public void Hold(IReadOnlyDictionary<string, (double Precision, double Matched)> floors) => Assert.All(_figures, figures =>
    {
        var floor = floors[figures.Damage];
        Assert.True(figures.Changed > 0 && figures.Precision >= floor.Precision && figures.Matched >= floor.Matched, $"{name}: {figures}");
    });
}
