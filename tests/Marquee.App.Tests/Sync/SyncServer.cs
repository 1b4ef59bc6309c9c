using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marquee.Storage;

namespace Marquee.App.Tests.Sync;

/// <summary>The real program with scratch databases switched on, on either engine, and a host's key.</summary>
sealed class SyncServer : IAsyncDisposable
{
    readonly TestDatabase? _postgres;
    readonly HttpClient _http;

    SyncServer(RunningMarquee marquee, TestDatabase? postgres, string key)
    {
        (Marquee, _postgres, Key) = (marquee, postgres, key);
        _http = new HttpClient { BaseAddress = marquee.Address, Timeout = TimeSpan.FromMinutes(1) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + key)));
    }

    public RunningMarquee Marquee { get; }

    /// <summary>Of scopes <c>admin</c>, <c>read</c> and <c>write</c>.</summary>
    public string Key { get; }

    /// <summary>As a client of CouchDB is told: with a name and a password.</summary>
    public string Url => $"http://any:{Key}@{Marquee.Address.Authority}/sync";

    public static async Task<SyncServer> Start(Engine engine)
    {
        var postgres = engine == Engine.Postgres ? await TestDatabase.Make() : null;
        var settings = new Dictionary<string, string> { ["MARQUEE_Sync__Scratch"] = "true" };
        if (postgres is not null)
        {
            settings["MARQUEE_Storage__Postgres"] = postgres.Connection;
        }

        var marquee = await RunningMarquee.Start(settings: settings);
        using var host = await Routes.Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
        var made = await host.Ask(HttpMethod.Post, "/api/v1/keys", new { name = "sync", scopes = new[] { "admin", "read", "write" } });
        return new SyncServer(marquee, postgres, made.GetProperty("key").GetString()!);
    }

    public async Task<(int Status, JsonElement Body)> Ask(string method, string path, string? body = null)
    {
        using var answer = await Send(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>The JSON of the answer as it was sent, and its status before it.</summary>
    public async Task<string> Text(string method, string path, string? body = null)
    {
        using var answer = await Send(method, path, body);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Trim()}";
    }

    public Task<HttpResponseMessage> Send(string method, string path, string? body = null) => _http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), "/sync" + path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") },
        HttpCompletionOption.ResponseHeadersRead);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Marquee.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}
