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
        Assert.Contains(route.Metadata.OfType<IProducesResponseTypeMetadata>(), r => r.StatusCode is >= 200 and < 400);
    }

    [Fact]
    public void There_are_routes() => Assert.True(Routes.Count > 20, $"{Routes.Count}");

    static RouteEndpoint Find(string name) => Routes.First(r => Name(r) == name);

    static string Name(RouteEndpoint route) => string.Join(',', AnonymousRoutes.Names(route));

    static List<RouteEndpoint> All()
    {
        var app = MarqueeServer.Build(new Common(Path.Combine(Path.GetTempPath(), "marquee-routes"), Json: false, Quiet: true), "127.0.0.1:0");
        app.MapEverything();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
    }
}
