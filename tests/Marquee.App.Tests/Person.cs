using System.Net.Http.Json;
using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>Somebody in a browser: cookies are kept, and changes carry the session's token.</summary>
public sealed class Person : IDisposable
{
    readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };
    string _csrf = "";

    public static async Task<Person> SignIn(RunningMarquee marquee)
    {
        var person = new Person();
        using var used = await person._http.PostAsync(marquee.SignIn, null);
        person._csrf = (await person.Get(marquee, "/api/v1/session")).GetProperty("csrf").GetString()!;
        return person;
    }

    public async Task<JsonElement> Get(RunningMarquee marquee, string path)
    {
        using var answer = await _http.GetAsync(new Uri(marquee.Address, path));
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<System.Net.HttpStatusCode> Status(RunningMarquee marquee, string path)
    {
        using var answer = await _http.GetAsync(new Uri(marquee.Address, path));
        return answer.StatusCode;
    }

    public async Task<JsonElement> Send(RunningMarquee marquee, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(marquee.Address, path)) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        request.Headers.Add("X-CSRF-Token", _csrf);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> Import(RunningMarquee marquee, string csv)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(csv)), "file", "ratings.csv" } };
        return await Send(marquee, HttpMethod.Post, "/api/v1/imports", form);
    }

    /// <summary>Waits until the job says what is asked of it.</summary>
    public async Task<JsonElement> Job(RunningMarquee marquee, long id, Func<JsonElement, bool> until, int seconds = 120)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var job = await Get(marquee, $"/api/v1/jobs/{id}");
            if (until(job))
            {
                return job;
            }

            await Task.Delay(100, limit.Token);
        }
    }

    public void Dispose() => _http.Dispose();
}
