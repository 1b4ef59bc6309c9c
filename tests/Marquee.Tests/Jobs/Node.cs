using System.Collections.Concurrent;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marquee.Tests.Jobs;

/// <summary>A node that works: storage and jobs of a house, with pieces of work that a test can steer.</summary>
public sealed class Node : IAsyncDisposable
{
    readonly ServiceProvider _services;

    Node(ServiceProvider services) => _services = services;

    public Steering Steering => Get<Steering>();

    public JobRuns Runs => Get<JobRuns>();

    public Database Database => Get<Database>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts a node on the house's stores; several may run on one PostgreSQL.</summary>
    public static async Task<Node> Start(TestHouse house, bool work = true, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Folder"] = house.Folder,
            ["Storage:Postgres"] = house.ConnectionString,
            ["Jobs:Work"] = work.ToString(),
            ["Jobs:CheckInSeconds"] = "1",
            ["Jobs:SweepSeconds"] = "1",
        };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging()
            .AddStorage()
            .AddJobs()
            .AddSingleton<Steering>()
            .AddWork<SteeredWork, Steered>("test.steered", "A piece of work that tests steer")
            .AddWork<SteeredWork, Steered>("test.keyed", "The same, once per key", perKey: true);
        more?.Invoke(services);
        var node = new Node(services.BuildServiceProvider());
        await node.Get<StoreOpening>().Open(writing: true, CancellationToken.None);
        foreach (var hosted in node._services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        foreach (var hosted in node._services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await hosted.StartedAsync(CancellationToken.None);
        }

        return node;
    }

    public async Task Stop()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }
    }

    public async Task<JobRun> Until(long id, Func<JobRun, bool> good, int seconds = 30)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        JobRun? last = null;
        try
        {
            while (true)
            {
                last = await Runs.Find(id, patience.Token);
                if (last is not null && good(last))
                {
                    return last;
                }

                await Task.Delay(50, patience.Token);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Run {id} never came that far: {last}", e);
        }
    }

    public Task<JobRun> Ended(long id) => Until(id, run => run.Ended);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _services.DisposeAsync();
    }
}

public sealed record Steered(string Say, bool Hold = false, string? Fail = null);

/// <summary>What the work of one node did, and the gate that holds it.</summary>
public sealed class Steering
{
    public ConcurrentQueue<string> Started { get; } = [];

    public ConcurrentQueue<string> Finished { get; } = [];

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes held work ignore its cancellation, as a process does that was killed and knows nothing of it.</summary>
    public bool Deaf { get; set; }
}

public sealed class SteeredWork(Steering steering) : IWork<Steered>
{
    public async Task<object?> Run(Steered arguments, JobProgress progress, CancellationToken ct)
    {
        steering.Started.Enqueue(arguments.Say);
        progress.Report(1, 4, "steps", Text.Verbatim("Taking the first step."));
        if (arguments.Hold)
        {
            await steering.Gate.Task.WaitAsync(steering.Deaf ? CancellationToken.None : ct);
        }

        if (arguments.Fail is { } sentence)
        {
            throw sentence.Length > 0 ? new Refusal(Text.Verbatim(sentence)) : new InvalidOperationException("a secret inside");
        }

        progress.Report(4, 4, sentence: Text.Verbatim("All steps taken."));
        steering.Finished.Enqueue(arguments.Say);
        return new { arguments.Say, progress.Attempt };
    }
}
