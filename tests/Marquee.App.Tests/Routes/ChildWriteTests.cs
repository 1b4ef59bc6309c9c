using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Marquee.App.CommandLine;
using Marquee.Storage;

namespace Marquee.App.Tests.Routes;

/// <summary>
/// Every route that changes something and names a title, as the published document tells, asked by a child and by a key of the child's
/// with every title that it does not see: answered like a title that nobody knows, and nothing is changed. The child knew all of them
/// before it was one, so there is something to change.
/// </summary>
public sealed partial class ChildWriteTests(ChildHouse house) : IClassFixture<ChildHouse>
{
    const string Unknown = "tt0700001";

    static readonly string[] Changes = ["post", "put", "delete", "patch"];

    /// <summary>Properties of bodies in which a title is named.</summary>
    static readonly HashSet<string> Naming = new(StringComparer.Ordinal) { "title", "upTo", "from", "into" };

    /// <summary>What is sent besides the title, so that the title is what decides. A route that is missing here fails the test.</summary>
    static readonly Dictionary<string, string?> Bodies = new(StringComparer.Ordinal)
    {
        ["put ratings/{titleId}"] = """{"rating":5}""",
        ["delete ratings/{titleId}"] = null,
        ["post ratings/{titleId}/move"] = """{"title":"tt0900001"}""",
        ["put likes/{titleId}"] = null,
        ["delete likes/{titleId}"] = null,
        ["put not-interested/{titleId}"] = null,
        ["delete not-interested/{titleId}"] = null,
        ["put notes/{titleId}"] = """{"note":"a"}""",
        ["delete notes/{titleId}"] = null,
        ["post titles/{titleId}/watches"] = """{"at":"2023-01-01"}""",
        ["post titles/{titleId}/episodes/watches"] = "{}",
        ["put titles/{titleId}/age"] = """{"age":0}""",
        ["put watchlist/{titleId}"] = "{}",
        ["put watchlist/{titleId}/entry"] = """{"note":"a"}""",
        ["delete watchlist/{titleId}"] = null,
        ["put lists/{id}/titles/{titleId}"] = """{"place":1}""",
        ["delete lists/{id}/titles/{titleId}"] = null,
        ["put members/{id}/ceiling/titles/{titleId}"] = """{"allowed":true}""",
        ["post ratings/{titleId}/move title"] = """{"title":"TITLE"}""",
        ["post watches/{id}/move title"] = """{"title":"TITLE"}""",
        ["post titles/{titleId}/episodes/watches upTo"] = """{"upTo":"TITLE"}""",
        ["post imports/{id}/rows/{number}/answer title"] = """{"title":"TITLE"}""",
        ["post wishes title"] = """{"title":"TITLE","bookmark":true}""",
        ["post merges from"] = """{"from":"TITLE","into":"tt0900001"}""",
        ["post merges into"] = """{"from":"tt0900001","into":"TITLE"}""",
    };

