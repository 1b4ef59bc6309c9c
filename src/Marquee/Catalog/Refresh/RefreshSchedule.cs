using Marquee.Storage;

namespace Marquee.Catalog.Refresh;

/// <summary>The host's settings for refreshing by itself, and what follows from them.</summary>
public sealed class RefreshSchedule(Settings settings, RefreshOutcomes outcomes, ImdbTerms terms, TimeProvider time)
{
    const string Setting = "catalog.refresh";

    /// <summary>Where the clock of the house is.</summary>
    public TimeZoneInfo Zone => time.LocalTimeZone;

    public async Task<RefreshSettings> Find(CancellationToken ct) => await settings.Find<RefreshSettings>(Setting, ct) ?? new RefreshSettings();

    /// <summary>Bounds are the caller's to check.</summary>
    /// <exception cref="Refusal">It is to be switched on and nobody has accepted IMDb's terms.</exception>
    public async Task<RefreshSettings> Set(RefreshSettings wanted, CancellationToken ct)
    {
        if (wanted.On)
        {
            await terms.RefuseUnaccepted(ct);
        }

        var before = await Find(ct);
        var kept = wanted with
        {
            Since = before.On && wanted.On ? before.Since : time.GetUtcNow().ToUnixTimeSeconds(),
            Seed = before.Seed != 0 ? before.Seed : Random.Shared.Next(1, int.MaxValue),
        };
        await settings.Set(Setting, kept, ct);
        return kept;
    }

    /// <returns>When each scope is due next; nothing while it is off.</returns>
    public async Task<IReadOnlyDictionary<RefreshScope, DateTimeOffset>> Next(CancellationToken ct)
    {
        var chosen = await Find(ct);
        if (!chosen.On)
        {
            return new Dictionary<RefreshScope, DateTimeOffset>();
        }

        var all = await outcomes.All(ct);
        return Enum.GetValues<RefreshScope>().ToDictionary(s => s, s => RefreshPlan.Next(chosen, s, all.GetValueOrDefault(s), time.GetUtcNow(), Zone));
    }

    /// <returns>What is due now; null for nothing. Everything comes first and brings the ratings along.</returns>
    public async Task<RefreshScope?> Due(CancellationToken ct)
    {
        var next = await Next(ct);
        return (RefreshScope[])[RefreshScope.Everything, RefreshScope.Ratings] is var order
            && Array.FindIndex(order, s => next.TryGetValue(s, out var at) && at <= time.GetUtcNow()) is >= 0 and var found ? order[found] : null;
    }
}
