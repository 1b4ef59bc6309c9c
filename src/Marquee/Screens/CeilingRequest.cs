using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Texts;

namespace Marquee.Screens;

/// <summary>What a title must be to be seen without an age rating, in IMDb's words. Nothing said lets none through.</summary>
public sealed record CeilingRuleScreen
{
    /// <summary>Any of them.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public int? FromYear { get; init; }

    /// <summary>The first year that is too late.</summary>
    public int? BeforeYear { get; init; }

    public int? MinVotes { get; init; }

    /// <summary>IMDb's mean, 1 to 10.</summary>
    public double? MinRating { get; init; }

    public static CeilingRuleScreen Of(CeilingRule rule) => new()
    {
        Genres = rule.Genres.Names,
        Kinds = [.. rule.Kinds.Select(k => k.Spelling())],
        FromYear = rule.FromYear,
        BeforeYear = rule.BeforeYear,
        MinVotes = rule.MinVotes,
        MinRating = rule.MinRating / 10.0,
    };
}

/// <param name="Age">Years.</param>
/// <param name="Rule">Null: nothing that nobody has rated.</param>
/// <param name="WithoutGenres">Titles of any of these are hidden, whatever their age, unless one is let through by itself; absent: of none.</param>
public sealed record CeilingRequest(int? Age, CeilingRuleScreen? Rule = null, IReadOnlyList<string>? WithoutGenres = null)
{
    /// <param name="field">What is wrong.</param>
    /// <param name="ceiling">Complete when nothing is wrong.</param>
    /// <returns>Null when nothing is wrong.</returns>
    public Text? Read(out string field, out Ceiling ceiling)
    {
        (field, ceiling) = ("age", Ceiling.Lowest);
        if (Age is not { } age || age is < 0 or > Ceiling.HighestAge)
        {
            return new Text("screens.ageRule", ("highest", Ceiling.HighestAge));
        }

        var (rule, without) = (Rule ?? new CeilingRuleScreen(), WithoutGenres ?? []);
        foreach (var (of, names) in new[] { ("genres", rule.Genres), ("withoutGenres", without) })
        {
            field = of;
            if (names.FirstOrDefault(name => Genres.Named(name) is null) is { } noGenre)
            {
                return new Text("catalog.noGenre", ("genre", noGenre));
            }
        }

        field = "kinds";
        if (rule.Kinds.FirstOrDefault(word => TitleKinds.Parse(word) == TitleKind.Other && word != "other") is { } noKind)
        {
            return new Text("catalog.noKind", ("kind", noKind));
        }

        ceiling = new Ceiling(age, new CeilingRule
        {
            Genres = Genres.Of(rule.Genres),
            Kinds = [.. rule.Kinds.Select(TitleKinds.Parse).Distinct()],
            FromYear = rule.FromYear,
            BeforeYear = rule.BeforeYear,
            MinVotes = rule.MinVotes,
            MinRating = rule.MinRating is { } mean && double.IsFinite(mean) ? (int)Math.Round(Math.Clamp(mean, 0, 10) * 10) : null,
        }, Genres.Of(without));
        return null;
    }
}
