using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marquee.App.Tests.Routes;

/// <summary>Somebody who asks: a stranger, a browser that is signed in, or a program with a key.</summary>
public sealed class Caller(Uri address, string name) : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
    string? _cookie;
    string? _csrf;

    public string Name { get; } = name;

    /// <summary>The session's cookie; null for who has none.</summary>
    public string? Cookie => _cookie;

    /// <summary>With which an API key asks; null for people.</summary>
    public string? Key { get; init; }

    /// <summary>Signs a browser in by a one-time link.</summary>
    public static async Task<Caller> SignIn(Uri address, string name, string link)
    {
        var caller = new Caller(address, name);
        using var answer = await caller.Send(HttpMethod.Post, new Uri(link).AbsolutePath);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        caller._cookie = answer.Headers.GetValues("Set-Cookie").Last().Split(';')[0];
        caller._csrf = (await caller.Ask(HttpMethod.Get, "/api/v1/session")).GetProperty("csrf").GetString();
        return caller;
    }

    /// <summary>Returns when the headers are there: one of the routes is a stream that does not end.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.TryAddWithoutValidation("Cookie", _cookie);
        request.Headers.TryAddWithoutValidation("X-CSRF-Token", _csrf);
        request.Headers.TryAddWithoutValidation("Authorization", Key is null ? null : "Bearer " + Key);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<HttpStatusCode> Status(HttpMethod method, string path, HttpContent? body = null)
    {
        using var answer = await Send(method, path, body);
        return answer.StatusCode;
    }

    /// <summary>What must work, for the setting up.</summary>
    public async Task<JsonElement> Ask(HttpMethod method, string path, object? body = null)
    {
        using var answer = await Send(method, path, body as HttpContent ?? (body is null ? null : JsonContent.Create(body)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{Name}: {method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public void Dispose() => _http.Dispose();
}
