using System.Text.Json;
using Marquee.Access;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>Whether the house gets anything at all.</summary>
/// <param name="MayHave">A host has said that it is for content that the house may have.</param>
public sealed record HouseGets(bool On, bool MayHave);

/// <summary>The one door to what members may ask for. Nobody may anything until a host says so, and the house gets nothing until then.</summary>
public sealed class HouseRules(Database database, Settings settings, Facts facts, TimeProvider time)
{
    const string GetsName = "wish.house";

    public async Task<HouseGets> Gets(CancellationToken ct) => await settings.Find<HouseGets>(GetsName, ct) ?? new HouseGets(false, false);

    internal static async Task<bool> Gets(Writing house) =>
        await Settings.Find<HouseGets>(house, GetsName) is { On: true, MayHave: true };

    /// <returns>The fact; null when it was so already.</returns>
    public Task<long?> SetGets(Viewer host, bool on, CancellationToken ct) => database.Write<long?>(Store.House, async house =>
    {
        await Facts.TakeTurn(house);
        if (await Gets(house) == on)
        {
            return null;
        }

        await settings.Set(house, GetsName, new HouseGets(on, on));
        return await facts.Write(house, Draft(host, WishFacts.HouseSet, null, new { on }));
    }, ct);

    /// <summary>What a member may; a host may everything.</summary>
    public async Task<WishRights> Of(Viewer viewer, CancellationToken ct) => viewer.Role == Role.Host ? WishRights.Host : await OfMember(viewer.Member, ct);

    internal static async Task<WishRights> Of(Writing house, Viewer viewer) => viewer.Role == Role.Host ? WishRights.Host
        : await WishRightStore.Find(house.Connection, viewer.Member, house.Cancellation, house.Transaction) ?? WishRights.None;

    /// <summary>As a host gave it.</summary>
    public async Task<WishRights> OfMember(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await WishRightStore.Find(connection, member, ct) ?? WishRights.None;
    }

    /// <returns>The fact; null when they were so already.</returns>
    public Task<long?> Set(Viewer host, long member, WishRights rights, CancellationToken ct) => database.Write<long?>(Store.House, async house =>
    {
        await Facts.TakeTurn(house);
        var before = await WishRightStore.Find(house.Connection, member, house.Cancellation, house.Transaction) ?? WishRights.None;
        if (before == rights)
        {
            return null;
        }

        await WishRightStore.Set(house, member, rights, time.GetUtcNow().ToUnixTimeSeconds());
        return await facts.Write(house, Draft(host, WishFacts.RightsSet, before, rights));
    }, ct);

    public async Task<IReadOnlyList<WishRule>> Rules(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await WishRightStore.AllRules(connection, ct);
    }

    internal static Task<IReadOnlyList<WishRule>> Rules(Writing house) => WishRightStore.AllRules(house.Connection, house.Cancellation, house.Transaction);

    /// <returns>The rule's number.</returns>
    public Task<long> Add(Viewer host, WishRule rule, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        var id = await WishRightStore.Add(house, rule, time.GetUtcNow().ToUnixTimeSeconds());
        await facts.Write(house, Draft(host, WishFacts.RuleMade, null, rule with { Id = id, Member = null }));
        return id;
    }, ct);

    /// <returns>False when there is no such rule.</returns>
    public Task<bool> Remove(Viewer host, long id, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        var gone = await WishRightStore.Remove(house, id) > 0;
        if (gone)
        {
            await facts.Write(house, Draft(host, WishFacts.RuleRemoved, new { id }, null));
        }

        return gone;
    }, ct);

    static FactDraft Draft(Viewer host, string kind, object? before, object? after) => new()
    {
        Member = host.Member,
        Kind = kind,
        Before = before is null ? null : JsonSerializer.Serialize(before, JsonSerializerOptions.Web),
        After = after is null ? null : JsonSerializer.Serialize(after, JsonSerializerOptions.Web),
        Origin = WishFacts.Word(host.Origin),
    };
}
