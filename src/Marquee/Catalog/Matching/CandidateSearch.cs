using Marquee.Catalog.Search;

namespace Marquee.Catalog.Matching;

/// <summary>
/// Finds the titles that a row may mean by their names: first those that are called exactly so, a look-up; only when none of them
/// fits the year, those that are called nearly so, a search.
/// </summary>
/// <param name="indexes">The catalog's and that of titles which only members' files know.</param>
sealed class CandidateSearch(IReadOnlyList<TitleIndex> indexes)
{
    const int MostExact = 12;
    const int MostAlike = 8;

    const ushort NoEpisodes = (1 << ((int)TitleKind.Other + 1)) - 2 & ~KindSet.Episodes;

    /// <returns>By title, names other than its own two by which it was found.</returns>
    public Dictionary<TitleId, List<NameWords>> Find(AskedNames asked, AskedKind kind, Lookup lookup, CancellationToken ct)
    {
        var found = new Dictionary<TitleId, List<NameWords>>();
        var settled = false;
        foreach (var form in asked.Forms.SelectMany(forms => forms))
        {
            settled |= Add(found, form, asked.Year, kind, exactly: true, ct);
        }

        if (lookup == Lookup.Everything || (!settled && lookup == Lookup.Search))
        {
            foreach (var forms in asked.Forms)
            {
                Add(found, forms[0], asked.Year, kind, exactly: false, ct);
            }
        }

        return found;
    }

    /// <returns>Whether one of them is of that year and kind.</returns>
    bool Add(Dictionary<TitleId, List<NameWords>> found, NameWords form, int? year, AskedKind kind, bool exactly, CancellationToken ct)
    {
        var settled = false;
        foreach (var index in indexes)
        {
            foreach (var hit in index.Named(form.Folded, year, NoEpisodes, exactly, exactly ? MostExact : MostAlike, ct))
            {
                var name = NameWords.Of(hit.MatchedName);
                // The look-up keeps no words: it also gives names that only stand in its way.
                if (exactly && NameComparison.Of(form, name) > NameAgreement.SameWords)
                {
                    continue;
                }

                var title = new TitleId(hit.TitleId);
                if (!found.TryGetValue(title, out var names))
                {
                    found[title] = names = [];
                }

                if (hit.MatchedNameKind == NameKind.Aka)
                {
                    names.Add(name);
                }

                settled |= (year is null || hit.Year == year) && MatchComparison.Kind(kind, hit.Kind) is not KindAgreement.Differs;
            }
        }

        return settled;
    }
}
