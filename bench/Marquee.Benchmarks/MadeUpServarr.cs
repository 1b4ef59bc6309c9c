using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Benchmarks;

/// <summary>
/// A Radarr and a Sonarr in one, with a large made-up library in answers of the size that the real ones send, and nothing else:
/// 10,000 films, 2,000 series of 50 episodes each.
/// </summary>
static class MadeUpServarr
{
    public const int Films = 10_000;
    public const int Series = 2_000;
    public const int EpisodesOfEach = 50;

    /// <summary>What the real answers carry besides, and nobody reads.</summary>
    static readonly string Ballast = string.Concat(Enumerable.Range(0, 12).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $$""","alternate{{i}}":[{"sourceType":"tmdb","movieMetadataId":{{i}},"title":"Another name of the same film {{i}}","id":{{i}} }],"image{{i}}":{"coverType":"poster","url":"/MediaCover/{{i}}/poster.jpg?lastWrite=638000000000000000","remoteUrl":"https://images.example/original/abcdefghijklmnopqrstuvwxyz{{i}}.jpg"}""")));

    public static async Task<int> Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/api/v3/queue", () => TypedResults.Text("""{"page":1,"pageSize":200,"totalRecords":0,"records":[]}""", "application/json"));
        app.MapGet("/api/v3/movie", (HttpContext context) => List(context, Enumerable.Range(1, Films).Select(Film)));
        app.MapGet("/api/v3/series", (HttpContext context) => List(context, Enumerable.Range(1, Series).Select(OneSeries)));
        app.MapGet("/api/v3/episode", (HttpContext context, int seriesId) => List(context, Enumerable.Range(1, EpisodesOfEach).Select(e => Episode(seriesId, e))));
        await app.RunAsync();
        return 0;
    }

    static async Task List(HttpContext context, IEnumerable<string> items)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var separator = "[";
        foreach (var item in items)
        {
            await context.Response.WriteAsync(separator, Encoding.UTF8);
            await context.Response.WriteAsync(item, Encoding.UTF8);
            separator = ",";
        }

        await context.Response.WriteAsync("]", Encoding.UTF8);
    }

    static string Film(int n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"title":"Made-up film {{n}}","year":2001,"tmdbId":{{n + 900_000}},"imdbId":"tt{{n + 9_000_000}}","monitored":true,"hasFile":true,"status":"released","isAvailable":true,"path":"/media/films/Made-up film {{n}} (2001)","qualityProfileId":4,"tags":[1],"added":"2024-01-02T03:04:05Z","overview":"{{new string('x', 400)}}"{{Ballast}},"movieFile":{{File(n)}},"id":{{n}} }""");

    static string OneSeries(int n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"title":"Made-up series {{n}}","year":2001,"tvdbId":{{n + 800_000}},"tmdbId":{{n}},"imdbId":"tt{{n + 8_000_000}}","monitored":true,"status":"ended","path":"/media/series/{{n}}","qualityProfileId":4,"tags":[],"added":"2024-01-02T03:04:05Z"{{Ballast}},"seasons":[{"seasonNumber":0,"monitored":false},{"seasonNumber":1,"monitored":true,"statistics":{"episodeFileCount":50} }],"id":{{n}} }""");

    static string Episode(int series, int e) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"seriesId":{{series}},"tvdbId":{{(series * 100) + e}},"episodeFileId":{{e}},"seasonNumber":1,"episodeNumber":{{e}},"title":"Part {{e}}","airDate":"2001-02-03","airDateUtc":"2001-02-03T04:05:06Z","overview":"{{new string('x', 200)}}","episodeFile":{{File(e)}},"hasFile":true,"monitored":true,"id":{{(series * 100) + e}} }""");

    static string File(int n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"relativePath":"a file of some length {{n}}.mkv","path":"/media/somewhere/a file of some length {{n}}.mkv","size":24397988960,"dateAdded":"2024-01-02T03:04:05Z","quality":{"quality":{"id":7,"name":"Bluray-1080p","source":"bluray","resolution":1080},"revision":{"version":1,"real":0,"isRepack":false} },"languages":[{"id":1,"name":"English"}],"mediaInfo":{"audioChannels":5.1,"audioCodec":"DTS","videoCodec":"x264","resolution":"1920x800","runTime":"1:40:00"},"id":{{n}} }""");
}
