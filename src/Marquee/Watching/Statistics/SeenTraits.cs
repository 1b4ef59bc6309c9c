using System.Globalization;
using System.Numerics;
using Marquee.Catalog;

namespace Marquee.Watching.Statistics;

/// <summary>Counts films and series by what they are and who made them; an episode counts with its series.</summary>
static class SeenTraits
{
    /// <summary>Directors and actors that are named.</summary>
    const int MostPeople = 25;

    /// <summary>The least minutes of the classes of runtime.</summary>
    static readonly int[] Classes = [0, 30, 60, 90, 120, 150];

    /// <param name="titlePlays">By title.</param>
    /// <param name="workPlays">By work.</param>
    /// <param name="alsoRated">What was rated was seen, though nobody noted when.</param>
    public static MemberStatistics Count(SeenTitles seen, int[] titlePlays, int[] workPlays, bool alsoRated)
    {
        var (genres, countries) = (new TraitTallies<string>(Word, StringComparer.Ordinal), new TraitTallies<string>(Word, StringComparer.Ordinal));
        var (directors, actors) = (new TraitTallies<long>(Person, Comparer<long>.Default), new TraitTallies<long>(Person, Comparer<long>.Default));
        var decades = new TraitTallies<int>(Number, Comparer<int>.Default);
        var ratings = RatingsOf(seen);
        for (var at = 0; at < seen.Works.Length; at++)
        {
            var (work, plays, rating) = (seen.Works[at], workPlays[at], ratings[at]);
            if (plays == 0 && !(alsoRated && rating > 0))
            {
                continue;
            }

            for (var bits = (ulong)work.Genres.Bits; bits != 0; bits &= bits - 1)
            {
                if (BitOperations.TrailingZeroCount(bits) is var bit && bit < Genres.All.Count)
                {
                    genres.Title(Genres.All[bit], plays, rating);
                }
            }

            if (work.Year > 0)
            {
                decades.Title(work.Year / 10 * 10, plays, rating);
            }

            Each(countries, work.Credits.Countries, plays, rating);
            Each(directors, work.Credits.Directors, plays, rating);
            Each(actors, work.Credits.Actors, plays, rating);
        }

        return new MemberStatistics
        {
            Genres = genres.Most(int.MaxValue),
            Decades = decades.InOrder(),
            Countries = countries.Most(int.MaxValue),
            Directors = directors.Most(MostPeople),
            Actors = actors.Most(MostPeople),
            Runtimes = Runtimes(seen, titlePlays, alsoRated),
        };
    }

    static void Each<T>(TraitTallies<T> tallies, IReadOnlyList<T> keys, int plays, double rating) where T : notnull
    {
        for (var at = 0; at < keys.Count; at++)
        {
            tallies.Title(keys[at], plays, rating);
        }
    }

    static IReadOnlyList<TraitShare> Runtimes(SeenTitles seen, int[] plays, bool alsoRated)
    {
        var classes = new TraitTallies<int>(Number, Comparer<int>.Default);
        for (var at = 0; at < seen.Titles.Length; at++)
        {
            var title = seen.Titles[at];
            if (title.Minutes > 0 && (plays[at] > 0 || (alsoRated && title.Rating > 0)))
            {
                classes.Title(Array.FindLast(Classes, least => title.Minutes >= least), plays[at], title.Rating);
            }
        }

        return classes.InOrder();
    }

    /// <returns>By work, 0 where nothing of it is rated. A series without a rating has the mean of those of its episodes.</returns>
    static double[] RatingsOf(SeenTitles seen)
    {
        var (own, episodes) = (new double[seen.Works.Length], new (int Sum, int Count)[seen.Works.Length]);
        foreach (var title in seen.Titles.Where(title => title.Rating > 0))
        {
            if (title.Kind == TitleKind.TvEpisode)
            {
                ref var all = ref episodes[title.Work];
                all = (all.Sum + title.Rating, all.Count + 1);
            }
            else
            {
                own[title.Work] = title.Rating;
            }
        }

        return [.. own.Select((rating, at) => rating > 0 ? rating : episodes[at].Count > 0 ? (double)episodes[at].Sum / episodes[at].Count : 0)];
    }

    static string Word(string word) => word;

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Person(long number) => new PersonId(number).ToString();
}
