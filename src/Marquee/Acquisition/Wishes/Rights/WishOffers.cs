using Marquee.Access;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>What would happen if somebody asked for a title now.</summary>
/// <param name="Title">The film or series that would be wished for; of an episode its series.</param>
/// <param name="Part">The whole, or the episode that was looked at.</param>
/// <param name="Bytes">As estimated.</param>
public sealed record WishOffer(TitleId Title, WishKind Kind, WishPart Part, WishVerdict Verdict, WishRights Rights, WishUse Use, long Bytes);

/// <summary>Says before anybody asks what the rules of the house would say.</summary>
public sealed class WishOffers
{
    readonly WishLooks _looks;
    readonly WishReading _reading;
    readonly HouseRules _rules;
    readonly TimeProvider _time;

    internal WishOffers(WishLooks looks, WishReading reading, HouseRules rules, TimeProvider time) => (_looks, _reading, _rules, _time) = (looks, reading, rules, time);

    /// <returns>No offer for a title that is not there for the viewer, and for one that cannot be wished for; then why.</returns>
    public async Task<(WishOffer? Offer, Text? Why)> Of(Viewer viewer, TitleId title, CancellationToken ct)
    {
        var look = await _looks.Look(viewer, new WishRequest { Title = title }, ct);
        if (look.Instead is { } instead)
        {
            return (null, (instead as WishDenied)?.Why);
        }

        var (rights, use) = await Used(viewer, look.Unwatched, ct);
        var verdict = WishVerdict.Of(
            viewer, await _rules.Gets(ct) is { On: true, MayHave: true }, rights, use, await _rules.Rules(ct), look.Kind, look.Title!, look.Bytes, chooses: false, refusedBefore: false);
        return (new WishOffer(look.Request.Title, look.Kind, look.Request.Part, verdict, rights, use, look.Bytes), null);
    }

    /// <summary>What a member may, and how much of it is used up.</summary>
    public async Task<(WishRights Rights, WishUse Use)> Used(Viewer viewer, CancellationToken ct) => await Used(viewer, await _looks.Unwatched(viewer, ct), ct);

    async Task<(WishRights Rights, WishUse Use)> Used(Viewer viewer, int unwatched, CancellationToken ct)
    {
        var rights = await _rules.Of(viewer, ct);
        return (rights, await _reading.Use(viewer.Member, _time.GetUtcNow().AddDays(-rights.Days), unwatched, ct));
    }
}
