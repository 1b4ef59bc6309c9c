using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Marquee.Integrations.Imdb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Integrations.Tests.Imdb;

/// <summary>
/// A real web server on a free port of 127.0.0.1 that serves files as IMDb's does (tags, dates, ranges), and misbehaves when it
/// is told to.
/// </summary>
public sealed class DatasetServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, Served> _files = new(StringComparer.Ordinal);

    sealed record Served(byte[] Bytes, string? Tag, DateTimeOffset? Modified);

    DatasetServer(WebApplication app) => _app = app;

    /// <summary>The folder of the files.</summary>
    public Uri Address => new(new Uri(_app.Urls.First()), "/data/");

    /// <summary>Every request: method, file, and the headers that matter.</summary>
    public ConcurrentQueue<(string File, string? Range, string? IfRange, string? IfNoneMatch, string Agent)> Asked { get; } = [];

    /// <summary>Tried before the file is served, in order, one a request; true when it has answered.</summary>
    public ConcurrentQueue<Func<HttpContext, Task<bool>>> Tricks { get; } = [];

    public static async Task<DatasetServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new DatasetServer(app);
        app.Map("/data/{file}", server.Answer);
        await app.StartAsync();
        return server;
    }

    public static byte[] Zipped(string text)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    /// <summary>Rows with <c>|</c> between their columns.</summary>
    public DatasetServer Serve(ImdbFile file, string? tag, params IEnumerable<string> rows) =>
        ServeRaw(file, tag, Zipped(string.Join('\n', [file.Header, .. rows.Select(r => r.Replace('|', '\t'))]) + "\n"));

    public DatasetServer ServeRaw(ImdbFile file, string? tag, byte[] bytes, DateTimeOffset? modified = null)
    {
        _files[file.Name + ".tsv.gz"] = new Served(bytes, tag, modified);
        return this;
    }

    public void Remove(ImdbFile file) => _files.TryRemove(file.Name + ".tsv.gz", out _);

    /// <summary>The next answer breaks off after so many bytes.</summary>
    public void CutAfter(int bytes) => Tricks.Enqueue(async context =>
    {
        var served = _files[(string)context.Request.RouteValues["file"]!];
        Mark(context, served);
        context.Response.ContentLength = served.Bytes.Length;
        await context.Response.Body.WriteAsync(served.Bytes.AsMemory(0, bytes));
        await context.Response.Body.FlushAsync();
        // What is on its way when a connection is reset is lost.
        await Task.Delay(300);
        context.Abort();
        return true;
    });

    public void Say(int status, string? body = null, params (string Name, string Value)[] headers) => Tricks.Enqueue(async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (body is not null)
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(body);
        }

        return true;
    });

    async Task Answer(HttpContext context)
    {
        var headers = context.Request.Headers;
        var file = (string)context.Request.RouteValues["file"]!;
        Asked.Enqueue((file, headers.Range, headers.IfRange, headers.IfNoneMatch, headers.UserAgent.ToString()));
        if (Tricks.TryDequeue(out var trick) && await trick(context))
        {
            return;
        }

        if (!_files.TryGetValue(file, out var served))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var tag = served.Tag is null ? null : new Microsoft.Net.Http.Headers.EntityTagHeaderValue(served.Tag);
        await Results.Bytes(served.Bytes, "application/gzip", enableRangeProcessing: true, lastModified: served.Modified, entityTag: tag).ExecuteAsync(context);
    }

    static void Mark(HttpContext context, Served served)
    {
        context.Response.Headers.ETag = served.Tag;
        if (served.Modified is { } modified)
        {
            context.Response.Headers.LastModified = modified.ToString("R");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
