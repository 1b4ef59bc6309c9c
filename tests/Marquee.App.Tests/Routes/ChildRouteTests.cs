using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marquee.App.Tests.Routes;

/// <summary>
/// Every route that gives anything, asked by a child and by a key of the child's with what it does not see as value and as query, says nothing of it. A new
/// route is asked by itself, and fails where nobody has said what its address is made of.
/// </summary>
public sealed partial class ChildRouteTests(ChildHouse house) : IClassFixture<ChildHouse>
{
    /// <summary>A stream without an end: it tells of jobs what the list of jobs tells.</summary>
    const string Stream = "GET api/v1/jobs/events";

    public static TheoryData<string> Names => [.. RouteAccessTests.Names.Select(row => row.Data).Where(name => name.StartsWith("GET ", StringComparison.Ordinal) && name != Stream)];

    static readonly string[] Queries =
    [
        "", "?limit=100", "?q=zz", "?q=zzseries%20s01e02", "?q=tt0800001", "?q=visible", "?kind=tvEpisode", "?kind=tvSeries", "?genre=Family&minVotes=1", $"?person={ChildHouse.HiddenPerson}",
        "?person=nm0900001&kind=movie", "?sort=rating", "?sort=newest&limit=200", "?country=DE", "?season=1", "?seed=3&kind=movie", "?onlyWatchlist=true", "?hideSeen=true", "?every=1", "?year=2024",
    ];

