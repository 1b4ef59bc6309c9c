using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>What an API key is for. None contains another, and none reaches beyond what the key's member may do.</summary>
public enum KeyScope
{
    /// <summary>Read the catalog and what belongs to the member.</summary>
    Read,

    /// <summary>Change what belongs to the member.</summary>
    Write,

    /// <summary>Read and change what the members share; of a host.</summary>
    Household,

    /// <summary>Run the house, but for what makes or ends ways in; of a host.</summary>
    Admin,

    /// <summary>The house in numbers, for Prometheus and its like, and nothing else; of a host.</summary>
    Metrics,
}

/// <summary>The scopes of which a route asks one of a key, where it is not the usual one of its rule and method.</summary>
public sealed record RouteScope(IReadOnlyList<KeyScope> Scopes);

public static class KeyScopes
{
    public static IReadOnlyList<KeyScope> All { get; } = Enum.GetValues<KeyScope>();

    /// <summary>Those that do nothing for anybody but a host.</summary>
    public static bool IsForHosts(KeyScope scope) => scope is KeyScope.Household or KeyScope.Admin or KeyScope.Metrics;

    /// <summary>Lets keys with another scope than the usual one use a route; of several scopes any one.</summary>
    public static TBuilder ByKey<TBuilder>(this TBuilder builder, params IReadOnlyList<KeyScope> scopes) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RouteScope(scopes));

    /// <summary>What a key needs here, one of them: as the route says, else <c>admin</c> where only hosts may, <c>read</c> to look, <c>write</c> to change.</summary>
    public static IReadOnlyList<KeyScope> Needed(Endpoint? endpoint, string method) =>
        endpoint?.Metadata.GetMetadata<RouteScope>()?.Scopes
        ?? [endpoint?.Metadata.GetMetadata<RouteAccess>()?.Rule == AccessRule.Host ? KeyScope.Admin
            : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? KeyScope.Read
            : KeyScope.Write];

    /// <summary>
    /// The role in which a key acts for its member: a host's key that is not for the house acts as an ordinary member, so that
    /// what a route shows a host besides stays hidden from it.
    /// </summary>
    internal static Role Role(Role member, IReadOnlyList<KeyScope> scopes) =>
        member == Access.Role.Host && !scopes.Contains(KeyScope.Household) && !scopes.Contains(KeyScope.Admin) ? Access.Role.Member : member;

    internal static string Write(IEnumerable<KeyScope> scopes) => string.Join(' ', scopes.Distinct().Order().Select(Word));

    /// <summary>A word that this program does not know, because a newer one wrote it, lets nobody in.</summary>
    internal static IReadOnlyList<KeyScope> Read(string words) => [.. All.Where(scope => words.Split(' ').Contains(Word(scope), StringComparer.Ordinal))];

    public static string Word(KeyScope scope) => scope.ToString().ToLowerInvariant();
}
