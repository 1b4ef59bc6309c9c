using Marquee.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Marquee.App.Server;

/// <summary>Every error leaves as problem details (RFC 9457). A refusal says its sentence; a fault says only that we failed.</summary>
sealed class Problems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        var (status, title) = exception switch
        {
            Refusal refusal => (StatusCodes.Status409Conflict, refusal.Message),
            BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "The request is larger than this address accepts."
                : "The request cannot be read: check its parameters and its body."),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => (499, "The request was given up."),
            _ => (StatusCodes.Status500InternalServerError, "Something went wrong on our side. The log of the server says more."),
        };
        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = status, Title = title, Instance = null },
        });
    }
}
