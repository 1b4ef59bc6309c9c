using Marquee.Texts;

namespace Marquee.Catalog.Matching;

/// <summary>How far names have to be looked up.</summary>
enum Lookup
{
    None,

    /// <summary>Only who is called exactly so.</summary>
    Exact,

    /// <summary>Where nobody of that year is called exactly so, also who is called nearly so.</summary>
    Search,
    Everything,
}

/// <summary>What the id of a row leads to.</summary>
/// <param name="Facts">Null when neither the catalog nor a member's file knows the title.</param>
/// <param name="CanBeKept">The row says enough to keep a title that is not known yet.</param>
sealed record IdMatch(IdClaim Claim, TitleFacts? Facts, IdAgreement Agreement, bool CanBeKept)
{
    /// <summary>What an id is worth that something else contradicts: a question.</summary>
    const double Contradicted = 0.5;

    const double New = 0.98;

    public Lookup Lookup => Facts is null ? Lookup.Exact : Agreement == IdAgreement.Agrees ? Lookup.None : Lookup.Search;

    TitleId Title => Facts?.Id ?? Claim.Title;

    /// <summary>Joins it with what the names say.</summary>
    public TitleMatch Beside(TitleMatch names)
    {
        var another = names.IsSure && names.Title != Title;
        if (Facts is null)
        {
            var lacking = MatchEvidence.Lacking(Claim.Title.Number);
            return another ? Conflict(names, [Claim.Evidence, lacking])
                : CanBeKept ? Only(New, [Claim.Evidence, lacking]) with { IsNew = true }
                : names with { Evidence = [lacking, .. names.Evidence] };
        }

        return Agreement == IdAgreement.Contradicts || (Agreement == IdAgreement.Doubtful && another)
            ? Conflict(names, [Claim.Evidence, MatchEvidence.Contradicted(Facts)])
            : Only(Claim.Certainty, Title == Claim.Title ? [Claim.Evidence] : [Claim.Evidence, MatchEvidence.Merged(Title)]);
    }

    TitleMatch Only(double certainty, IReadOnlyList<Text> evidence) =>
        new() { Candidates = [new MatchCandidate(Title, certainty, evidence)], Evidence = evidence };

    /// <summary>The id's title first; those that the names lead to share what is left.</summary>
    TitleMatch Conflict(TitleMatch names, IReadOnlyList<Text> evidence) => new()
    {
        Candidates =
        [
            .. Facts is null && !CanBeKept ? Array.Empty<MatchCandidate>() : [new MatchCandidate(Title, Contradicted, evidence)],
            .. names.Candidates.Where(candidate => candidate.Title != Title).Take(TitleMatch.MostCandidates - 1)
                .Select(candidate => candidate with { Certainty = candidate.Certainty * (1 - Contradicted) }),
        ],
        Evidence = evidence,
        IsNew = Facts is null && CanBeKept,
    };
}
