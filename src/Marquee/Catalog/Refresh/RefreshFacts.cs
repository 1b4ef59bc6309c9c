using Marquee.Integrations.Imdb;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Refresh;

/// <param name="Settings">What the host has chosen.</param>
/// <param name="Address">Where a refresh fetches from.</param>
/// <param name="TimeZone">The clock that the time of day is of.</param>
/// <param name="Ratings">How it goes with the ratings alone.</param>
/// <param name="Everything">How it goes with all files.</param>
/// <param name="Held">Files that wait for the host's answer.</param>
/// <param name="Files">What is fetched.</param>
public sealed record RefreshState(
    RefreshSettings Settings, Uri Address, string TimeZone, ScopeState Ratings, ScopeState Everything, IReadOnlyList<HeldFile> Held, IReadOnlyList<Dataset> Files);

/// <param name="Next">When it comes by itself; null while that is off. May lie in the past: then it comes within minutes.</param>
/// <param name="Failure">Why the last try failed; null when it did not.</param>
public sealed record ScopeState(DateTimeOffset? Next, DateTimeOffset? SucceededAt, DateTimeOffset? FailedAt, Text? Failure);

/// <summary>Tells how the refreshing of the catalog goes, for the page and the command line.</summary>
public sealed class RefreshFacts(RefreshSchedule schedule, RefreshOutcomes outcomes, Datasets datasets, IOptions<ImdbOptions> imdb)
{
    public async Task<RefreshState> Find(CancellationToken ct)
    {
        var settings = await schedule.Find(ct);
        var next = await schedule.Next(ct);
        var all = await outcomes.All(ct);
        ScopeState State(RefreshScope scope)
        {
            var outcome = all.GetValueOrDefault(scope);
            return new ScopeState(
                next.TryGetValue(scope, out var at) ? at : null, outcome?.SucceededAt, outcome?.Failure is null ? null : outcome.FailedAt, outcome?.Failure);
        }

        return new RefreshState(
            settings, settings.Address ?? imdb.Value.Datasets, schedule.Zone.Id, State(RefreshScope.Ratings), State(RefreshScope.Everything),
            await datasets.Held(ct), [.. (await datasets.Fetched(ct)).Values.OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }
}
