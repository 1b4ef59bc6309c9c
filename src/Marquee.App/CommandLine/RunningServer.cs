using System.Net.Http.Headers;
using System.Text.Json;
using Marquee.App.Server;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.CommandLine;

/// <summary>The server that runs on the data folder, asked with its key of this run. Says its problems as refusals.</summary>
sealed class RunningServer : IDisposable
{
    readonly HttpClient _http;
    readonly Uri? _publicAddress;

    RunningServer(ServerFile server, string? member)
    {
        _publicAddress = server.PublicAddress;
        // The certificate is for the name that others know the server by; here it only has to be of the key that the server started with.
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is not null && Listening.KeyHash(certificate) == server.KeyHash;
        _http = new HttpClient(handler) { BaseAddress = new Uri(server.Address), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Key);
        _http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language.Current.Code));
        if (member is not null)
        {
            _http.DefaultRequestHeaders.Add("X-Marquee-Member", Uri.EscapeDataString(member));
        }
    }

    /// <returns>Null when no server runs on the folder: the verb then works alone.</returns>
    public static async Task<RunningServer?> Find(DataFolder folder, string? member, CancellationToken ct) =>
        await ServerFile.Await(folder, TimeProvider.System, ct) is { } server ? new RunningServer(server, member) : null;

    /// <summary>An address of the server as people reach it from elsewhere.</summary>
    public Uri ForPeople(Uri local) => _publicAddress is { } address ? new Uri(address, local.PathAndQuery) : local;

    public Task<T> Get<T>(string path, CancellationToken ct) => Send<T>(new HttpRequestMessage(HttpMethod.Get, path), ct);

    public Task<T> Post<T>(string path, object? body, CancellationToken ct) =>
        Send<T>(new HttpRequestMessage(HttpMethod.Post, path) { Content = body as HttpContent ?? JsonContent.Create(body ?? new { }, options: Terminal.JsonLines) }, ct);

    public Task<T> Put<T>(string path, object body, CancellationToken ct) =>
        Send<T>(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: Terminal.JsonLines) }, ct);

    public Task Delete(string path, CancellationToken ct) => Delete<object?>(path, ct);

    public Task<T> Delete<T>(string path, CancellationToken ct) => Send<T>(new HttpRequestMessage(HttpMethod.Delete, path), ct);

    async Task<T> Send<T>(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            HttpResponseMessage answer;
            try
            {
                answer = await _http.SendAsync(request, ct);
            }
            catch (HttpRequestException e)
            {
                throw new Refusal(e, "app.noAnswer", ("address", _http.BaseAddress!), ("why", e.Message));
            }

            using (answer)
            {
                if (!answer.IsSuccessStatusCode)
                {
                    throw new Refusal(await Problem(answer, ct));
                }

                var body = await answer.Content.ReadAsByteArrayAsync(ct);
                return body.Length == 0 ? default! : JsonSerializer.Deserialize<T>(body, Terminal.JsonLines)!;
            }
        }
    }

    static async Task<Text> Problem(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            return problem.TryGetProperty("code", out _) ? StoredText.Of(problem) : Unexplained(answer);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return Unexplained(answer);
        }
    }

    static Text Unexplained(HttpResponseMessage answer) => new("app.answered", ("status", (int)answer.StatusCode));

    public void Dispose() => _http.Dispose();
}
