using Microsoft.AspNetCore.Http;

namespace Marquee.Sync.Protocol;

/// <summary>Says refusals in CouchDB's manner instead of as problem details, which programs that replicate do not read.</summary>
static class Refusals
{
    public static async ValueTask<object?> Say(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context) is IResult result ? new Guarded(result) : null;
        }
        catch (ProtocolRefusal refusal)
        {
            return Answer.Of(refusal);
        }
    }

    /// <summary>What the access rules and faults say on these routes.</summary>
    public static Task Write(HttpContext context, int status, string title) => Answer.Of(new ProtocolRefusal(status, Word(status), title)).ExecuteAsync(context);

    static string Word(int status) => status switch
    {
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "conflict",
        413 => "too_large",
        415 => "bad_content_type",
        >= 500 => "internal_server_error",
        _ => "bad_request",
    };

    /// <summary>An answer that is still being made may refuse too, as long as nothing of it was sent.</summary>
    sealed class Guarded(IResult result) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await result.ExecuteAsync(httpContext);
            }
            catch (ProtocolRefusal refusal) when (!httpContext.Response.HasStarted)
            {
                await Answer.Of(refusal).ExecuteAsync(httpContext);
            }
            catch (ProtocolRefusal)
            {
                httpContext.Abort(); // half an answer must not look like a whole one
            }
            catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
            {
                // Whoever waited for changes has left.
            }
        }
    }
}
