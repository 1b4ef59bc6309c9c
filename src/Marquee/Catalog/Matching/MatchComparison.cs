namespace Marquee.Catalog.Matching;

/// <param name="Names">The names by which the search found it, beside its own two.</param>
sealed record CandidateTitle(TitleFacts Facts, IReadOnlyList<NameWords> Names)
{
    public NameWords Title { get; } = NameWords.Of(Facts.Title);

    public NameWords? Original { get; } = Facts.Original is { } original ? NameWords.Of(original) : null;
}

/// <summary>Compares a row with a title, field by field. Pure.</summary>
static class MatchComparison
{
    const int RuntimeSlack = 2;
    const int OtherCut = 10;

    public static Agreement Of(AskedNames asked, TitleQuestion question, CandidateTitle title)
    {
        var names = asked.Forms.Select(forms => Best(forms, title)).ToArray();
        var best = names.Length == 0 ? (Agreement: NameAgreement.Different, Aka: false) : names.MinBy(name => (name.Agreement, name.Aka));
        return new Agreement
        {
            Name = best.Agreement,
            Aka = best.Aka,
            Second = Second(asked, names, Array.IndexOf(names, best), title),
            Year = Year(asked.Year, title.Facts),
            Kind = Kind(question.Kind, title.Facts.Kind),
            Runtime = question.Kind == AskedKind.Episode ? RuntimeAgreement.Unknown : Runtime(question.Runtime, title.Facts.Runtime),
            Votes = title.Facts.Votes ?? 0,
        };
    }

    /// <summary>A name in other letters than the title's says nothing: the catalog writes most names in Latin ones.</summary>
    static SecondName Second(AskedNames asked, (NameAgreement Agreement, bool Aka)[] names, int best, CandidateTitle title)
    {
        var second = SecondName.None;
        for (var i = 0; i < names.Length; i++)
        {
            if (i != best && names[i].Agreement <= NameAgreement.SameWords)
            {
                return SecondName.Same;
            }

            second = i != best && asked.Forms[i][0].Latin == (title.Original ?? title.Title).Latin ? SecondName.Differs : second;
        }

        return second;
    }

    static (NameAgreement Agreement, bool Aka) Best(IReadOnlyList<NameWords> forms, CandidateTitle title)
    {
        var best = (Agreement: NameAgreement.Different, Aka: false);
        foreach (var form in forms)
        {
            Try(form, title.Title, aka: false);
            if (title.Original is { } original)
            {
                Try(form, original, aka: false);
            }

            foreach (var name in title.Names)
            {
                Try(form, name, aka: true);
            }
        }

        return best;

        void Try(NameWords form, NameWords name, bool aka)
        {
            var agreement = NameComparison.Of(form, name);
            if (agreement < best.Agreement)
            {
                best = (agreement, aka);
            }
        }
    }

    internal static YearAgreement Year(int? asked, TitleFacts title) =>
        asked is not { } year ? YearAgreement.Unasked
        : title.Year is not { } began ? YearAgreement.Unknown
        : Math.Abs(year - began) switch
        {
            0 => YearAgreement.Same,
            _ when title.Kind.IsSeries() && year > began && year <= (title.EndYear ?? int.MaxValue) => YearAgreement.WhileRunning,
            1 => YearAgreement.OffByOne,
            2 => YearAgreement.OffByTwo,
            _ => YearAgreement.Differs,
        };

    internal static KindAgreement Kind(AskedKind asked, TitleKind kind) => (asked, kind) switch
    {
        (AskedKind.Unknown, _) => KindAgreement.Unknown,
        (AskedKind.Film, TitleKind.Movie) or (AskedKind.Series or AskedKind.Episode, TitleKind.TvSeries or TitleKind.TvMiniSeries) => KindAgreement.Same,
        (AskedKind.Film, TitleKind.TvSeries or TitleKind.VideoGame or TitleKind.TvEpisode) => KindAgreement.Differs,
        (AskedKind.Film, _) or (AskedKind.Series or AskedKind.Episode, TitleKind.TvMovie or TitleKind.TvSpecial or TitleKind.TvShort or TitleKind.TvPilot) => KindAgreement.Near,
        _ => KindAgreement.Differs,
    };

    internal static RuntimeAgreement Runtime(int? asked, int? minutes) =>
        asked is not > 0 || minutes is not > 0 ? RuntimeAgreement.Unknown
        : Math.Abs(asked.Value - minutes.Value) switch
        {
            <= RuntimeSlack => RuntimeAgreement.Same,
            var apart when apart <= Math.Max(OtherCut, minutes.Value / 10) => RuntimeAgreement.Near,
            _ => RuntimeAgreement.Differs,
        };
}
