namespace Marquee.Integrations.Sonarr;

/// <summary>The body of <c>PUT episode/monitor</c>.</summary>
sealed record EpisodesToMonitor(IReadOnlyList<int> EpisodeIds, bool Monitored);
