using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Jobs;

/// <summary>A piece of work that can be started by its name.</summary>
sealed record Work
{
    public required string Name { get; init; }

    /// <summary>The code of a text.</summary>
    public required string Title { get; init; }

    /// <summary>One run at a time per key, instead of one at a time.</summary>
    public bool PerKey { get; init; }

    /// <summary>It runs so often that only its latest runs are kept: its history would be nothing but itself.</summary>
    public bool Often { get; init; }

    public required Type Arguments { get; init; }

    internal required Func<IServiceProvider, string, JobProgress, CancellationToken, Task<object?>> Run { get; init; }

    internal static Work Of<TWork, TArguments>(string name, string title, bool perKey, bool often = false) where TWork : class, IWork<TArguments> => new()
    {
        Name = name,
        Title = title,
        PerKey = perKey,
        Often = often,
        Arguments = typeof(TArguments),
        Run = (services, arguments, progress, ct) => services.GetRequiredService<TWork>()
            .Run(JsonSerializer.Deserialize<TArguments>(arguments, JobJson.Options)!, progress, ct),
    };

    /// <summary>What only one run may hold at a time.</summary>
    internal string Flight(string? key) => PerKey ? $"{Name} {key}" : Name;
}

/// <summary>All registered work by name.</summary>
sealed class Works
{
    readonly Dictionary<string, Work> _byName = new(StringComparer.Ordinal);

    public Works(IEnumerable<Work> all)
    {
        foreach (var work in all)
        {
            if (!_byName.TryAdd(work.Name, work))
            {
                throw new InvalidOperationException($"The work '{work.Name}' is registered twice.");
            }
        }
    }

    public Work? Find(string name) => _byName.GetValueOrDefault(name);

    /// <param name="name">The name of registered work.</param>
    /// <param name="arguments">The type that the caller hands over.</param>
    public Work Get(string name, Type arguments)
    {
        var work = Find(name) ?? throw new ArgumentException($"There is no work called '{name}'.", nameof(name));
        return work.Arguments == arguments
            ? work
            : throw new ArgumentException($"The work '{name}' takes {work.Arguments.Name}, not {arguments.Name}.", nameof(arguments));
    }
}
