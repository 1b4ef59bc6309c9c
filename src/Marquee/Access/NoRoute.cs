using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Access;

/// <summary>
/// Answers whatever no route of the API takes. Who is signed in learns that only the method is wrong; to others an address
/// is there or not, so that a way to sign in that is switched off is simply not there.
/// </summary>
static class NoRoute
{
    public const string Pattern = "/api/{**rest}";

    public static Task Answer(HttpContext context) => Problem(context, context.RequestServices.GetRequiredService<EndpointDataSource>()).ExecuteAsync(context);

    static ProblemHttpResult Problem(HttpContext context, EndpointDataSource routes)
    {
        var methods = Methods(routes, context.Request.Path);
        if (methods.Contains(context.Request.Method))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "access.bodyKind");
        }

        if (methods.Count == 0 || SignedIn.Of(context) is null)
        {
            return Problems.NotFound("access.nothingHere");
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problems.Of(StatusCodes.Status405MethodNotAllowed, "access.methods", ("methods", string.Join(", ", methods)));
    }

    /// <summary>The methods of the routes whose pattern the path has, whatever their constraints say.</summary>
    static SortedSet<string> Methods(EndpointDataSource routes, PathString path) => new(
        from route in routes.Endpoints.OfType<RouteEndpoint>()
        where route.RoutePattern.RawText is { } pattern && pattern.TrimStart('/').StartsWith("api/", StringComparison.OrdinalIgnoreCase) && pattern != Pattern
        where new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, [])
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select method, StringComparer.OrdinalIgnoreCase);
}
