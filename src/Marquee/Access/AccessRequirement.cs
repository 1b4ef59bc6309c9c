using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>
/// The one policy, for every request: closed unless the route's rule lets the asking one in. Also for addresses without a
/// route, so that whatever is put behind it later starts closed.
/// </summary>
sealed class AccessRequirement : AuthorizationHandler<AccessRequirement>, IAuthorizationRequirement
{
    public const string Hosts = "access.hostsOnly";

    public const string People = "access.peopleOnly";

    public const string NoRule = "access.nobody";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (context.Resource is HttpContext http)
        {
            if (Refusal(http, SignedIn.Of(http)) is { } why)
            {
                context.Fail(new AuthorizationFailureReason(this, why));
            }
            else
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }

    /// <returns>Null when the request may go on.</returns>
    static string? Refusal(HttpContext http, SignedIn? signedIn)
    {
        var endpoint = http.GetEndpoint();
        var rule = endpoint?.Metadata.GetMetadata<RouteAccess>()?.Rule;
        if (endpoint is not null && (rule is null || (rule == AccessRule.Anonymous && !AnonymousRoutes.Contains(endpoint))))
        {
            return NoRule;
        }

        if (rule == AccessRule.Anonymous)
        {
            return null;
        }

        return signedIn switch
        {
            null => AccessRefusals.SignInFirst,
            { Key: not null } when endpoint?.Metadata.GetMetadata<PeopleOnly>() is not null => People,
            { Key: { } scopes } when KeyScopes.Needed(endpoint, http.Request.Method) is var needed && !needed.Any(scopes.Contains) => "access.scope." + KeyScopes.Word(needed[0]),
            { Local: false, OfHost: false } when rule == AccessRule.Host => Hosts,
            _ => null,
        };
    }
}
