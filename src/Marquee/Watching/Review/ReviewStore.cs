using System.Globalization;
using System.Text;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Review;

/// <summary>What the tables of a member's history know about one year.</summary>
sealed class ReviewStore(Database database, MemberTitles mine)
{
    /// <summary>A watch whose time is known.</summary>
    public sealed record DatedWatch
    {
        public long Title { get; init; }

        /// <summary>Unix seconds.</summary>
        public long At { get; init; }
    }

    /// <summary>What was before: null for never, and for what nobody can date.</summary>
    public sealed record Earlier
    {
        public long Title { get; init; }

        public long? Rating { get; init; }

        public long? RatedAt { get; init; }

        /// <summary>The first watch.</summary>
        public long? FirstAt { get; init; }
    }

    public async Task<IReadOnlyList<DatedWatch>> Watches(long member, CalendarYear year, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var about = await connection.QueryAsync<DatedWatch>(new CommandDefinition(
            "select title, at from house.watch where member = @member and at >= @from and at < @to order by at, id",
            new { member, from = year.Start.AddDays(-1).ToUnixTimeSeconds(), to = year.Next.Start.AddDays(1).ToUnixTimeSeconds() }, cancellationToken: ct));
        var moments = new LocalMoments(year.Zone);
        return [.. about.Where(watch => moments.Of(watch.At).Day.Year == year.Year)];
    }

    /// <returns>The member's rating and first watch of each title of which there is one.</returns>
    public async Task<IReadOnlyDictionary<long, Earlier>> Before(long member, IEnumerable<long> titles, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var within = IdList.In(database.Dialect);
        var found = new Dictionary<long, Earlier>();
        foreach (var some in titles.Distinct().Chunk(IdList.Batch))
        {
            foreach (var row in await connection.QueryAsync<Earlier>(new CommandDefinition($"""
                select title, max(value) as Rating, max(rated_at) as RatedAt, min(first_at) as FirstAt from (
                  select title, value, rated_at, cast(null as bigint) as first_at from house.rating where member = @member and title {within}
                  union all
                  select title, cast(null as integer), cast(null as bigint), at from house.watch where member = @member and title {within}) known
                group by title
                """, IdList.Of(database.Dialect, some, new { member }), cancellationToken: ct)))
            {
                found[row.Title] = row;
            }
        }

        return found;
    }

    /// <summary>Years with a dated watch, the latest first, and how many watches have no date. Titles beyond a ceiling are not counted.</summary>
    public async Task<(IReadOnlyList<int> Years, int Undated)> Years(Viewer viewer, Sight sight, TimeZoneInfo zone, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, sight, ct);
        await using var connection = await database.Read(ct);
        var asked = hidden.With(new { member = viewer.Member });
        var own = $"from house.watch where member = @member {hidden.But("title")}";
        var ends = await connection.QueryFirstAsync<Ends>(new CommandDefinition($"select min(at) as First, max(at) as Last, count(*) - count(at) as Undated {own}", asked, cancellationToken: ct));
        if (ends is not { First: { } first, Last: { } last })
        {
            return ([], (int)ends.Undated);
        }

        var years = await connection.QueryAsync<long>(new CommandDefinition(
            $"select year from (select {YearOf(zone, first, last)} as year {own} and at is not null) years group by year order by year desc", asked, cancellationToken: ct));
        return ([.. years.Select(year => (int)year)], (int)ends.Undated);
    }

    /// <summary>Years of a time zone begin at uneven seconds, so the database compares with each beginning.</summary>
    static string YearOf(TimeZoneInfo zone, long first, long last)
    {
        var moments = new LocalMoments(zone);
        var (from, to) = (moments.Of(first).Day.Year, moments.Of(last).Day.Year);
        var words = new StringBuilder("case ");
        for (var year = from; year < to; year++)
        {
            words.Append(CultureInfo.InvariantCulture, $"when at + (case when at % 86400 = 43200 then {Ahead(year + 1, zone)} else 0 end) < {new CalendarYear(year + 1, zone).Start.ToUnixTimeSeconds()} then cast({year} as bigint) ");
        }

        return words.Append(CultureInfo.InvariantCulture, $"when true then cast({to} as bigint) end").ToString();
    }

    /// <summary>By how much the year of a zone begins after that of UTC, by which days without a time are told; in seconds.</summary>
    static long Ahead(int year, TimeZoneInfo zone) => new CalendarYear(year, zone).Start.ToUnixTimeSeconds() - new CalendarYear(year, TimeZoneInfo.Utc).Start.ToUnixTimeSeconds();

    sealed record Ends
    {
        public long? First { get; init; }

        public long? Last { get; init; }

        public long Undated { get; init; }
    }
}
