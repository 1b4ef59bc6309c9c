using System.Net.Sockets;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Marquee.App.Server;

/// <summary>The server's life: settings, folder, stores, sample catalog, pages; until it is told to stop.</summary>
static class MarqueeServer
{
    public static async Task<int> Run(Common common, string? listen, CancellationToken ct)
    {
        var terminal = new Terminal(common);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.Configuration.AddSettings(common.Data, listen is null ? null : [new("Server:Listen", listen)]);
        builder.Logging.AddOperatorConsole();
        builder.Services.AddMarquee();
        builder.WebHost.ConfigureKestrel((_, kestrel) => Listening.Apply(kestrel, kestrel.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value));
        builder.WebHost.UseKestrelHttpsConfiguration();
        await using var app = builder.Build();
        app.Services.GetRequiredService<DataFolder>().Prepare();
        using var held = FolderLock.Take(app.Services.GetRequiredService<DataFolder>());
        await app.Services.GetRequiredService<StoreOpening>().Open(writing: true, ct);
        await Start(app, ct);
        terminal.Say($"Marquee listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    static async Task Start(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new Refusal($"The address {app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Listen} is taken by another program. Choose another port with --listen, for example --listen 127.0.0.1:8485.", Refusal.Port, e);
        }
        catch (SocketException e)
        {
            throw new Refusal($"The server cannot listen on {app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Listen}: {e.Message}. Choose another address with --listen.", Refusal.Port, e);
        }
    }
}
