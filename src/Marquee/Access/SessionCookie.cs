using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>
/// The cookie that carries a session's token. Over HTTPS it has the <c>__Host-</c> prefix, with which browsers refuse it from
/// other hosts and from plain HTTP; a cookie of the plain name then counts for nothing.
/// </summary>
static class SessionCookie
{
    public const string PlainName = "marquee";

    public const string SecureName = "__Host-marquee";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)] is { Length: > 0 and <= 100 } token ? token : null;

    public static void Set(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name(context.Request), token, Options(context.Request, lifetime));

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), Options(context.Request, null));

    static string Name(HttpRequest request) => request.IsHttps ? SecureName : PlainName;

    static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
