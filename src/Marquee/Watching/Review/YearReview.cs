using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Review;

/// <summary>Looks back at a year of a member: what they see of it today.</summary>
public sealed class YearReview(Database database, MemberTitles mine, Titles titles, Candidates candidates, People people, Sights sights)
{
    readonly ReviewStore _store = new(database, mine);

    public async Task<YearInReview> Of(Viewer viewer, CalendarYear year, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        var (years, undated) = await _store.Years(viewer, sight, year.Zone, ct);
        var seen = await Seen(viewer, year, sight, ct);
        var nothing = new YearInReview
        {
            Year = year.Year,
            Years = years,
            Undated = undated,
            Before = ReviewSums.Counts(await Seen(viewer, year.Before, sight, ct)),
        };
        return seen.Count == 0 ? nothing : await Told(viewer, year, seen, nothing, ct);
    }

    async Task<YearInReview> Told(Viewer viewer, CalendarYear year, IReadOnlyList<SeenTitle> seen, YearInReview nothing, CancellationToken ct)
    {
        var whole = seen.Select(s => s.Whole).DistinctBy(t => t.Id).ToList();
        var before = await _store.Before(viewer.Member, seen.Select(s => s.Title.Id).Concat(whole.Select(t => t.Id)).Select(id => id.Number), ct);
        var ratings = before.Values.Where(b => b.Rating is not null).ToDictionary(b => new TitleId(b.Title), b => (int)b.Rating!.Value);
        var credits = await candidates.Credits([.. whole.Select(t => t.Id)], ct);
        var (directors, actors) = (ReviewSums.People(credits, CreditRole.Director), ReviewSums.People(credits, CreditRole.Actor));
        var names = await people.Find([.. directors.Concat(actors).Select(p => p.What)], ct);
        var moments = new LocalMoments(year.Zone);
        var news = seen.Where(s => !s.Title.Kind.IsSeries()).DistinctBy(s => s.Title.Id).ToLookup(s => IsNew(s, before.GetValueOrDefault(s.Title.Id.Number), moments));
        return nothing with
        {
            Counts = ReviewSums.Counts(seen),
            First = new DatedTitle(seen[0].Title.Id, seen[0].Day),
            Last = new DatedTitle(seen[^1].Title.Id, seen[^1].Day),
            Highest = ReviewSums.Highest(seen, ratings),
            Series = ReviewSums.Series(seen),
            Genres = ReviewSums.Genres(whole),
            Countries = ReviewSums.Countries(whole),
            Decades = ReviewSums.Decades(whole),
            Directors = [.. directors.Select(p => new Share<PersonName>(names[p.What], p.Titles))],
            Actors = [.. actors.Select(p => new Share<PersonName>(names[p.What], p.Titles))],
            Months = ReviewSums.Months(seen),
            Busiest = ReviewSums.Busiest(seen),
            Streak = Streak.Longest(seen.Select(s => s.Day).Order()),
            Oldest = ReviewSums.Oldest(seen),
            Shortest = ReviewSums.Shortest(seen),
            Longest = ReviewSums.Longest(seen),
            LikedMore = ReviewSums.Opinion(seen, ratings, 1),
            LikedLess = ReviewSums.Opinion(seen, ratings, -1),
            New = news[true].Count(),
            Again = news[false].Count(),
        };
    }

    /// <summary>The watches of a year whose titles the member sees, with their facts.</summary>
    async Task<IReadOnlyList<SeenTitle>> Seen(Viewer viewer, CalendarYear year, Sight sight, CancellationToken ct)
    {
        var watches = await _store.Watches(viewer.Member, year, ct);
        var facts = await titles.Find([.. watches.Select(w => new TitleId(w.Title)).Distinct()], ct);
        var moments = new LocalMoments(year.Zone);
        var series = await titles.Find([.. facts.Values.Select(f => f.Series?.Id).OfType<TitleId>().Where(sight.Shows).Distinct()], ct);
        return
        [
            .. from watch in watches
               let title = facts.GetValueOrDefault(new TitleId(watch.Title))
               where title is not null && sight.Shows(title)
               let whole = title.Series is { } of ? series.GetValueOrDefault(of.Id) : null
               select new SeenTitle(moments.Of(watch.At).Day, title, whole is not null && sight.Shows(whole) ? whole : title),
        ];
    }

    /// <param name="seen">The first watch of the year.</param>
    static bool IsNew(SeenTitle seen, ReviewStore.Earlier? before, LocalMoments moments) =>
        (before?.FirstAt is not { } watched || moments.Of(watched).Day >= seen.Day)
        && (before?.RatedAt is not { } rated || moments.Of(rated).Day >= seen.Day);
}
