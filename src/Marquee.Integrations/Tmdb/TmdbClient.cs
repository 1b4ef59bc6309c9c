using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tmdb;

/// <summary>
/// Asks TMDB for the certificates of titles. Knows TMDB's habits: it finds titles by IMDb's id only in a call of its own, says
/// "none" to an unknown id with status 200 and empty lists, and keeps films and series apart.
/// </summary>
public sealed class TmdbClient(OutboundClients clients, IOptions<TmdbOptions> options, TimeProvider time)
{
    public const string Source = "tmdb";

    const int NoSuchThing = 34;

    /// <summary>For the head and the body of one call with its retries and its turn.</summary>
    static readonly TimeSpan CallTime = TimeSpan.FromMinutes(5);

    // TMDB bears about forty calls a second; nobody waits for these.
    static readonly SourceLimits Limits = new() { Calls = 40, Per = TimeSpan.FromSeconds(10), Timeout = TimeSpan.FromSeconds(20), Retries = 2, AnswerBytes = 2 * 1024 * 1024 };

    /// <returns><see cref="TmdbWelcome"/> when the key works.</returns>
    public async Task<TmdbAnswer> Test(TmdbKey key, CancellationToken ct)
    {
        var (answer, instead) = await Get(key, "3/configuration", TmdbJson.Default.ConfigurationJson, ct);
        return instead ?? (answer!.Images is not { ValueKind: JsonValueKind.Object } ? Unreadable : new TmdbWelcome());
    }

    /// <param name="key">Of the house.</param>
    /// <param name="imdbId">Of a film or a series, as IMDb spells it.</param>
    /// <param name="known">What TMDB called it before; null when it was never asked.</param>
    /// <param name="ct">Stops.</param>
    public async Task<TmdbAnswer> Certificates(TmdbKey key, string imdbId, TmdbTitle? known, CancellationToken ct)
    {
        if (known is not null && await Certificates(key, known, ct) is not TmdbUnknown and var answer)
        {
            return answer;
        }

        var (found, instead) = await Get(key, $"3/find/{imdbId}?external_source=imdb_id", TmdbJson.Default.FoundJson, ct);
        return instead ?? found switch
        {
            { Movies: [{ Id: > 0 and var film }, ..] } => await Certificates(key, new TmdbTitle(Series: false, film), ct),
            { Series: [{ Id: > 0 and var series }, ..] } => await Certificates(key, new TmdbTitle(Series: true, series), ct),
            { Movies: [], Series: [] } => new TmdbUnknown(),
            _ => Unreadable,
        };
    }

    TmdbUnreadable Unreadable => new("ages.unreadable", ("host", options.Value.Address.Host));

    async Task<TmdbAnswer> Certificates(TmdbKey key, TmdbTitle title, CancellationToken ct)
    {
        if (title.Series)
        {
            var (ratings, instead) = await Get(key, $"3/{title}/content_ratings", TmdbJson.Default.SeriesRatingsJson, ct);
            return instead ?? (ratings!.Countries is { } rated ? Answer(title, rated.Select(c => (c?.Country, c?.Rating))) : Unreadable);
        }

        var (releases, problem) = await Get(key, $"3/{title}/release_dates", TmdbJson.Default.ReleasesJson, ct);
        return problem ?? (releases!.Countries is { } released
            ? Answer(title, released.SelectMany(c => c?.Releases ?? [], (c, release) => (c!.Country, release?.Certification)))
            : Unreadable);
    }

    /// <summary>Most releases have no certificate, which TMDB writes as an empty one.</summary>
    static TmdbCertificates Answer(TmdbTitle title, IEnumerable<(string? Country, string? Spelling)> all) => new(title,
    [
        .. all.Where(c => c.Country is { Length: 2 } && c.Spelling is { Length: < 40 } && !string.IsNullOrWhiteSpace(c.Spelling))
            .Select(c => new TmdbCertificate(c.Country!.ToUpperInvariant(), c.Spelling!.Trim())).Distinct(),
    ]);

    /// <returns>The answer, or what there is to say instead.</returns>
    async Task<(T? Answer, TmdbAnswer? Instead)> Get<T>(TmdbKey key, string path, JsonTypeInfo<T> shape, CancellationToken ct) where T : class
    {
        var host = options.Value.Address.Host;
        using var limit = new CancellationTokenSource(CallTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = key.Get(new Uri(options.Value.Address, path));
            using var answer = await clients.For(Source, Limits).SendAsync(request, both.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(both.Token);
            return Read(answer, body, shape) is { } read ? (read, null) : (null, Instead(answer, body, host));
        }
        catch (OutboundFault fault)
        {
            return (null, new TmdbRefused(null, fault.Code, fault.Values));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (null, new TmdbRefused(null, "outbound.unreachable", ("host", host), ("why", e.Message)));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new TmdbRefused(null, "outbound.silent", ("host", host), ("seconds", CallTime.TotalSeconds)));
        }
    }

    static T? Read<T>(HttpResponseMessage answer, byte[] body, JsonTypeInfo<T> shape) where T : class =>
        answer.StatusCode == HttpStatusCode.OK ? Parsed(body, shape) : null;

    TmdbAnswer Instead(HttpResponseMessage answer, byte[] body, string host) => answer.StatusCode switch
    {
        HttpStatusCode.OK => Unreadable,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new TmdbRefused(null, "ages.keyRefused", ("host", host)),
        HttpStatusCode.NotFound when Parsed(body, TmdbJson.Default.ProblemJson)?.Code == NoSuchThing => new TmdbUnknown(),
        HttpStatusCode.TooManyRequests => new TmdbRefused(AskedPause(answer), "ages.tooMany", ("host", host)),
        >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => new TmdbRefused(AskedPause(answer), "ages.status", ("host", host), ("status", (int)answer.StatusCode)),
        _ => new TmdbUnreadable("ages.status", ("host", host), ("status", (int)answer.StatusCode)),
    };

    DateTimeOffset? AskedPause(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } asked ? asked.Date ?? time.GetUtcNow() + (asked.Delta ?? TimeSpan.Zero) : null;

    /// <returns>Null when it is no JSON of this shape: a page of a proxy, an answer cut short.</returns>
    static T? Parsed<T>(byte[] body, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
