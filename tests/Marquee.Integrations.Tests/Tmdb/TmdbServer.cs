using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Integrations.Tests.Tmdb;

/// <summary>A web server on a free port of 127.0.0.1 that answers as TMDB does, about films and series that are made up.</summary>
public sealed class TmdbServer : IAsyncDisposable
{
    /// <summary>An API key, which goes into the address.</summary>
    public const string Key = "00112233445566778899aabbccddeeff";

    /// <summary>A read access token, which goes into a header.</summary>
    public const string Token = "bWFkZS11cC1oZWFk.bWFkZS11cC1ib2R5LW9mLWEtdG9rZW4.bWFkZS11cC1zZWFs";

    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, object> _answers = new(StringComparer.Ordinal);
    long _titles = 500;

    TmdbServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>What is answered instead, whatever is asked; null lets it answer as it should.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>The paths that were asked for with a right key, in their order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<TmdbServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TmdbServer(app);
        server._answers["/3/configuration"] = new { change_keys = new[] { "certifications" }, images = new { secure_base_url = "https://image.example/t/p/" } };
        app.MapFallback(server.Answer);
        await app.StartAsync();
        return server;
    }

    /// <summary>A film with its certificates, such as <c>DE:12</c>; one without any is <c>BG:</c>.</summary>
    /// <returns>TMDB's name of it.</returns>
    public string Film(long imdb, params string[] certificates) => Title("movie", imdb, "release_dates", certificates.Select(c => c.Split(':')).GroupBy(c => c[0]).Select(country => (object)new
    {
        iso_3166_1 = country.Key,
        release_dates = country.Select(c => new { certification = c[1], descriptors = Array.Empty<string>(), iso_639_1 = "", note = "", release_date = "2011-02-03T00:00:00.000Z", type = 3 }),
    }));

    /// <inheritdoc cref="Film"/>
    public string Series(long imdb, params string[] certificates) => Title("tv", imdb, "content_ratings", certificates.Select(c => c.Split(':'))
        .Select(c => (object)new { descriptors = Array.Empty<string>(), iso_3166_1 = c[0], rating = c[1] }));

    /// <summary>Something that is neither a film nor a series.</summary>
    public void Nothing(long imdb) => Find(imdb, [], []);

    public void Say(string path, object answer) => _answers[path] = answer;

    /// <summary>Says something else from now on, as TMDB or what stands before it does.</summary>
    public void Refuse(int status, string body = "", string type = "application/json", int? retryAfter = null) => Instead = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsync(body);
    };

    string Title(string kind, long imdb, string part, IEnumerable<object> countries)
    {
        var id = Interlocked.Increment(ref _titles);
        object[] found = [new { id, media_type = kind, popularity = 0.0, vote_count = 0, adult = false }];
        Find(imdb, kind == "movie" ? found : [], kind == "tv" ? found : []);
        _answers[$"/3/{kind}/{id}/{part}"] = new { id, results = countries.ToList() };
        return $"{kind}/{id}";
    }

    void Find(long imdb, object[] films, object[] series) => _answers[string.Create(CultureInfo.InvariantCulture, $"/3/find/tt{imdb:D7}")] =
        new { movie_results = films, person_results = Array.Empty<object>(), tv_results = series, tv_episode_results = Array.Empty<object>(), tv_season_results = Array.Empty<object>() };

    async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.ToString();
        var right = context.Request.Headers.Authorization == $"Bearer {Token}" || context.Request.Query["api_key"] == Key;
        if (!right)
        {
            await Json(context, 401, new { success = false, status_code = 7, status_message = "Invalid API key: You must be granted a valid key." });
            return;
        }

        Asked.Enqueue(path);
        if (Instead is { } other)
        {
            await other(context);
        }
        else if (_answers.TryGetValue(path, out var answer) && (!path.StartsWith("/3/find/", StringComparison.Ordinal) || context.Request.Query["external_source"] == "imdb_id"))
        {
            await Json(context, 200, answer);
        }
        else if (path.StartsWith("/3/find/", StringComparison.Ordinal))
        {
            await Json(context, 200, new { movie_results = Array.Empty<object>(), person_results = Array.Empty<object>(), tv_results = Array.Empty<object>() });
        }
        else
        {
            await Json(context, 404, new { success = false, status_code = 34, status_message = "The resource you requested could not be found." });
        }
    }

    static async Task Json(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer as string ?? JsonSerializer.Serialize(answer));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
