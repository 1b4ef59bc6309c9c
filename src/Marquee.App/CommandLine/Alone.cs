using Marquee.App.Server;
using Marquee.Storage;

namespace Marquee.App.CommandLine;

/// <summary>The program without its server: everything wired, the stores open, nothing listening.</summary>
sealed class Alone : IAsyncDisposable
{
    readonly IHost _host;
    readonly FolderLock? _lock;

    Alone(IHost host, FolderLock? held)
    {
        _host = host;
        _lock = held;
    }

    public IServiceProvider Services => _host.Services;

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>For a verb that only reads: beside a running server or without one.</summary>
    public static Task<Alone> Reading(GlobalOptions global, CancellationToken ct) => Open(global, writing: false, ct);

    /// <summary>For a verb that writes: holds the folder until it is disposed, so that no server starts meanwhile.</summary>
    public static Task<Alone> Writing(GlobalOptions global, CancellationToken ct) => Open(global, writing: true, ct);

    /// <summary>The folder that the options and settings name, without opening anything.</summary>
    public static DataFolder Folder(GlobalOptions global)
    {
        using var host = Build(global);
        return host.Services.GetRequiredService<DataFolder>();
    }

    /// <summary>For a verb that touches no store: beside a running server, without one, and before there is a house.</summary>
    public static Alone Unopened(GlobalOptions global)
    {
        var host = Build(global);
        host.Services.GetRequiredService<DataFolder>().Prepare();
        return new Alone(host, null);
    }

    /// <summary>Holds the folder with every store still closed, for putting files in their place.</summary>
    public static async Task<Alone> Closed(GlobalOptions global, CancellationToken ct)
    {
        var host = Build(global);
        try
        {
            var folder = host.Services.GetRequiredService<DataFolder>();
            folder.Prepare();
            return new Alone(host, await FolderLock.Take(folder, TimeProvider.System, ct));
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    static async Task<Alone> Open(GlobalOptions global, bool writing, CancellationToken ct)
    {
        var host = Build(global);
        FolderLock? held = null;
        try
        {
            if (writing)
            {
                var folder = host.Services.GetRequiredService<DataFolder>();
                folder.Prepare();
                held = await FolderLock.Take(folder, TimeProvider.System, ct);
            }

            await host.Services.GetRequiredService<StoreOpening>().Open(writing, ct);
            return new Alone(host, held);
        }
        catch
        {
            held?.Dispose();
            host.Dispose();
            throw;
        }
    }

    static IHost Build(GlobalOptions global)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSettings(global.Data);
        WrongSettings.Refuse(builder.Configuration);
        builder.Logging.AddOperatorConsole();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddMarquee();
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        _lock?.Dispose();
    }
}
