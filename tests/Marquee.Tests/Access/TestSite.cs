using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Access;
using Marquee.Households;
using Marquee.Screens;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marquee.Tests.Access;

/// <summary>A real server with the access pipeline on a test's house; several of them may share one house, as processes do.</summary>
public sealed class TestSite : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    readonly WebApplication _app;

    TestSite(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IEnumerable<Endpoint> Endpoints => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints);

    /// <summary>Everything that was logged, at every level that the filters let through.</summary>
    public List<string> Logged { get; private init; } = [];

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<TestSite> Start(TestHouse house, Action<IEndpointRouteBuilder>? more = null, TimeProvider? time = null, params (string Name, string Value)[] settings) =>
        StartWith(house, null, more, time, settings);

    /// <summary>The same with services of other capabilities.</summary>
    public static async Task<TestSite> StartWith(
        TestHouse house, Action<IServiceCollection>? services, Action<IEndpointRouteBuilder>? more = null, TimeProvider? time = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = house.Folder, ["Storage:Postgres"] = house.ConnectionString });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        var logged = new List<string>();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new ListedLog(logged));
        builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(o => o.SerializerOptions.Converters.Add(Json.Converters[0]));
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddStorage().AddAccess().AddHouseholds().AddSingleton<SessionViews>();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        await app.Services.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await app.Services.GetRequiredService<Members>().EnsureHost(null, CancellationToken.None);
        app.UseAccessEdge();
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseAccess();
        app.MapAccess();
        app.MapHouseholds();
        app.MapSession();
        more?.Invoke(app);
        await app.StartAsync();
        return new TestSite(app) { Logged = logged };
    }

    public Browser Open() => new(Address);

    /// <summary>A browser in which the member (made when new) is signed in by a link.</summary>
    public async Task<Browser> SignedIn(string name = "host", Role role = Role.Member)
    {
        var member = await Get<Members>().ByName(name, CancellationToken.None) ?? await Get<Members>().Make(name, role, CancellationToken.None);
        var link = await Get<OneTimeLinks>().Make(member!.Id, null, CancellationToken.None);
        var browser = Open();
        using var answer = await browser.Send(HttpMethod.Post, "/link/" + link.Code);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await browser.LoadToken();
        return browser;
    }

    public async Task<string> Key(string name, params KeyScope[] scopes) =>
        (await Get<ApiKeys>().Make((await Get<Members>().ByName(name, CancellationToken.None))!.Id, "test", scopes, null, CancellationToken.None)).Key;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    sealed class ListedLog(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Sends requests as a browser would, with its cookie and its token, and follows nothing.</summary>
public sealed class Browser(Uri address) : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

    public string? Cookie { get; set; }

    public string? Token { get; set; }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        if (Token is not null)
        {
            request.Headers.Add("X-CSRF-Token", Token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : JsonContent.Create(body, options: TestSite.Json);
        var answer = await _http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set) && set.LastOrDefault(c => c.Contains("marquee=", StringComparison.Ordinal)) is { } cookie)
        {
            var pair = cookie.Split(';')[0];
            Cookie = pair.EndsWith('=') ? null : pair;
        }

        return answer;
    }

    public async Task<HttpStatusCode> Status(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await Send(method, path, body, headers);
        return answer.StatusCode;
    }

    public async Task<JsonElement> Read(string path)
    {
        using var answer = await Send(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Body(answer);
    }

    public static Task<JsonElement> Body(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();

    public async Task LoadToken() => Token = (await Read("/api/v1/session")).GetProperty("csrf").GetString();

    public void Dispose() => _http.Dispose();
}
