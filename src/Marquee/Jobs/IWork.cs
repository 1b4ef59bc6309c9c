namespace Marquee.Jobs;

/// <summary>
/// Something that takes a second or more. It may run twice for one run (its process can end at any moment, and the run then
/// starts again), so it must be harmless when repeated.
/// </summary>
public interface IWork<in TArguments>
{
    /// <returns>What came of it, stored as JSON; null for nothing to say.</returns>
    Task<object?> Run(TArguments arguments, JobProgress progress, CancellationToken ct);
}

/// <summary>The arguments of work that needs none, such as work on a schedule.</summary>
public sealed record NoArguments;
