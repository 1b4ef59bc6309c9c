using Marquee.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Marquee.Access;

/// <summary>Says 401 and 403 as problem details with the reason.</summary>
sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    public const string SignInFirst = "access.signInFirst";

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var why = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message;
        if (authorizeResult.Forbidden)
        {
            return Problems.Write(context, StatusCodes.Status403Forbidden, new Text(why ?? AccessRequirement.NoRule));
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Problems.Write(context, StatusCodes.Status401Unauthorized, context.Features.Get<Unproven>()?.Why ?? new Text(SignInFirst));
    }
}
