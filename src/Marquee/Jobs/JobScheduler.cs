using System.Globalization;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Marquee.Jobs;

/// <summary>
/// Quartz over the store <c>jobs</c>. Each run is one Quartz job of its own, named after the run's id, that asks to be recovered;
/// on PostgreSQL the nodes form a cluster. Does nothing in a process that does not work.
/// </summary>
sealed partial class JobScheduler(
    Database database, DataFolder folder, IOptions<StorageOptions> storage, IOptions<JobsOptions> options, TimeProvider time,
    QuartzWorkFactory factory, ILoggerFactory logs, ILogger<JobScheduler> log) : IAsyncDisposable
{
    const string Runs = "runs";
    StandaloneSchedulerFactory? _owner;
    IScheduler? _quartz;
    TaskCompletionSource? _starting;

    /// <summary>Null before the start and in a process that does not work.</summary>
    public IScheduler? Quartz => _quartz;

    public static JobKey KeyOf(long id) => new(id.ToString(CultureInfo.InvariantCulture), Runs);

    public static long RunOf(JobKey key) => long.Parse(key.Name, CultureInfo.InvariantCulture);

    /// <summary>From now on what is handed over waits for <see cref="Start"/>, which comes in a moment.</summary>
    public void Announce() => _starting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task Start(CancellationToken ct)
    {
        try
        {
            _owner = QuartzSchedulerBuilder.Create(Configure).Build();
            var quartz = await _owner.GetScheduler(ct);
            await quartz.Start(ct);
            _quartz = quartz;
        }
        finally
        {
            _starting?.TrySetResult();
        }
    }

    /// <summary>
    /// Hands a waiting run to Quartz. Where that is not possible now, because this process does not work or the store is busy,
    /// <see cref="RunKeeper"/> of a process that works finds the row within seconds.
    /// </summary>
    public async Task Enqueue(long id, CancellationToken ct)
    {
        try
        {
            await Enqueue(id, default, ct);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node has just taken it up.
        }
        catch (SchedulerException e)
        {
            Later(e, id);
        }
    }

    /// <summary>Hands a run to Quartz in place of what Quartz has of it.</summary>
    public async Task EnqueueAnew(long id, CancellationToken ct)
    {
        if (_quartz is { } quartz)
        {
            await quartz.DeleteJob(KeyOf(id), ct);
            await Enqueue(id, ScheduleJobOptions.Replacing, ct);
        }
    }

    async Task Enqueue(long id, ScheduleJobOptions how, CancellationToken ct)
    {
        if (_starting is { } starting)
        {
            await starting.Task.WaitAsync(ct);
        }

        if (_quartz is not { } quartz)
        {
            return;
        }

        var job = JobBuilder.Create<RunJob>().WithIdentity(KeyOf(id)).RequestRecovery().Build();
        // Never counted as misfired: however long all processes were down, it runs as soon as one is there.
        var once = TriggerBuilder.Create(time).WithIdentity(job.Key.Name, Runs).StartNow()
            .WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
        await quartz.ScheduleJob(job, once, how, ct);
    }

    /// <returns>Whether Quartz has the run and will get to it, which it does at once: not at a time that a wrong clock has set.</returns>
    public async Task<bool> Has(long id, CancellationToken ct)
    {
        if (_quartz is not { } quartz || !await quartz.Exists(KeyOf(id), ct))
        {
            return false;
        }

        // Its own trigger, and the one by which Quartz recovers it; none is left of one that runs.
        var triggers = (await quartz.QueryTriggers(new TriggerQuery { Job = KeyOf(id) }, ct)).Items;
        return triggers.Count == 0 || triggers.Any(t => t.State != TriggerState.Error && !(t.NextFireTimeUtc > time.GetUtcNow().AddMinutes(1)));
    }

    /// <summary>Interrupts a run that this or another node executes, and takes a waiting one out of the line.</summary>
    public async Task Interrupt(long id, CancellationToken ct)
    {
        if (_quartz is { } quartz)
        {
            await quartz.Interrupt(KeyOf(id), ct);
        }
    }

    /// <summary>Interrupts what runs here and waits for it; what was interrupted starts again elsewhere or later.</summary>
    public async Task Stop(CancellationToken ct)
    {
        _starting?.TrySetResult();
        if (Interlocked.Exchange(ref _quartz, null) is { } quartz)
        {
            await quartz.Shutdown(waitForJobsToComplete: true, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(CancellationToken.None);
        if (_owner is not null)
        {
            await _owner.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Id} could not be handed to Quartz; it will be found in a moment")]
    partial void Later(Exception e, long id);

    void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(logs);
        quartz.UseTimeProvider(time);
        quartz.UseJobFactory(factory);
        quartz.UseDefaultThreadPool(options.Value.Concurrency);
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "marquee";
            scheduler.GenerateInstanceId = database.Dialect.Engine == Engine.Postgres;
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(10);
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            scheduler.DefaultMisfireHandling = DefaultMisfireHandling.FireAndProceed;
        });
        quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            store.UseSystemTextJsonSerializer();
            store.ConfigureStore(settings =>
            {
                settings.TablePrefix = "qrtz_";
                settings.StoreJobDataAsStrings = true;
                settings.RecoverFiringsCancelledByShutdown = true;
                settings.MisfireThreshold = TimeSpan.FromSeconds(60);
                settings.UseBackgroundThreads = true;
            });
            if (database.Dialect.Engine == Engine.Postgres)
            {
                store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(storage.Value.Postgres) { SearchPath = "jobs", ApplicationName = "marquee-jobs" }.ToString());
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(options.Value.CheckInSeconds);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(2 * options.Value.CheckInSeconds);
                });
            }
            else
            {
                store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = folder.StoreFile(Store.Jobs), DefaultTimeout = 30 }.ToString());
            }
        });
    }
}
