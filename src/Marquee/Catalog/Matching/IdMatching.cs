namespace Marquee.Catalog.Matching;

/// <summary>Follows the ids of rows to titles, through merges, and holds the rest of the row against them.</summary>
sealed class IdMatching(MatchSources sources, OutsideTitles? outside)
{
    public async Task<IdMatch?[]> Match(IReadOnlyList<TitleQuestion> questions, AskedNames[] asked, CancellationToken ct)
    {
        var known = await Outside(questions, ct);
        var claims = questions.Select(question => IdClaim.Of(question, known)).ToArray();
        var facts = await sources.Facts([.. claims.OfType<IdClaim>().Select(claim => claim.Title).Distinct()], ct);
        var matches = claims.Select((claim, i) => claim is null ? null : Compare(claim, facts.GetValueOrDefault(claim.Title), asked[i], questions[i], [])).ToArray();
        await LookAtOtherNames(matches, asked, questions, ct);
        return matches;
    }

    async Task<IReadOnlyDictionary<OutsideId, TitleId>> Outside(IReadOnlyList<TitleQuestion> questions, CancellationToken ct)
    {
        var ids = questions.Where(question => question.Imdb is not > 0).SelectMany(IdClaim.OutsideIds).ToHashSet();
        return outside is null || ids.Count == 0 ? new Dictionary<OutsideId, TitleId>() : await outside(ids, ct);
    }

    /// <summary>A row may call a title as another country does: only where its own names differ are those read.</summary>
    async Task LookAtOtherNames(IdMatch?[] matches, AskedNames[] asked, IReadOnlyList<TitleQuestion> questions, CancellationToken ct)
    {
        var doubted = Enumerable.Range(0, matches.Length).Where(i => matches[i] is { Facts: not null, Agreement: not IdAgreement.Agrees }).ToArray();
        if (doubted.Length == 0)
        {
            return;
        }

        var akas = await sources.Akas([.. doubted.Select(i => matches[i]!.Facts!.Id)], ct);
        foreach (var i in doubted)
        {
            var (claim, title) = (matches[i]!.Claim, matches[i]!.Facts!);
            matches[i] = Compare(claim, title, asked[i], questions[i], [.. akas[title.Id.Number]]);
        }
    }

    /// <returns>Null for an outside number that leads nowhere.</returns>
    static IdMatch? Compare(IdClaim claim, TitleFacts? title, AskedNames asked, TitleQuestion question, IReadOnlyList<NameWords> akas) =>
        title is not null ? new IdMatch(claim, title, IdComparison.Of(asked, question, new CandidateTitle(title, akas)), CanBeKept: false)
        : question.Imdb is > 0 ? new IdMatch(claim, null, IdAgreement.Agrees, claim.Title.OfImdb && asked.Forms.Count > 0)
        : null;
}
