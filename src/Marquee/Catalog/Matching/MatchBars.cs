using Marquee.Storage;

namespace Marquee.Catalog.Matching;

/// <summary>From what certainty on a title is applied without asking, by what there is that could speak against it.</summary>
/// <param name="Usual">Of a row with a year.</param>
/// <param name="WithoutYear">Of a row without one, and of an episode.</param>
readonly record struct MatchBars(double Usual, double WithoutYear)
{
    /// <summary>In a part of IMDb the title that is meant may lack. The built-in sample is for trying, and knows no votes, which make others certain.</summary>
    public static MatchBars Of(Generations.Current catalog) =>
        catalog.Sample ? new MatchBars(Matcher.Sure, Matcher.Sure)
        : catalog.Part is not null ? new MatchBars(Matcher.SureOfLittle, Matcher.SureOfLittle)
        : new MatchBars(Matcher.Sure, Matcher.SureOfLittle);
}
