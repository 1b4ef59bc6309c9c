using System.Runtime.InteropServices;
using Marquee.Catalog;

namespace Marquee.Watching.Statistics;

/// <summary>Counts what a member has seen. What nobody can date is counted, and put into no year, month or day.</summary>
/// <param name="zone">Whose days and hours are meant.</param>
/// <param name="year">Null: all years, and what nobody can date.</param>
sealed class SeenCount(SeenTitles seen, TimeZoneInfo zone, int? year)
{
    readonly LocalMoments _moments = new(zone);
    /// <summary>Of all years: a hundred thousand plays have a few thousand days, from which the rest of time is summed up.</summary>
    readonly Dictionary<DateOnly, Tally> _days = [];
    readonly TimeTallies _hours = new();
    readonly int[] _titlePlays = new int[seen.Titles.Length];
    readonly int[] _workPlays = new int[seen.Works.Length];
    readonly int[] _distribution = new int[10];
    long _minutes;
    int _withoutRuntime, _undated, _withoutHour, _ratedUndated;

    public static MemberStatistics Of(SeenTitles seen, TimeZoneInfo zone, int? year) => new SeenCount(seen, zone, year).Count();

    MemberStatistics Count()
    {
        foreach (var play in seen.Plays)
        {
            Play(seen.Titles[play.Title], play);
        }

        foreach (var title in seen.Titles)
        {
            Rate(title);
        }

        var (years, months, weekdays) = (new TimeTallies(), new TimeTallies(), new TimeTallies());
        var shown = _days.Where(day => year is null || day.Key.Year == year).OrderBy(day => day.Key).ToList();
        foreach (var (day, tally) in shown)
        {
            years[day.Year].Add(tally);
            months[day.Month].Add(tally);
            weekdays[1 + (((int)day.DayOfWeek + 6) % 7)].Add(tally with { Rated = 0 });
        }

        var known = _days.Keys.Select(day => day.Year).Distinct().Order().ToList();
        var (first, last) = year is { } one ? (one, one) : known.Count > 0 ? (known[0], known[^1]) : (1, 0);
        var rated = _distribution.Sum();
        var played = shown.Where(day => day.Value.Plays > 0).Select(day => new DayPlays(day.Key, day.Value.Plays)).ToList();
        return SeenTraits.Count(seen, _titlePlays, _workPlays, alsoRated: year is null) with
        {
            Year = year,
            TimeZone = zone.Id,
            KnownYears = [.. known.AsEnumerable().Reverse()],
            Seen = Totals(),
            Ratings = new RatingTotals(rated, rated == 0 ? null : Math.Round(_distribution.Select((count, at) => count * (at + 1.0)).Sum() / rated, 2), _distribution, _ratedUndated),
            Years = years.Shares(first, last),
            Months = months.Shares(1, 12),
            Weekdays = weekdays.Shares(1, 7),
            Hours = _hours.Shares(0, 23) is var hours && hours.Any(hour => hour.Plays > 0) ? hours : [],
            WithoutHour = _withoutHour,
            Streak = Streak.Longest(played.Select(day => day.Day)),
            Days = HeatOf(year ?? played.LastOrDefault()?.Day.Year, played),
        };
    }

    void Play(in SeenTitle title, in SeenPlay play)
    {
        if (play.At is { } at)
        {
            var (day, hour) = _moments.Of(at);
            Day(day).Play(title.Minutes, title.Rating);
            if (year is not null && day.Year != year)
            {
                return;
            }

            if (hour < 0)
            {
                _withoutHour++;
            }
            else
            {
                _hours[hour].Play(title.Minutes, title.Rating);
            }
        }
        else if (year is null)
        {
            _undated++;
        }
        else
        {
            return;
        }

        _titlePlays[play.Title]++;
        _workPlays[title.Work]++;
        _minutes += title.Minutes;
        _withoutRuntime += title.Minutes == 0 ? 1 : 0;
    }

    void Rate(in SeenTitle title)
    {
        if (title.Rating == 0)
        {
            return;
        }

        if (title.RatedAt is { } at)
        {
            var day = _moments.Of(at).Day;
            Day(day).Rated++;
            if (year is not null && day.Year != year)
            {
                return;
            }
        }
        else if (year is null)
        {
            _ratedUndated++;
        }
        else
        {
            return;
        }

        _distribution[title.Rating - 1]++;
    }

    SeenTotals Totals()
    {
        var (films, episodes, onlyRated, series) = (0, 0, 0, new HashSet<int>());
        for (var at = 0; at < seen.Titles.Length; at++)
        {
            var title = seen.Titles[at];
            if (_titlePlays[at] == 0 && (year is not null || title.Rating == 0))
            {
                continue;
            }

            var (isSeries, isEpisode) = (title.Kind.IsSeries(), title.Kind == TitleKind.TvEpisode);
            films += isSeries || isEpisode ? 0 : 1;
            episodes += isEpisode ? 1 : 0;
            onlyRated += _titlePlays[at] == 0 && !(isSeries && _workPlays[title.Work] > 0) ? 1 : 0;
            if (seen.Works[title.Work].Kind.IsSeries())
            {
                series.Add(title.Work);
            }
        }

        return new SeenTotals(films, episodes, series.Count, _titlePlays.Sum(), _minutes, _withoutRuntime, _undated, onlyRated);
    }

    ref Tally Day(DateOnly day) => ref CollectionsMarshal.GetValueRefOrAddDefault(_days, day, out _);

    static YearOfDays? HeatOf(int? year, IReadOnlyList<DayPlays> played) => year is { } of ? new YearOfDays(of, [.. played.Where(day => day.Day.Year == of)]) : null;
}
