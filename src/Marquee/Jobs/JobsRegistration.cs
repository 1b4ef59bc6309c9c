using Marquee.Metering;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Marquee.Jobs;

public static class JobsRegistration
{
    /// <summary>Background work; needs storage. Jobs run here only when the setting <c>Jobs:Work</c> is true and the host runs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration("Jobs").ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddSingleton<RunStore>();
        services.AddSingleton<IntentStore>();
        services.AddSingleton<Works>();
        services.AddSingleton<QuartzWorkFactory>();
        services.AddSingleton<JobScheduler>();
        services.AddSingleton<Schedules>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunKeeper>();
        services.AddSingleton<IntentSweep>();
        services.AddSingleton<WorkRunner>();
        services.AddSingleton<JobMeter>();
        services.AddSingleton(JobMeter.Family);
        services.AddSingleton<IReadings, JobReadings>();
        services.AddSingleton(p => new JobRuns(p.GetRequiredService<RunStore>(), p.GetRequiredService<Works>(), p.GetRequiredService<JobScheduler>(), p.GetRequiredService<RunFeed>()));
        services.AddSingleton(p => new Intents(p.GetRequiredService<IntentStore>(), p.GetRequiredService<Works>(), p.GetRequiredService<IntentSweep>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new InlineJobs(p.GetRequiredService<RunStore>(), p.GetRequiredService<IntentStore>(), p.GetRequiredService<Works>(), p.GetRequiredService<WorkRunner>(), p.GetRequiredService<Database>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRestoreStep, RestoredIntents>();
        services.AddSingleton<IMemberErasure, ErasedRuns>();
        services.AddSingleton<IMemberErasure, ErasedIntents>();
        services.AddHostedService<JobsHost>();
        services.AddSchedule<HistoryPruning>(HistoryPruning.Name, "jobs.pruneTitle", "0 17 4 * * ?");
        return services;
    }

    /// <summary>Registers work under a name, to be started with <see cref="JobRuns.Start{TArguments}"/>.</summary>
    /// <param name="services">The house.</param>
    /// <param name="name">Stays the same for ever: it is stored with runs and intents.</param>
    /// <param name="title">The code of a text.</param>
    /// <param name="perKey">One run at a time per key, instead of one at a time.</param>
    public static IServiceCollection AddWork<TWork, TArguments>(this IServiceCollection services, string name, string title, bool perKey = false)
        where TWork : class, IWork<TArguments>
    {
        services.TryAddScoped<TWork>();
        return services.AddSingleton(Work.Of<TWork, TArguments>(name, title, perKey));
    }

    /// <summary>Registers work that starts by itself; it can be started by hand too, with <see cref="NoArguments"/>.</summary>
    /// <param name="services">The house.</param>
    /// <param name="name">Stays the same for ever.</param>
    /// <param name="title">The code of a text.</param>
    /// <param name="cron">With seconds first, as Quartz writes it: <c>0 30 4 * * ?</c>; local time of the house.</param>
    public static IServiceCollection AddSchedule<TWork>(this IServiceCollection services, string name, string title, string cron)
        where TWork : class, IWork<NoArguments>
    {
        CronExpression.Parse(cron);
        return services.AddWork<TWork, NoArguments>(name, title).AddSingleton(new Schedule(name, cron, null));
    }

    /// <inheritdoc cref="AddSchedule{TWork}(IServiceCollection, string, string, string)"/>
    /// <param name="services">The house.</param>
    /// <param name="name">Stays the same for ever.</param>
    /// <param name="title">The code of a text.</param>
    /// <param name="every">A second or more.</param>
    /// <param name="due">Asked at every step whether there is anything to do, before a run starts; null starts one every time.</param>
    /// <param name="often">Only its latest runs are kept.</param>
    public static IServiceCollection AddSchedule<TWork>(
        this IServiceCollection services, string name, string title, TimeSpan every, Func<IServiceProvider, CancellationToken, Task<bool>>? due = null, bool often = false)
        where TWork : class, IWork<NoArguments>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromSeconds(1));
        services.TryAddScoped<TWork>();
        return services.AddSingleton(Work.Of<TWork, NoArguments>(name, title, perKey: false, often)).AddSingleton(new Schedule(name, null, every, due));
    }
}
