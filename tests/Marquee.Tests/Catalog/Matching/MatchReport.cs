using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

/// <param name="Precision">Of those applied without asking, the share that is right.</param>
/// <param name="Matched">Of all, the share that is applied and right.</param>
sealed record MatchShares(int Rows, double Precision, double Matched)
{
    public static MatchShares Of(IReadOnlyCollection<(bool Sure, bool Right)> answers)
    {
        double sure = answers.Count(answer => answer.Sure), right = answers.Count(answer => answer is { Sure: true, Right: true });
        return new MatchShares(answers.Count, right / Math.Max(1, sure), right / Math.Max(1, answers.Count));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows,6} rows, right {Precision,8:P2}, matched {Matched,8:P2}");
}

/// <summary>What one kind of damage came to, for the half of ids that the weights were fitted on or the one that only measures.</summary>
/// <param name="File">All rows of a file that the damage went through.</param>
/// <param name="Changed">Those that it changed.</param>
sealed record MatchFigures(string Damage, bool Tuned, MatchShares File, MatchShares Changed)
{
    public override string ToString() => $"{Damage,-18} {(Tuned ? "tuned" : "held out"),-8} whole file {File}; changed {Changed}";
}

/// <summary>Asks questions with a known answer and counts. Rows whose title the catalog lacks are left out here.</summary>
/// <param name="byHalf">Those that the weights were fitted on and the others apart.</param>
sealed class MatchReport(string name, Matcher matcher, IReadOnlySet<TitleId> catalog, bool byHalf = true)
{
    readonly Dictionary<AskedTruth, (bool Sure, bool Right)> _whole = new(ReferenceEqualityComparer.Instance);
    readonly List<MatchFigures> _figures = [];

    public async Task AsItIs(IReadOnlyList<AskedTruth> rows)
    {
        AskedTruth[] known = [.. rows.Where(truth => catalog.Contains(new TitleId(truth.Title)))];
        foreach (var (truth, answer) in known.Zip(await Answers(known, truth => truth.Question)))
        {
            _whole[truth] = answer;
        }

        Add("as it is", known, _ => true, _whole);
    }

    /// <param name="damage">Null where it changes nothing; such a row stays in the file as it is.</param>
    /// <param name="some">Which of the rows the file has.</param>
    public async Task Damaged(string what, Func<AskedTruth, TitleQuestion?> damage, Func<AskedTruth, bool> some)
    {
        AskedTruth[] rows = [.. _whole.Keys.Where(some)];
        var answers = new Dictionary<AskedTruth, (bool Sure, bool Right)>(ReferenceEqualityComparer.Instance);
        foreach (var (truth, answer) in rows.Zip(await Answers(rows, truth => damage(truth) ?? truth.Question)))
        {
            answers[truth] = answer;
        }

        Add(what, rows, truth => damage(truth) is not null, answers);
    }

    public void Print(ITestOutputHelper output)
    {
        foreach (var line in _figures.Select(figures => $"matching {name}: {figures}"))
        {
            output.WriteLine(line);
            Console.WriteLine(line);
        }
    }

    /// <summary>Both halves reach the floors.</summary>
    public void Hold(IReadOnlyDictionary<string, MatchFloor> floors) => Assert.All(_figures, figures =>
    {
        var floor = floors[figures.Damage];
        Assert.True(figures.File.Precision >= floor.Precision && figures.File.Matched >= floor.Matched, $"{name}: {figures}");
        Assert.True(figures.Changed.Rows > 0 && figures.Changed.Precision >= floor.ChangedPrecision && figures.Changed.Matched >= floor.ChangedMatched, $"{name}: {figures}");
    });

    async Task<IEnumerable<(bool Sure, bool Right)>> Answers(AskedTruth[] rows, Func<AskedTruth, TitleQuestion> question)
    {
        var matches = await matcher.Match([.. rows.Select(question)], null, CancellationToken.None);
        return rows.Zip(matches, (truth, match) => (match.IsSure, match.Title?.Number == truth.Title));
    }

    void Add(string what, AskedTruth[] rows, Func<AskedTruth, bool> changed, Dictionary<AskedTruth, (bool Sure, bool Right)> answers)
    {
        foreach (var half in rows.GroupBy(truth => byHalf && truth.Tuned).OrderByDescending(half => half.Key))
        {
            _figures.Add(new MatchFigures(what, half.Key, MatchShares.Of([.. half.Select(truth => answers[truth])]), MatchShares.Of([.. half.Where(changed).Select(truth => answers[truth])])));
        }
    }
}
