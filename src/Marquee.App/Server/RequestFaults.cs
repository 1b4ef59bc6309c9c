using System.Globalization;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;

namespace Marquee.App.Server;

/// <summary>Every error leaves as problem details (RFC 9457). A refusal says its sentence; a fault says only that we failed.</summary>
sealed class RequestFaults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        var (status, text) = exception switch
        {
            Refusal refusal => (StatusCodes.Status409Conflict, refusal.Text),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, new Text("app.problem.tooLarge")),
            BadHttpRequestException bad => (bad.StatusCode, new Text("app.problem.unreadable")),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => (499, new Text("app.problem.givenUp")),
            _ => (StatusCodes.Status500InternalServerError, new Text("app.problem.ours")),
        };
        // Outside of the middleware that set the language for the request.
        CultureInfo.CurrentUICulture = context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? Language.English.Culture;
        await Problems.Write(context, status, text);
        return true;
    }
}
