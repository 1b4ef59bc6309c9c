using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <summary>
/// The one list of routes that need no sign-in. A route is open only when it stands here <b>and</b> carries
/// <see cref="AccessRule.Anonymous"/>; a test fails when the two disagree.
/// </summary>
public static class AnonymousRoutes
{
    static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        // Ways in.
        "POST api/v1/session",
        "GET link/{code}",
        "POST link/{code}",
        "GET link.css",
        "POST api/v1/joining",
        "POST api/v1/joining/code",
        "POST api/v1/joining/look",
        // The certificate of the house's authority, which is public: a device needs it before it can sign in safely.
        "GET trust/authority.crt",
        // What the servers tell; each address has a secret of its own.
        "POST hooks/servarr/{hook}",
        // Whether the process lives; says nothing about the house.
        "GET health/live",
        "GET health/ready",
        // The shape of the API, which is public anyway.
        "GET openapi/{documentName}.json",
        // The built front end: the same files for everybody, without data.
        "GET {*path:nonfile}",
        "HEAD {*path:nonfile}",
        // What is not there, is not there for anybody.
        "GET {*path:file}",
        "HEAD {*path:file}",
        "ANY api/{**rest}",
    };

    public static bool Contains(Endpoint endpoint) => Names(endpoint) is { Count: > 0 } names && names.All(All.Contains);

    /// <returns><c>GET link/{code}</c> for each method of the route; <c>ANY</c> when it takes every method.</returns>
    public static IReadOnlyList<string> Names(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } pattern })
        {
            return [];
        }

        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count == 0 ? [$"ANY {pattern.Trim('/')}"] : [.. methods.Select(m => $"{m} {pattern.Trim('/')}")];
    }
}
