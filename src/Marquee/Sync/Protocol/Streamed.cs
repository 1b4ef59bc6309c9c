using Microsoft.AspNetCore.Http;

namespace Marquee.Sync.Protocol;

/// <summary>An answer that is written while it is read.</summary>
sealed class Streamed(Func<ResponseText, CancellationToken, Task> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new ResponseText(httpContext, "application/json");
        await write(text, httpContext.RequestAborted);
        await text.Send(httpContext.RequestAborted);
    }
}
