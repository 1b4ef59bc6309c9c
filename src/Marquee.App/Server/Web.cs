using System.Globalization;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Households;
using Marquee.Screens;
using Marquee.Sync.Bound;
using Marquee.Sync.Protocol;

namespace Marquee.App.Server;

/// <summary>What the server answers with: the order of the pipeline, and every route.</summary>
static class Web
{
    public static void AddWeb(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => Composition.Json(json.SerializerOptions));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("traceId"));
        services.AddExceptionHandler<RequestFaults>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddOpenApi("v1", ApiDocument.Describe);
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAccessEdge();
        app.UseResponseCompression();
        app.UsePageFiles();
        app.UseRouting();
        app.UseAccess();
        app.Use(PinGeneration);
        app.MapEverything();
    }

    public static void MapEverything(this WebApplication app)
    {
        app.MapOpenApi().Access(AccessRule.Anonymous);
        app.MapGet("/health/live", Health.Live).WithTags("Health").WithSummary("The process lives").Access(AccessRule.Anonymous);
        app.MapGet("/health/ready", Health.Ready).WithTags("Health").WithSummary("The stores answer").Access(AccessRule.Anonymous);
        app.MapAccess();
        app.MapHouseholds();
        app.MapScreens();
        app.MapAcquisition();
        app.MapSync();
        app.MapSyncState();
        app.MapMethods("{*path:nonfile}", ["GET", "HEAD"], Pages.Shell).Access(AccessRule.Anonymous).ExcludeFromDescription().WithOrder(int.MaxValue);
        app.MapMethods("{*path:file}", ["GET", "HEAD"], Pages.NoFile).Access(AccessRule.Anonymous).ExcludeFromDescription().WithOrder(int.MaxValue);
    }

    /// <summary>One request reads one catalog generation, whatever is imported meanwhile; an answer of the API says which.</summary>
    static Task PinGeneration(HttpContext context, RequestDelegate next)
    {
        var generation = context.RequestServices.GetRequiredService<Storage.Database>().Pin();
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            context.Response.Headers["Marquee-Generation"] = generation.ToString(CultureInfo.InvariantCulture);
        }

        return next(context);
    }
}