    [Fact]
    public async Task A_hidden_title_is_answered_like_an_unknown_one_and_stays_as_it_is()
    {
        var routes = await Routes();
        Assert.Equal(Bodies.Keys.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
        var before = await Everything();
        var wrong = new List<string>();
        foreach (var route in routes)
        {
            foreach (var caller in new[] { house.Child, house.ChildsKey })
            {
                var expected = await Asked(caller, route, Unknown);
                foreach (var title in ChildHouse.HiddenTitles)
                {
                    var answer = await Asked(caller, route, title);
                    if (answer != expected || answer.Status == HttpStatusCode.InternalServerError)
                    {
                        wrong.Add($"{caller.Name}: {route} {title}: {answer}, expected {expected}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task A_watch_and_a_change_of_a_hidden_title_are_not_there_to_be_taken_back()
    {
        var before = await Everything();
        var watches = await Ask("select cast(w.id as text) from house.watch w where w.member = @child and w.title between 800000 and 899999");
        var facts = await Ask("select cast(f.id as text) from house.fact f where f.member = @child and f.title between 800000 and 899999 and f.undone_by is null");
        Assert.True(watches.Count > 5 && facts.Count > 20);
        foreach (var caller in new[] { house.Child, house.ChildsKey })
        {
            foreach (var watch in watches)
            {
                Assert.Equal(HttpStatusCode.NotFound, await caller.Status(HttpMethod.Delete, $"/api/v1/watches/{watch}"));
                Assert.Equal(HttpStatusCode.NotFound, await caller.Status(HttpMethod.Post, $"/api/v1/watches/{watch}/move", Json("""{"title":"tt0900001"}""")));
            }

            foreach (var fact in facts)
            {
                Assert.Equal(HttpStatusCode.NotFound, await caller.Status(HttpMethod.Post, $"/api/v1/facts/{fact}/undo"));
            }
        }

        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task A_visible_title_can_be_changed_by_the_same_requests()
    {
        Assert.Equal(HttpStatusCode.OK, await house.Child.Status(HttpMethod.Put, "/api/v1/ratings/tt0900001", Json(Bodies["put ratings/{titleId}"]!)));
        Assert.Equal(HttpStatusCode.Created, await house.ChildsKey.Status(HttpMethod.Post, "/api/v1/titles/tt0900001/watches", Json(Bodies["post titles/{titleId}/watches"]!)));
        Assert.True((await house.Child.Ask(HttpMethod.Delete, "/api/v1/likes/tt0900003")).TryGetProperty("fact", out _));
        Assert.Equal(HttpStatusCode.OK, await house.Child.Status(HttpMethod.Put, $"/api/v1/lists/{house.List}/titles/tt0900001", Json("{}")));
    }

    /// <summary>Once for each place in which a route names a title: in its address, or in its body.</summary>
    async Task<List<string>> Routes()
    {
        var document = await house.Host.Ask(HttpMethod.Get, "/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject().Where(m => Changes.Contains(m.Name))
               let name = $"{method.Name} {path.Name["/api/v1/".Length..]}"
               from place in Places(path.Name, Properties(method.Value, schemas))
               select place.Length == 0 ? name : $"{name} {place}",
        ];
    }

    static IEnumerable<string> Places(string path, IEnumerable<string> properties) =>
        [.. TitleInPath().IsMatch(path) ? [""] : (string[])[], .. properties.Where(Naming.Contains)];

    static IEnumerable<string> Properties(JsonElement operation, JsonElement schemas)
    {
        if (!operation.TryGetProperty("requestBody", out var body) || !body.GetProperty("content").TryGetProperty("application/json", out var json))
        {
            return [];
        }

        var schema = json.GetProperty("schema");
        var named = schema.TryGetProperty("oneOf", out var some) ? some.EnumerateArray().Last() : schema;
        var shape = named.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : named;
        return shape.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : [];
    }

    async Task<(HttpStatusCode Status, string Body)> Asked(Caller caller, string route, string title)
    {
        var words = route.Split(' ');
        var inBody = words.Length == 3;
        var path = words[1].Replace("{titleId}", inBody ? (words[2] == "upTo" ? "tt0900002" : "tt0900001") : title, StringComparison.Ordinal);
        path = path.Replace("{number}", "1", StringComparison.Ordinal);
        path = path.Contains("{id}", StringComparison.Ordinal) ? path.Replace("{id}", await Thing(path.Split('/')[0]), StringComparison.Ordinal) : path;
        using var answer = await caller.Send(new HttpMethod(words[0].ToUpperInvariant()), "/api/v1/" + path, Bodies[route] is { } body ? Json(body.Replace("TITLE", title, StringComparison.Ordinal)) : null);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Replace(title, "TITLE", StringComparison.Ordinal));
    }

    async Task<string> Thing(string of) => of switch
    {
        "lists" => house.List,
        "imports" => house.Asking,
        "members" => house.ChildId.ToString(CultureInfo.InvariantCulture),
        "watches" => (await Ask("select cast(id as text) from house.watch where member = @child and title = 900001 order by id limit 1"))[0],
        _ => throw new ArgumentException($"nobody knows one of the {of}", nameof(of)),
    };

    /// <summary>Everything that the house knows of members and titles.</summary>
    async Task<string> Everything()
    {
        var told = new StringBuilder();
        foreach (var table in new[] { "rating", "watch", "watchlist_entry", "member_title", "list", "list_entry", "correction", "match_answer", "import_row", "age_rating", "ceiling_title", "title_merge", "wish", "wish_member", "fact" })
        {
            await using var alone = await Alone.Reading(new GlobalOptions(house.Folder, Json: false, Quiet: true), CancellationToken.None);
            await using var connection = await alone.Get<Database>().Read(CancellationToken.None);
            foreach (var row in (await connection.QueryAsync($"select * from house.{table}")).Cast<IDictionary<string, object>>().Select(r => string.Join('|', r.Values)).Order(StringComparer.Ordinal))
            {
                told.Append(table).Append(' ').AppendLine(row);
            }
        }

        return told.ToString();
    }

    async Task<IReadOnlyList<string>> Ask(string sql)
    {
        await using var alone = await Alone.Reading(new GlobalOptions(house.Folder, Json: false, Quiet: true), CancellationToken.None);
        await using var connection = await alone.Get<Database>().Read(CancellationToken.None);
        return (await connection.QueryAsync<string>(sql, new { child = house.ChildId })).AsList();
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    [GeneratedRegex(@"\{titleId\}|/titles/\{id\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TitleInPath();
}
