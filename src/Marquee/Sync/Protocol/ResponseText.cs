using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Marquee.Sync.Protocol;

/// <summary>Writes an answer as it comes to be. What is not sent yet can still be taken back for a refusal.</summary>
sealed class ResponseText(HttpContext context, string contentType, int status = StatusCodes.Status200OK)
{
    const int SendAt = 64 * 1024;

    readonly StringBuilder _text = new();

    /// <summary>Sends what there is once it is much.</summary>
    public Task Write(string text, CancellationToken ct)
    {
        _text.Append(text);
        return _text.Length >= SendAt ? Send(ct) : Task.CompletedTask;
    }

    /// <summary>Sends what there is, past everything that would keep it for later.</summary>
    public async Task Flush(CancellationToken ct)
    {
        if (!context.Response.HasStarted)
        {
            context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        }

        await Send(ct);
        await context.Response.Body.FlushAsync(ct);
    }

    public async Task Send(CancellationToken ct)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
        }

        var bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.Clear();
        await context.Response.Body.WriteAsync(bytes, ct);
    }
}
