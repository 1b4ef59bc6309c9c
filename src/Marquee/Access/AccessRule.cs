using Microsoft.AspNetCore.Builder;

namespace Marquee.Access;

/// <summary>Who may use a route. A route without a rule is closed to everybody.</summary>
public enum AccessRule
{
    /// <summary>Everybody; the route must also stand in <see cref="AnonymousRoutes"/>.</summary>
    Anonymous,

    /// <summary>Whoever is signed in, children included.</summary>
    Member,

    /// <summary>The hosts alone.</summary>
    Host,
}

/// <summary>The rule as it lies on an endpoint; on a route of a group the route's own comes last and counts.</summary>
public sealed record RouteAccess(AccessRule Rule);

/// <summary>Marks a route that no API key may use, because it makes or ends ways to sign in.</summary>
public sealed record PeopleOnly;

public static class AccessRuleExtensions
{
    public static TBuilder Access<TBuilder>(this TBuilder builder, AccessRule rule) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RouteAccess(rule));

    /// <summary>Refuses API keys, so that a key that leaks cannot become a password, a longer key, or another member.</summary>
    public static TBuilder NotByKey<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PeopleOnly());
}
