using System.Globalization;
using System.Text.Json;

namespace Marquee.Benchmarks;

/// <param name="Once">There are more than a run asks for, so that nothing is asked for twice.</param>
sealed record PageAddresses(string Name, IReadOnlyList<string> Paths, bool Once)
{
    const int Portion = 60;

    /// <summary>
    /// From the catalog: the titles with the most votes and the people of their casts and crews; the people with the lowest numbers,
    /// who have the most credits (in the generated files up to 173,000, where the busiest in IMDb have some ten thousand); from
    /// the watchlist: its portions.
    /// </summary>
    public static async Task<List<PageAddresses>> Of(BenchHouse house, HttpClient http)
    {
        var titles = Rows(house, "select id, title from catalog.title where votes is not null and kind in (1, 4) and not adult order by votes desc limit 42000");
        var people = Rows(house, """
            select p.person as id, '' from (select id, votes from catalog.title where votes is not null and kind in (1, 4) and not adult order by votes desc limit 10000) t
            join catalog.principal p on p.title = t.id group by p.person order by max(t.votes) desc, p.person limit 42000
            """);
        var busiest = Rows(house, "select id, '' from catalog.person order by id limit 42000");
        string[] pages = [.. titles.Select(t => $"/api/v1/titles/tt{t.Id:D7}")];
        string[] persons = [.. people.Select(Person)];
        string[] searches = [.. titles.Select(t => "/api/v1/search?q=" + Uri.EscapeDataString(t.Text)).Distinct()];
        return
        [
            .. Both("title", pages, 2000), .. Both("person", persons, 2000),
            new PageAddresses("person, busiest", [.. busiest.Select(Person)], Once: true),
            new PageAddresses("best", [.. Enumerable.Range(0, 60).Select(n => string.Create(CultureInfo.InvariantCulture, $"/api/v1/best?kind=movie&decade={1930 + n % 10 * 10}&skip={n / 10 * 50}"))], Once: false),
            .. Both("search", searches, 1000),
            new PageAddresses("watchlist", await Portions(http), Once: false),
        ];
    }

    static string Person((long Id, string Text) row) => $"/api/v1/people/nm{row.Id:D7}";

    /// <summary>What many ask for again and again, and others that nobody has asked for before.</summary>
    static IEnumerable<PageAddresses> Both(string name, string[] paths, int repeated) => [new PageAddresses(name, paths[..Math.Min(repeated, paths.Length)], Once: false), .. paths.Length > 10 * repeated ? [new PageAddresses(name + ", each once", paths[repeated..], Once: true)] : (PageAddresses[])[]];

    /// <summary>The whole watchlist, from everywhere in it: the first portion and those that follow a place.</summary>
    static async Task<string[]> Portions(HttpClient http)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/watchlist/places?every={Portion}", UriKind.Relative)));
        var all = answer.RootElement.GetProperty("places").EnumerateArray().Select(place => Uri.EscapeDataString(place.GetString()!));
        return [$"/api/v1/watchlist?limit={Portion}", .. all.Select(place => $"/api/v1/watchlist?limit={Portion}&after={place}")];
    }

    /// <summary>Through the program's own verb, which asks both engines.</summary>
    static List<(long Id, string Text)> Rows(BenchHouse house, string sql)
    {
        using var rows = JsonDocument.Parse(house.Run("sql", sql, "--timeout", "600", "--json"));
        return [.. rows.RootElement.EnumerateArray().Select(row => row.EnumerateObject().ToArray()).Select(row => (row[0].Value.GetInt64(), row[1].Value.GetString() ?? ""))];
    }
}
