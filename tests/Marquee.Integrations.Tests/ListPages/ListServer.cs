using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>A web server on a free port of 127.0.0.1 that stands for a site with lists.</summary>
public sealed class ListServer : IAsyncDisposable
{
    readonly WebApplication _app;

    ListServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>By path and query.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Pages { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Path, string Agent, DateTimeOffset At)> Asked { get; } = [];

    public static async Task<ListServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ListServer(app);
        app.MapFallback(server.Answer);
        await app.StartAsync();
        return server;
    }

    public void Show(string path, string html) => Say(path, 200, html);

    /// <summary>The type may be another one: <c>("Content-Type", "text/xml")</c>.</summary>
    public void Say(string path, int status, string html, params (string Name, string Value)[] headers) => Pages[path] = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(html);
    };

    /// <summary>A page of IMDb as its script draws it; every title is <c>number|name|year|rating</c>, the last two may be empty.</summary>
    public static string Imdb(string name, bool more, params string[] titles)
    {
        var edges = titles.Select(title => title.Split('|')).Select(t => new
        {
            node = new
            {
                absolutePosition = 1,
                listItem = new
                {
                    id = "tt" + t[0],
                    titleText = new { text = t[1] },
                    originalTitleText = new { text = t[1] },
                    releaseYear = t[2].Length == 0 ? null : new { year = int.Parse(t[2], CultureInfo.InvariantCulture) },
                    titleType = new { id = "movie" },
                    runtime = new { seconds = 5400 },
                },
                otherUserRating = t[3].Length == 0 ? null : new { value = int.Parse(t[3], CultureInfo.InvariantCulture), date = "2024-05-06" },
            },
        });
        var list = new { titleListItemSearch = new { total = titles.Length + (more ? 1 : 0), edges, pageInfo = new { hasNextPage = more } } };
        var drawn = JsonSerializer.Serialize(new { props = new { pageProps = new { suggestions = new { edges = new[] { new { node = new { name = "none" } } } }, mainColumnData = new { list } } } });
        return $"""<!doctype html><html><head><meta property="og:title" content="{name}"></head><body><script id="__NEXT_DATA__" type="application/json">{drawn}</script></body></html>""";
    }

    async Task Answer(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        Asked.Enqueue((path, context.Request.Headers.UserAgent.ToString(), TimeProvider.System.GetUtcNow()));
        if (Pages.TryGetValue(path, out var page))
        {
            await page(context);
            return;
        }

        context.Response.StatusCode = 404;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
