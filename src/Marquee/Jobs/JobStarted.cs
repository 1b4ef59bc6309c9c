namespace Marquee.Jobs;

/// <summary>What a route answers that has started work.</summary>
/// <param name="Job">The number of the run.</param>
public sealed record JobStarted(long Job);
