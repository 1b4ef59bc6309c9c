using System.Text.Json.Nodes;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Integrations.Tests.Servarr;
using Marquee.Jobs;
using Marquee.Storage.Secrets;
using Microsoft.AspNetCore.Http;

namespace Marquee.Tests.Acquisition.Wishes;

/// <summary>The stand-ins of Radarr and Sonarr as servers of a house, and what goes wrong with them.</summary>
static class WishServers
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static async Task<Connection> Connect(this WishHouse house, ServarrStandIn server, string? key = null, string? name = null)
    {
        var connections = house.Get<Connections>();
        var draft = new ConnectionDraft { Kind = server.Program, Name = name, Address = server.Address.ToString(), OnThisMachine = true, QualityProfile = 4, RootFolder = "/media/second" };
        var added = await connections.Add(draft, new SecretText(key ?? ServarrStandIn.Key), Ct);
        if (server.Version == "v5")
        {
            Assert.Null((await house.Get<ConnectionCheck>().Test(added, Ct)).Problem);
        }

        return (await connections.Find(added.Id, Ct))!;
    }

    public static Task<JobRun> Follow(this WishHouse house) => house.Get<InlineJobs>().Run(WishFollow.Name, new NoArguments(), null, Ct);

    public static Task<JobRun> Sweep(this WishHouse house) => house.Get<InlineJobs>().Run(WishSweep.Name, new NoArguments(), null, Ct);

    /// <summary>Each of the next requests is answered so.</summary>
    public static void Answers(this ServarrStandIn server, int times, Func<HttpContext, Task> answer)
    {
        for (var i = 0; i < times; i++)
        {
            server.Tricks.Enqueue(async context =>
            {
                await answer(context);
                return true;
            });
        }
    }

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Html { get; } = context =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<!doctype html><title>Router</title>");
    };

    /// <summary>Begins an answer and breaks off.</summary>
    public static Func<HttpContext, Task> Half { get; } = async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 5000;
        await context.Response.WriteAsync("[{\"title\":\"The Lan");
        await context.Response.Body.FlushAsync();
        await Task.Delay(300); // what was sent so far arrives first
        context.Abort();
    };

    public static Func<HttpContext, Task> Silence { get; } = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public static JsonObject Download(int id, string about, int of, long size, long left, string downloadId, params int[] episodes) => new()
    {
        ["id"] = id,
        [about] = of,
        ["episodeIds"] = new JsonArray([.. episodes.Select(e => JsonValue.Create(e))]),
        ["size"] = size,
        ["sizeleft"] = left,
        ["status"] = left == size ? "queued" : "downloading",
        ["downloadId"] = downloadId,
        ["trackedDownloadState"] = "downloading",
        ["trackedDownloadStatus"] = "ok",
    };

    public static JsonObject File(int film, long size) => new() { ["id"] = 7, ["movieId"] = film, ["path"] = "/media/film.mkv", ["size"] = size };
}
