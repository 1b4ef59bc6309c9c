using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Microsoft.AspNetCore.Routing;

namespace Marquee.App.Tests.Routes;

/// <summary>
/// S1, S2 and S9: every route of the program, asked by a stranger, a second member, a child, and by keys of each scope of a host, of a
/// member and of a child who were hosts, says no to all whom its rule does not let in, and shows nobody what belongs to another.
/// </summary>
public sealed partial class RouteAccessTests(AuditedHouse house) : IClassFixture<AuditedHouse>
{
    static readonly IReadOnlyDictionary<string, RouteEndpoint> Routes = All();

    public static TheoryData<string> Names => [.. Routes.Keys];

    [Fact]
    public void Every_route_says_whose_its_things_are_and_nothing_else_does() =>
        Assert.Equal(Routes.Keys.Order(StringComparer.Ordinal), RouteThings.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_published_document_lists_the_same_routes()
    {
        var document = await house.Stranger.Ask(HttpMethod.Get, "/openapi/v1.json");
        var published = from path in document.GetProperty("paths").EnumerateObject()
                        from method in path.Value.EnumerateObject()
                        where method.Name is not "parameters"
                        select $"{method.Name.ToUpperInvariant()} {path.Name.Trim('/')}";
        var described = Routes.Where(r => r.Value.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true && !r.Key.Contains("openapi", StringComparison.Ordinal))
            .Select(r => Constraint().Replace(r.Key, "}").Replace("{*", "{", StringComparison.Ordinal));
        Assert.Equal(described.Order(StringComparer.Ordinal), published.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_route_lets_in_whom_it_should_and_nobody_else(string name)
    {
        var route = Routes[name];
        var method = name.Split(' ')[0] is "ANY" ? HttpMethod.Post : new HttpMethod(name.Split(' ')[0]);
        var things = RouteThings.All[name];
        var owned = Array.Exists(things, RouteThings.Owned.Contains);
        var path = await Filled(name, things);
        var wrong = new List<string>();
        foreach (var (caller, expected) in Expected(route, method.Method, owned))
        {
            if (expected == Answer.LetIn && RouteThings.OnlyRefused.Contains(name))
            {
                continue;
            }

            var status = await caller.Status(method, path, Body(name, method));
            if (!Fits(Judged(status), expected))
            {
                wrong.Add($"{caller.Name}: {(int)status}, expected {expected}");
            }
        }

        Assert.Empty(wrong);
        if (owned)
        {
            // The address is good: its owner finds the thing. Last, because it may be gone then.
            Assert.Equal(Answer.LetIn, Judged(await house.Ada.Status(method, path, Body(name, method))));
        }
    }

    enum Answer
    {
        LetIn,

        /// <summary>To everybody; a wrong password is answered as if one were not signed in.</summary>
        Open,
        NotSignedIn,
        Forbidden,

        /// <summary>Of a thing that is there, to one whom it does not belong to.</summary>
        NotThere,
        Failed,
    }

    IEnumerable<(Caller Caller, Answer Answer)> Expected(RouteEndpoint route, string method, bool owned)
    {
        var rule = route.Metadata.GetMetadata<RouteAccess>()?.Rule;
        var people = route.Metadata.GetMetadata<PeopleOnly>() is not null;
        var needed = KeyScopes.Needed(route, method);
        Answer Of(bool letIn) => rule == AccessRule.Anonymous ? Answer.Open : !letIn ? Answer.Forbidden : owned ? Answer.NotThere : Answer.LetIn;
        yield return (house.Stranger, rule == AccessRule.Anonymous ? Answer.Open : Answer.NotSignedIn);
        yield return (house.Ben, Of(rule == AccessRule.Member));
        yield return (house.Cleo, Of(rule == AccessRule.Member));
        yield return (house.BensKey, Of(rule == AccessRule.Member && !people));
        foreach (var (scope, key) in house.HostsKeys)
        {
            yield return (key, Of(!people && needed.Contains(scope)));
        }

        foreach (var (scope, key) in house.LesserKeys)
        {
            yield return (key, Of(rule == AccessRule.Member && !people && needed.Contains(scope)));
        }
    }

    /// <summary>What a request that is let in makes of its empty body, or of an address at which there is nothing, is not asked here.</summary>
    static bool Fits(Answer answer, Answer expected) => expected switch
    {
        Answer.Open => answer is not (Answer.Forbidden or Answer.Failed),
        Answer.LetIn => answer is Answer.LetIn or Answer.NotThere,
        _ => answer == expected,
    };

    static Answer Judged(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => Answer.NotSignedIn,
        HttpStatusCode.Forbidden => Answer.Forbidden,
        HttpStatusCode.NotFound => Answer.NotThere,
        >= HttpStatusCode.InternalServerError => Answer.Failed,
        _ => Answer.LetIn,
    };

    static HttpContent? Body(string name, HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Delete ? null
        : name == "POST api/v1/imports" ? new MultipartFormDataContent { { new ByteArrayContent([]), "file", "empty.csv" } }
        : new StringContent(name == "PUT api/v1/lists/{id:long}" ? """{"name":"Another"}""" : "{}", Encoding.UTF8, "application/json");

    async Task<string> Filled(string name, string[] things)
    {
        var left = new Queue<string>(things);
        var path = new StringBuilder();
        foreach (var part in name.Split(' ')[1].Split('/'))
        {
            path.Append('/').Append(part.Contains('{', StringComparison.Ordinal) ? await Value(left.Dequeue(), part) : part);
        }

        Assert.Empty(left);
        return path.ToString();
    }

    async Task<string> Value(string thing, string part) =>
        (part.StartsWith("{documentName}", StringComparison.Ordinal) || part.StartsWith("{*", StringComparison.Ordinal) || part == "{code}" ? thing : await house.Make(thing))
        + part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..];

    static Dictionary<string, RouteEndpoint> All()
    {
        var app = MarqueeServer.Build(new GlobalOptions(Path.Combine(Path.GetTempPath(), "marquee-routes"), Json: false, Quiet: true), "127.0.0.1:0");
        app.MapEverything();
        return ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => AnonymousRoutes.Names(e).Select(n => (n, e))).ToDictionary(r => r.n, r => r.e, StringComparer.Ordinal);
    }

    // "{id:long}" in a pattern is "{id}" in the document, and so is "{*id}"
    [GeneratedRegex(@":[a-z]+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Constraint();
}
