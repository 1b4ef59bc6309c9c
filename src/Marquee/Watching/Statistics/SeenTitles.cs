using Marquee.Catalog;

namespace Marquee.Watching.Statistics;

/// <summary>A film, a series or an episode that a member has seen.</summary>
/// <param name="Rating">The member's own, 1 to 10; 0: not rated.</param>
/// <param name="RatedAt">Unix seconds; null when nobody knows, or it is not rated.</param>
/// <param name="Work">Which of the works it stands as: an episode as its series.</param>
/// <param name="Minutes">0 is unknown.</param>
readonly record struct SeenTitle(TitleKind Kind, int Rating, long? RatedAt, int Work, int Minutes);

/// <summary>A film or a series, as traits are counted by. An episode whose series is unknown is one.</summary>
readonly record struct SeenWork(TitleId Id, TitleKind Kind, int Year, Genres Genres, TitleCredits Credits);

/// <param name="Title">Which of the titles.</param>
/// <param name="At">Unix seconds; null when nobody knows.</param>
readonly record struct SeenPlay(int Title, long? At);

/// <summary>All that a member has seen and is shown, in arrays that one pass counts.</summary>
sealed record SeenTitles(SeenTitle[] Titles, SeenWork[] Works, SeenPlay[] Plays)
{
    /// <summary>About what it takes in memory.</summary>
    public long Bytes => (Titles.Length * 40L) + (Works.Length * 48L) + (Plays.Length * 24L);

    /// <param name="ratings">Values with their times, by title.</param>
    public static SeenTitles Of(IReadOnlyList<(long Title, long? At)> plays, IReadOnlyDictionary<long, (int Value, long? At)> ratings, TitleTraits traits, Sight sight)
    {
        var (titles, works, shown) = (new List<SeenTitle>(traits.Titles.Count), new List<SeenWork>(traits.Works.Count), new List<SeenPlay>(plays.Count));
        var (titleAt, workAt) = (new Dictionary<long, int>(traits.Titles.Count), new Dictionary<long, int>(traits.Works.Count));
        foreach (var (title, at) in plays)
        {
            if (Title(title) is >= 0 and var place)
            {
                shown.Add(new SeenPlay(place, at));
            }
        }

        foreach (var title in ratings.Keys)
        {
            Title(title);
        }

        return new SeenTitles([.. titles], [.. works], [.. shown]);

        int Title(long id)
        {
            if (titleAt.TryGetValue(id, out var at))
            {
                return at;
            }

            var trait = traits.Of(id) ?? new TitleTrait(TitleKind.Other, false, 0, 0, Genres.None, 0);
            if (!sight.Shows(new TitleId(id), trait.Adult))
            {
                return titleAt[id] = -1;
            }

            var work = Work(traits.WorkOf(id), id);
            var minutes = trait.Kind.IsSeries() ? 0 : trait.Runtime > 0 ? trait.Runtime : trait.Kind == TitleKind.TvEpisode ? traits.Of(works[work].Id.Number)?.Runtime ?? 0 : 0;
            var (value, rated) = ratings.GetValueOrDefault(id);
            titles.Add(new SeenTitle(trait.Kind, value, rated, work, minutes));
            return titleAt[id] = titles.Count - 1;
        }

        // A series that is not shown is not counted by its episode either.
        int Work(long id, long title)
        {
            if (workAt.TryGetValue(id, out var at))
            {
                return at;
            }

            var trait = traits.Of(id) ?? new TitleTrait(TitleKind.Other, false, 0, 0, Genres.None, 0);
            if (id != title && !sight.Shows(new TitleId(id), trait.Adult))
            {
                return Work(title, title);
            }

            works.Add(new SeenWork(new TitleId(id), trait.Kind, trait.Year, trait.Genres, traits.CreditsOf(id)));
            return workAt[id] = works.Count - 1;
        }
    }
}
