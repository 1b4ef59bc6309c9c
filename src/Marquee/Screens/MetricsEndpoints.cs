using Marquee.Access;
using Marquee.Metering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Screens;

/// <summary>The house in numbers, for Prometheus and its like: with a key of a host that is for <c>metrics</c>.</summary>
public static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        // From now on, not from the first time somebody asks.
        app.ServiceProvider.GetRequiredService<Meters>();
        app.ServiceProvider.GetRequiredService<SourceStates>();
        app.MapGet("/metrics", Show).WithTags("Health").Access(AccessRule.Host).ByKey(KeyScope.Metrics)
            .WithSummary("The house in numbers, in Prometheus's text format")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").ProducesProblem(401).ProducesProblem(403);
    }

    static async Task<ContentHttpResult> Show(Meters meters, CancellationToken ct) =>
        TypedResults.Text(Exposition.Write(await meters.Read(ct)), Exposition.ContentType);
}
