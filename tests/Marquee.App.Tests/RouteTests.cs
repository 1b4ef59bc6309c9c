using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Marquee.App.Tests;

/// <summary>What every route must say about itself.</summary>
public sealed class RouteTests
{
    static readonly List<RouteEndpoint> Routes = All();

    public static TheoryData<string> Names => [.. Routes.Select(Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_route_has_an_access_rule_and_only_listed_ones_are_open(string name)
    {
        var route = Find(name);
        var rule = route.Metadata.GetMetadata<RouteAccess>();
        Assert.NotNull(rule);
        Assert.Equal(AnonymousRoutes.Contains(route), rule.Rule == AccessRule.Anonymous);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_route_of_the_api_has_a_summary_and_a_response_type(string name)
    {
        var route = Find(name);
        if (route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription == true || name.Contains("openapi", StringComparison.Ordinal))
        {
            return;
        }

        Assert.False(string.IsNullOrWhiteSpace(route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary), $"{name} lacks a summary");
        var answers = route.Metadata.OfType<IProducesResponseTypeMetadata>().ToList();
        Assert.Contains(answers, r => r.StatusCode is >= 200 and < 400);
        Assert.All(answers.Where(r => r.StatusCode is 200 or 201), r => Assert.True(r.Type is not null && r.Type != typeof(void), $"{name} answers {r.StatusCode} with nothing that it names"));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_route_declares_the_refusals_that_it_can_meet(string name)
    {
        var route = Find(name);
        if (route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription == true || !name.Contains("/api/", StringComparison.Ordinal))
        {
            return;
        }

        var declared = route.Metadata.OfType<IProducesResponseTypeMetadata>().Select(r => r.StatusCode).ToHashSet();
        var rule = route.Metadata.GetMetadata<RouteAccess>()!.Rule;
        var writes = route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Any(m => m is not ("GET" or "HEAD"));
        int[] needed =
        [
            .. rule == AccessRule.Anonymous ? [] : new[] { 401 },
            .. writes || rule == AccessRule.Host ? [403] : Array.Empty<int>(),
            // Taking away what is not there is no error, so a title that nobody knows is none either.
            .. route.RoutePattern.Parameters.Any(p => p.Name == "id" || (p.Name == "titleId" && !name.Contains("DELETE", StringComparison.Ordinal))) ? [404] : Array.Empty<int>(),
        ];
        Assert.Equal([], needed.Except(declared));
    }

    [Fact]
    public void There_are_routes() => Assert.True(Routes.Count > 20, $"{Routes.Count}");

    static RouteEndpoint Find(string name) => Routes.First(r => Name(r) == name);

    static string Name(RouteEndpoint route) => string.Join(',', AnonymousRoutes.Names(route));

    static List<RouteEndpoint> All()
    {
        var app = MarqueeServer.Build(new GlobalOptions(Path.Combine(Path.GetTempPath(), "marquee-routes"), Json: false, Quiet: true), "127.0.0.1:0");
        app.MapEverything();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
    }
}
