using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Servarr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>
/// A server on a free port of 127.0.0.1 that keeps what it is told and has the rules that the documents of the APIs do not show:
/// the key, the base path, duplicates, missing folders, unknown profiles, commands that take their time.
/// </summary>
public abstract class ServarrStandIn(string version) : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    WebApplication? _app;
    int _last = 100;

    protected Lock Gate { get; } = new();

    public abstract ServarrProgram Program { get; }

    public string Version { get; } = version;

    /// <summary>Where it lies behind a proxy: <c>/radarr</c>; empty for none.</summary>
    public string BasePath { get; set; } = "";

    public Uri Address => new(_app!.Urls.First() + BasePath);

    /// <summary>Every request in order.</summary>
    public ConcurrentQueue<(string Method, string Path, string? Key)> Asked { get; } = [];

    /// <summary>Tried before anything else, one a request; true when it has answered.</summary>
    public ConcurrentQueue<Func<HttpContext, Task<bool>>> Tricks { get; } = [];

    public ServarrSettings Settings { get; } = new();

    public ServarrWork Work { get; } = new();

    protected int NextId() => Interlocked.Increment(ref _last);

    /// <summary>What the one program has and the other has not; null for an address that it does not know.</summary>
    protected abstract Reply? Own(Call call);

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapFallback(Answer);
        await _app.StartAsync();
    }

    public ServarrConnection Connection(string? key = null) => ServarrConnection.From(Address.ToString(), key ?? Key, onThisMachine: true)!;

    public static OutboundClients Outbound() => new(Options.Create(new OutboundOptions()), TimeProvider.System);

    async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Asked.Enqueue((context.Request.Method, path + context.Request.QueryString, context.Request.Headers["X-Api-Key"]));
        if (Tricks.TryDequeue(out var trick) && await trick(context))
        {
            return;
        }

        if (!path.StartsWith(BasePath + "/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = BasePath + path + context.Request.QueryString;
            return;
        }

        if (!path.StartsWith($"{BasePath}/api/{Version}/", StringComparison.Ordinal))
        {
            await Replies.Send(context, new Reply(404, null));
            return;
        }

        if (context.Request.Headers["X-Api-Key"] != Key)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var body = context.Request.ContentLength > 0 ? await JsonNode.ParseAsync(context.Request.Body) : null;
        var call = new Call(context.Request.Method, path[$"{BasePath}/api/{Version}/".Length..].Split('/'), context.Request.Query, body as JsonObject);
        var hook = call is { Method: "POST" or "PUT", Path: ["notification" or "connection", ..] } ? await WebhookTest.Send(call.Body!) : null;
        Reply reply;
        lock (Gate)
        {
            reply = hook ?? Both(call) ?? Own(call) ?? new Reply(404, null);
        }

        await Replies.Send(context, reply);
    }

    Reply? Both(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["system", "status"]) => new Reply(200, Status()),
        ("GET", ["health"]) => new Reply(200, new JsonArray(new JsonObject { ["source"] = "RootFolderCheck", ["type"] = "error", ["message"] = "Missing root folder: /gone" })),
        ("GET", ["qualityprofile"]) => new Reply(200, new JsonArray([.. Settings.Profiles.Select(p => new JsonObject { ["id"] = p.Key, ["name"] = p.Value, ["upgradeAllowed"] = true, ["cutoff"] = 7 })])),
        ("GET", ["rootfolder"]) => new Reply(200, new JsonArray([.. Settings.RootFolders.Select((path, i) => new JsonObject { ["id"] = i + 1, ["path"] = path, ["accessible"] = true, ["freeSpace"] = 5_000_000_000_000 })])),
        _ => Settings.Tags(call) ?? Settings.Webhooks(call, Version == "v5" ? "connection" : "notification", NextId) ?? Work.Answer(call, NextId),
    };

    JsonObject Status()
    {
        var status = new JsonObject { ["appName"] = Program.ToString(), ["instanceName"] = "Living room", ["version"] = "9.8.7.6543", ["urlBase"] = BasePath, ["isDocker"] = true };
        foreach (var always in (string[])["appData", "branch", "databaseVersion", "osName", "osVersion", "packageAuthor", "packageUpdateMechanismMessage", "packageVersion", "runtimeName", "runtimeVersion", "startupPath"])
        {
            status[always] = "made up";
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