    [Theory, MemberData(nameof(Names))]
    public async Task A_route_says_nothing_of_what_a_child_does_not_see(string name)
    {
        foreach (var path in Paths(name))
        {
            foreach (var (caller, query) in Queries.Select(query => (house.Child, query)).Append((house.ChildsKey, "")))
            {
                using var answer = await caller.Send(HttpMethod.Get, path + query);
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
                Silent(path + query, await answer.Content.ReadAsStringAsync());
            }

            if (ChildHouse.HiddenTitles.Any(path.Contains) || path.Contains(ChildHouse.HiddenPerson, StringComparison.Ordinal))
            {
                using var answer = await house.Child.Send(HttpMethod.Get, path);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden || await Nobody(answer), path);
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/browse?kind=movie")]
    [InlineData("/api/v1/search?q=zzunknown")]
    [InlineData("/api/v1/best")]
    [InlineData("/api/v1/tonight?limit=100")]
    [InlineData("/api/v1/titles/tt0800005/episodes")]
    [InlineData("/api/v1/titles/tt0900002/episodes/ratings")]
    [InlineData("/api/v1/titles/tt0900051")]
    [InlineData("/api/v1/people/nm0800001")]
    [InlineData("/api/v1/people/nm0900001/credits")]
    [InlineData("/api/v1/people/nm0900001/collaborators")]
    [InlineData("/api/v1/facts?limit=200")]
    [InlineData("/api/v1/titles/tt0900002/common/tt0900001")]
    [InlineData("/api/v1/review/2024")]
    public async Task The_same_is_there_for_a_host(string path)
    {
        using var answer = await house.Host.Send(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches(Hidden(), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task No_beginning_of_a_hidden_name_finds_it_and_every_one_of_a_visible_name_does()
    {
        foreach (var name in ChildHouse.HiddenNames)
        {
            for (var length = 1; length <= name.Length; length++)
            {
                foreach (var route in new[] { "/api/v1/search/suggest", "/api/v1/search" })
                {
                    var answer = await house.Child.Ask(HttpMethod.Get, $"{route}?q={Uri.EscapeDataString(name[..length])}");
                    Silent(name, answer.GetProperty("hits").GetRawText());
                }
            }
        }

        for (var length = 3; length <= "Visible Meadow".Length; length++)
        {
            var hits = (await house.Child.Ask(HttpMethod.Get, $"/api/v1/search/suggest?q={Uri.EscapeDataString("Visible Meadow"[..length])}")).GetProperty("hits");
            Assert.Contains(hits.EnumerateArray(), hit => hit.GetProperty("id").GetString() == "tt0900001");
        }
    }

    [Fact]
    public async Task Counts_are_those_of_what_the_child_sees()
    {
        var browse = await house.Child.Ask(HttpMethod.Get, "/api/v1/browse");
        Assert.Equal(3, browse.GetProperty("total").GetInt32());
        Assert.Equal(3, browse.GetProperty("facets").GetProperty("kinds").EnumerateArray().Where(k => k.GetProperty("value").GetString() != "tvEpisode").Sum(k => k.GetProperty("count").GetInt32()));
        Assert.Equal(2, (await house.Child.Ask(HttpMethod.Get, "/api/v1/browse?kind=tvEpisode")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await house.Child.Ask(HttpMethod.Get, "/api/v1/best")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await house.Child.Ask(HttpMethod.Get, "/api/v1/best?kind=tvSeries")).GetProperty("total").GetInt32());
        Assert.Equal(3, (await house.Child.Ask(HttpMethod.Get, "/api/v1/catalog")).GetProperty("titles").GetInt32());
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/history")).GetProperty("total").GetInt32());
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/watchlist")).GetProperty("total").GetInt32());
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/watchlist/places")).GetProperty("total").GetInt32());
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/lists")).EnumerateArray().Max(list => list.GetProperty("entries").GetInt32()));
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, $"/api/v1/lists/{house.List}")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await house.Child.Ask(HttpMethod.Get, "/api/v1/titles/tt0900002")).GetProperty("seasons")[0].GetProperty("episodes").GetInt32());
        Assert.Equal(1, (await house.Child.Ask(HttpMethod.Get, "/api/v1/titles/tt0900002/episodes/ratings")).GetProperty("items").GetArrayLength());
        var counted = (await house.Child.Ask(HttpMethod.Get, "/api/v1/statistics")).GetProperty("seen");
        Assert.Equal((5, 2, 2, 1), (counted.GetProperty("plays").GetInt32(), counted.GetProperty("films").GetInt32(), counted.GetProperty("episodes").GetInt32(), counted.GetProperty("series").GetInt32()));
        var import = await house.Child.Ask(HttpMethod.Get, $"/api/v1/imports/{house.Import}");
        Assert.Equal((5, 5, 0), (import.GetProperty("applied").GetInt32(), import.GetProperty("counts").GetProperty("changed").GetInt32(), import.GetProperty("counts").GetProperty("notInCatalog").GetInt32()));
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/likes")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await house.Child.Ask(HttpMethod.Get, "/api/v1/not-interested")).GetProperty("total").GetInt32());
        var year = (await house.Child.Ask(HttpMethod.Get, "/api/v1/review/2024")).GetProperty("counts");
        Assert.Equal((2, 2), (year.GetProperty("films").GetInt32(), year.GetProperty("episodes").GetInt32()));
        Assert.Equal(2, (await house.Child.Ask(HttpMethod.Get, $"/api/v1/compatibility/{house.HostId}")).GetProperty("shared").GetInt32());
        Assert.Equal(2, (await house.Host.Ask(HttpMethod.Get, $"/api/v1/compatibility/{house.ChildId}")).GetProperty("shared").GetInt32());
        var person = await house.Child.Ask(HttpMethod.Get, $"/api/v1/people/{ChildHouse.VisiblePerson}");
        Assert.Equal(3, person.GetProperty("films").GetProperty("total").GetInt32());
        Assert.Equal(5, (await house.Child.Ask(HttpMethod.Get, "/api/v1/tonight?kind=movie&kind=tvSeries")).GetProperty("history").GetProperty("ratings").GetInt32());
        Assert.Equal(3, (await house.Host.Ask(HttpMethod.Get, $"/api/v1/members/{house.ChildId}/ceiling")).GetProperty("visible").GetInt32());
    }

    [Fact]
    public async Task Every_visible_title_is_there_and_a_child_does_not_raise_its_own_ceiling()
    {
        Assert.All(ChildHouse.VisibleTitles, title => Assert.Equal(HttpStatusCode.OK, house.Child.Status(HttpMethod.Get, $"/api/v1/titles/{title}").GetAwaiter().GetResult()));
        Assert.Equal(HttpStatusCode.Forbidden, await house.Child.Status(HttpMethod.Put, $"/api/v1/members/{house.ChildId}/ceiling", Json("""{"age":21}""")));
    }

    [Fact]
    public async Task What_a_host_says_holds_at_once_and_can_be_taken_back()
    {
        const string title = "tt0800006";
        Assert.Equal(HttpStatusCode.NotFound, await house.Child.Status(HttpMethod.Get, $"/api/v1/titles/{title}"));
        var said = await house.Host.Ask(HttpMethod.Put, $"/api/v1/titles/{title}/age", new { age = 0 });
        Assert.False(said.TryGetProperty("before", out var before) && before.ValueKind != JsonValueKind.Null);
        Assert.Equal(HttpStatusCode.OK, await house.Child.Status(HttpMethod.Get, $"/api/v1/titles/{title}"));
        Assert.Equal(4, (await house.Child.Ask(HttpMethod.Get, "/api/v1/browse")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await house.Host.Ask(HttpMethod.Put, $"/api/v1/titles/{title}/age", new { age = (int?)null })).GetProperty("before").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, await house.Child.Status(HttpMethod.Get, $"/api/v1/titles/{title}"));
        var count = await house.Host.Ask(HttpMethod.Post, $"/api/v1/members/{house.ChildId}/ceiling/count", new { age = 16, rule = new { kinds = new[] { "movie" } } });
        Assert.Equal(5, count.GetProperty("visible").GetInt32());
        Assert.Equal(3, (await house.Child.Ask(HttpMethod.Get, "/api/v1/browse")).GetProperty("total").GetInt32());
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>What the child itself typed comes back as the query; the names of the pages' own files are made by chance.</summary>
    static void Silent(string asked, string body)
    {
        var told = Assets().Replace(Echo().Replace(body, ""), "");
        Assert.False(Hidden().IsMatch(told), $"{asked} says: {told}");
    }

    /// <summary>The collaborators of somebody whom nobody knows are nobody.</summary>
    static async Task<bool> Nobody(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("items", out var items) && items.GetArrayLength() == 0;

    List<string> Paths(string name)
    {
        var paths = new List<string> { "" };
        var things = new Queue<string>(RouteThings.All[name]);
        foreach (var part in name.Split(' ')[1].Split('/'))
        {
            var values = part.Contains('{', StringComparison.Ordinal) ? Values(things.Dequeue(), part).Select(value => value + part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..]) : [part];
            paths = [.. from path in paths from value in values select $"{path}/{value}"];
        }

        return paths;
    }

    IEnumerable<string> Values(string thing, string part) => thing switch
    {
        "title" or "other title" or "listed title" => [.. ChildHouse.HiddenTitles, "tt0900001", "tt0900002"],
        "person" => [ChildHouse.HiddenPerson, ChildHouse.VisiblePerson],
        "list" => [house.List],
        "import" => [house.Import],
        "asking import" => [house.Asking],
        "job" => [house.Job],
        "wish" => [.. house.Wishes],
        "year" => ["2024", "2023"],
        "member" => [house.HostId.ToString(null, null), house.ChildId.ToString(null, null)],
        "v1" when part == "{documentName}.json" => ["v1"],
        "nothing" or "nothing.txt" => ["nothing"],
        _ => throw new ArgumentException($"nobody says what a child sees of a {thing}", nameof(thing)),
    };

    // "Zzunknown", "tt0800001", "nm0800001", and their numbers in what facts tell.
    [GeneratedRegex(@"zz[a-z]|(?:tt|nm)08000|\b8000\d\d\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hidden();

    // "query":"zz" of an answer, and the words of a problem about a parameter: "'tt0800001' is not ...".
    [GeneratedRegex("\"query\":\"[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Echo();

    [GeneratedRegex("/assets/[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Assets();
}
