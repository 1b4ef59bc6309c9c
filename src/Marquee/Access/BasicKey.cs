using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Marquee.Access;

/// <summary>Marks a route whose clients can send a name and a password only: an API key may be the password, whatever the name.</summary>
public sealed record BasicKey;

public static class BasicKeys
{
    public static TBuilder ByBasic<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BasicKey());

    /// <returns>
    /// The key; null when the route does not take it so, or the password is none of our keys: a proxy in front may ask for a
    /// password of its own.
    /// </returns>
    internal static string? Read(HttpRequest request)
    {
        const string basic = "Basic ";
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<BasicKey>() is null || !authorization.StartsWith(basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var sent = new byte[Encoding.UTF8.GetMaxByteCount(authorization.Length)];
        if (!Convert.TryFromBase64String(authorization[basic.Length..].Trim(), sent, out var length))
        {
            return null;
        }

        var password = Encoding.UTF8.GetString(sent, 0, length).Split(':', 2) is [_, var second] ? second : "";
        return password.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) ? password : null;
    }
}
