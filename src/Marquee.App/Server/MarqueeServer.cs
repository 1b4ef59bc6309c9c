using System.Net.Sockets;
using Marquee.Access;
using Marquee.Access.Trust;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Marquee.App.Server;

/// <summary>The server's life: settings, folder, stores, sample catalog, pages; until it is told to stop.</summary>
static class MarqueeServer
{
    public static async Task<int> Run(GlobalOptions global, string? listen, bool work, CancellationToken ct)
    {
        var terminal = new Terminal(global);
        await using var app = Build(global, listen, work);
        WrongSettings.Refuse(app.Configuration);
        foreach (var name in UnknownSettings.In(app.Configuration))
        {
            terminal.Say("app.unknownSetting", ("name", name));
        }

        if (!work && app.Services.GetRequiredService<Database>().Dialect.Engine == Engine.Sqlite)
        {
            throw new Refusal("app.needsWork");
        }

        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Logs == LogFormat.Json)
        {
            terminal = new Terminal(global with { Quiet = true }); // every line on standard error is an event now
        }

        var folder = app.Services.GetRequiredService<DataFolder>();
        folder.Prepare();
        using var held = await FolderLock.Take(folder, TimeProvider.System, ct);
        await app.Services.GetRequiredService<StoreOpening>().Open(writing: true, ct);
        await app.Services.GetRequiredService<HouseKey>().Begin(ct);
        var host = await app.Services.GetRequiredService<Members>().EnsureHost(null, ct);
        await EnsureCatalog(app, terminal, ct);
        app.UseWeb();
        await Start(app, ct);
        var options = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        var local = Listening.Local(app.Urls.First());
        new ServerFile(local.ToString(), app.Services.GetRequiredService<LocalKey>().Value, Environment.ProcessId, Listening.KeyHash(options, app.Services.GetRequiredService<HomeTls>()), options.PublicAddress).Write(folder);
        try
        {
            await Welcome(app, terminal, host, options.PublicAddress ?? local, ct);
            await app.WaitForShutdownAsync(ct);
        }
        finally
        {
            File.Delete(folder.ServerFile);
        }

        return 0;
    }

    /// <summary>Everything wired, nothing opened yet.</summary>
    internal static WebApplication Build(GlobalOptions global, string? listen, bool work = true)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.Configuration.AddSettings(global.Data, [new("Jobs:Work", work ? "true" : "false"), .. listen is null ? [] : (KeyValuePair<string, string?>[])[new("Server:Listen", listen)]]);
        builder.Logging.AddOperatorConsole();
        builder.Services.AddMarquee();
        builder.Services.AddWeb();
        builder.WebHost.ConfigureKestrel((_, kestrel) => Listening.Apply(kestrel, kestrel.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value, kestrel.ApplicationServices.GetRequiredService<HomeTls>()));
        builder.WebHost.UseKestrelHttpsConfiguration();
        return builder.Build();
    }

    /// <summary>A new house starts with the sample. What other nodes have made is held whole before this one answers.</summary>
    static async Task EnsureCatalog(WebApplication app, Terminal terminal, CancellationToken ct)
    {
        if (await app.Services.GetRequiredService<SampleCatalog>().LoadIfEmpty(ct))
        {
            terminal.Say("app.sampleLoaded");
        }

        await app.Services.GetRequiredService<GenerationFollower>().Begin(ct);
    }

    static async Task Welcome(WebApplication app, Terminal terminal, Member host, Uri address, CancellationToken ct)
    {
        var link = await app.Services.GetRequiredService<OneTimeLinks>().Make(host.Id, OneTimeLinks.FirstLifetime, ct);
        terminal.Say("app.welcome", ("address", address), ("name", host.Name));
        terminal.Result(new { signIn = link.At(address), address, link.ExpiresAt }, r => r.signIn.ToString());
    }

    static async Task Start(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new Refusal(e, "app.addressTaken", ("listen", app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Listen)) { ExitCode = Refusal.Port };
        }
        catch (SocketException e)
        {
            throw new Refusal(e, "app.cannotListen", ("listen", app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Listen), ("why", e.Message)) { ExitCode = Refusal.Port };
        }
    }
}
