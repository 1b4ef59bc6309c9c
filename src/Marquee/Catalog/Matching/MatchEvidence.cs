using Marquee.Texts;

namespace Marquee.Catalog.Matching;

/// <summary>Says what speaks for a title and against it.</summary>
static class MatchEvidence
{
    /// <summary>From here on a second candidate is a rival.</summary>
    const double Rival = 0.1;

    public static Text Imdb(long number) => new("matching.id.imdb", ("id", new TitleId(number).ToString()));

    public static Text Merged(TitleId now) => new("matching.id.merged", ("id", now.ToString()));

    public static Text Outside(OutsideSource source, int number) => new("matching.id.outside", ("source", source == OutsideSource.Tmdb ? "TMDB" : "TVDB"), ("number", number));

    public static Text Lacking(long number) => new("matching.id.lacking", ("id", new TitleId(number).ToString()));

    public static Text Contradicted(TitleFacts title) =>
        title.Year is { } year ? new Text("matching.id.contradicted", ("title", title.Title), ("year", year)) : new Text("matching.id.contradictedNoYear", ("title", title.Title));

    /// <summary>That of the best; when others come near to it, their number too.</summary>
    public static IReadOnlyList<Text> Of(IReadOnlyList<MatchCandidate> candidates) =>
        candidates.Count == 0 ? [new Text("matching.nothing")]
        : candidates.Skip(1).Count(candidate => candidate.Certainty >= Rival) is > 0 and var rivals ? [.. candidates[0].Evidence, new Text("matching.rivals", ("count", rivals))]
        : candidates[0].Evidence;

    public static IReadOnlyList<Text> Of(in Agreement agreement, TitleFacts title)
    {
        var said = new List<Text> { new("matching.name." + Code(agreement.Name)) };
        Add(agreement.Aka && agreement.Name <= NameAgreement.Close, "matching.name.aka");
        Add(agreement.Second == SecondName.Same, "matching.secondName.same");
        Add(agreement.Second == SecondName.Differs, "matching.secondName.differs");
        if (agreement.Year > YearAgreement.Unknown)
        {
            said.Add(new Text("matching.year." + Code(agreement.Year), ("year", title.Year!.Value)));
        }

        Add(agreement.Kind == KindAgreement.Differs, "matching.kind.differs");
        if (agreement.Runtime != RuntimeAgreement.Unknown)
        {
            said.Add(new Text("matching.runtime." + Code(agreement.Runtime), ("minutes", title.Runtime!.Value)));
        }

        return said;

        void Add(bool holds, string code)
        {
            if (holds)
            {
                said.Add(new Text(code));
            }
        }
    }

    public static Text Episode(EpisodeAgreement agreement) => new("matching.episode." + Code(agreement));

    public static Text NoEpisode(TitleId series) => new("matching.episode.none", ("series", series.ToString()));

    static string Code<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
