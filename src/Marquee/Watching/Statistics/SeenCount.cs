using Marquee.Catalog;

namespace Marquee.Watching.Statistics;

/// <summary>Counts what a member has seen. What nobody can date is counted, and put into no year, month or day.</summary>
/// <param name="zone">Whose days and hours are meant.</param>
/// <param name="year">Null: all years, and what nobody can date.</param>
sealed class SeenCount(SeenTitles seen, TimeZoneInfo zone, int? year)
{
    readonly LocalMoments _moments = new(zone);
    readonly TimeTallies _years = new();
    readonly TimeTallies _months = new();
    readonly TimeTallies _weekdays = new();
    readonly TimeTallies _hours = new();
    readonly SortedSet<int> _known = [];
    readonly Dictionary<DateOnly, int> _days = [];
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

        var rated = _distribution.Sum();
        var (first, last) = year is { } one ? (one, one) : _known.Count > 0 ? (_known.Min, _known.Max) : (1, 0);
        return SeenTraits.Count(seen, _titlePlays, _workPlays, alsoRated: year is null) with
        {
            Year = year,
            TimeZone = zone.Id,
            KnownYears = [.. _known.Reverse()],
            Seen = Totals(),
            Ratings = new RatingTotals(rated, rated == 0 ? null : Math.Round(_distribution.Select((count, at) => count * (at + 1.0)).Sum() / rated, 2), _distribution, _ratedUndated),
            Years = _years.Shares(first, last),
            Months = _months.Shares(1, 12),
            Weekdays = _weekdays.Shares(1, 7),
            Hours = _hours.Shares(0, 23) is var hours && hours.Any(hour => hour.Plays > 0) ? hours : [],
            WithoutHour = _withoutHour,
            Streak = Longest(),
            Days = HeatOf(year ?? _days.Keys.Select(day => (int?)day.Year).Max()),
        };
    }

    void Play(in SeenTitle title, in SeenPlay play)
    {
        if (play.At is { } at)
        {
            var (day, hour) = _moments.Of(at);
            _known.Add(day.Year);
            if (year is not null && day.Year != year)
            {
                return;
            }

            _years[day.Year].Play(title.Minutes, title.Rating);
            _months[day.Month].Play(title.Minutes, title.Rating);
            _weekdays[1 + (((int)day.DayOfWeek + 6) % 7)].Play(title.Minutes, title.Rating);
            _days[day] = _days.GetValueOrDefault(day) + 1;
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
            _known.Add(day.Year);
            if (year is not null && day.Year != year)
            {
                return;
            }

            _years[day.Year].Rated++;
            _months[day.Month].Rated++;
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

    Streak? Longest()
    {
        Streak? longest = null;
        var from = default(DateOnly);
        var before = default(DateOnly?);
        foreach (var day in _days.Keys.Order())
        {
            from = before is { } last && last.DayNumber + 1 == day.DayNumber ? from : day;
            before = day;
            var days = day.DayNumber - from.DayNumber + 1;
            longest = longest is null || days > longest.Days ? new Streak(days, from, day) : longest;
        }

        return longest;
    }

    YearOfDays? HeatOf(int? of) => of is { } shown
        ? new YearOfDays(shown, [.. _days.Where(day => day.Key.Year == shown).OrderBy(day => day.Key).Select(day => new DayPlays(day.Key, day.Value))])
        : null;
}
