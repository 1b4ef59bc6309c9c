namespace Marquee.Households;

/// <summary>In which time zone a member's days and years begin.</summary>
public sealed class MemberZones(Preferences preferences)
{
    /// <param name="device">An IANA name that counts where the member chose none; null or empty: UTC then.</param>
    /// <returns>Null when the device's name is no time zone.</returns>
    public async Task<TimeZoneInfo?> Of(long member, string? device, CancellationToken ct) =>
        !string.IsNullOrEmpty(device) && !PreferenceRules.IsTimeZone(device) ? null
        : (await preferences.Of(member, ct)).TimeZone is { } chosen && TimeZoneInfo.TryFindSystemTimeZoneById(chosen, out var own) ? own
        : string.IsNullOrEmpty(device) ? TimeZoneInfo.Utc
        : TimeZoneInfo.FindSystemTimeZoneById(device);
}
