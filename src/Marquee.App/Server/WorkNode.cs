using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Storage.Secrets;

namespace Marquee.App.Server;

/// <summary>A process that only works: jobs of the servers on the same PostgreSQL database, no pages.</summary>
static class WorkNode
{
    public static async Task<int> Run(GlobalOptions global, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(global.Data, [new("Jobs:Work", "true")]);
        WrongSettings.Refuse(builder.Configuration);
        builder.Logging.AddOperatorConsole();
        builder.Services.AddMarquee();
        using var host = builder.Build();
        if (host.Services.GetRequiredService<Database>().Dialect.Engine == Engine.Sqlite)
        {
            throw new Refusal("app.needsPostgres");
        }

        host.Services.GetRequiredService<DataFolder>().Prepare();
        using var held = await FolderLock.Take(host.Services.GetRequiredService<DataFolder>(), TimeProvider.System, ct);
        await host.Services.GetRequiredService<StoreOpening>().Open(writing: true, ct);
        await host.Services.GetRequiredService<HouseKey>().Begin(ct);
        await host.Services.GetRequiredService<GenerationFollower>().Begin(ct);
        await host.StartAsync(ct);
        new Terminal(global).Say("app.working");
        await host.WaitForShutdownAsync(ct);
        return 0;
    }
}
