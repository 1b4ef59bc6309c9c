using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog.Ages;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>A child's ceiling with the single titles that a host let through or hid, the latest first.</summary>
public sealed record ChildCeiling(Ceiling Ceiling, IReadOnlyList<CeilingTitle> Titles);

/// <summary>The one door to what children may see. For hosts: the callers see to it.</summary>
public sealed class ChildCeilings(Database database, Facts facts, KnownTitles known, Merging.MergedTitles merged, TimeProvider time)
{
    public const string CeilingSet = "ceiling.set";
    public const string TitleSet = "ceiling.title";
    public const string AgeSet = "ageRating.set";
    public const string AgeRemoved = "ageRating.removed";

    public async Task<ChildCeiling> Of(long child, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return new ChildCeiling(await CeilingStore.Find(connection, child, ct) ?? Ceiling.Lowest, await CeilingStore.Titles(connection, child, ct));
    }

    /// <returns>Null when no host has rated the title.</returns>
    public async Task<int?> Age(TitleId title, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await CeilingStore.Age(connection, title, ct);
    }

    /// <returns>What a source says, which counts where no host has rated the title; null when none says anything.</returns>
    public async Task<SourceAge?> FromSource(TitleId title, CancellationToken ct)
    {
        var all = await merged.WithMerged([title], ct);
        await using var connection = await database.Read(ct);
        return await SourceAges.Of(connection, database.Dialect, all, ct);
    }

    public Task Set(Viewer host, long child, Ceiling ceiling, CancellationToken ct) => Change(async writing =>
    {
        await CeilingStore.Set(writing, child, ceiling, Now);
        await Tell(writing, host, null, CeilingSet, null, new { child, age = ceiling.Age, without = ceiling.Without.IsEmpty ? null : ceiling.Without.Names });
    }, ct);

    /// <param name="allowed">False hides the title; null leaves it to its age rating and the rule.</param>
    public async Task SetTitle(Viewer host, long child, TitleId title, bool? allowed, CancellationToken ct)
    {
        await known.Remember([title], ct);
        await Change(async writing =>
        {
            var current = await Merging.MergedTitles.Current(writing, title);
            await CeilingStore.SetTitle(writing, child, current, allowed, Now);
            await Tell(writing, host, current, TitleSet, null, new { child, allowed });
        }, ct);
    }

    /// <param name="age">Years, 0 to <see cref="Ceiling.HighestAge"/>; null takes the rating away.</param>
    /// <returns>The age that the title had.</returns>
    public async Task<int?> SetAge(Viewer host, TitleId title, int? age, CancellationToken ct)
    {
        await known.Remember([title], ct);
        int? before = null;
        await Change(async writing =>
        {
            var current = await Merging.MergedTitles.Current(writing, title);
            before = await CeilingStore.Age(writing, current);
            await CeilingStore.SetAge(writing, current, age, host.Member, Now);
            await Tell(writing, host, current, age is null ? AgeRemoved : AgeSet, before is null ? null : new { age = before }, age is null ? null : new { age });
        }, ct);
        return before;
    }

    Task Change(Func<Writing, Task> change, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await CeilingStore.Changed(writing);
        await change(writing);
    }, ct);

    Task<long> Tell(Writing writing, Viewer host, TitleId? title, string kind, object? before, object? after) => facts.Write(writing, new FactDraft
    {
        Member = host.Member,
        Kind = kind,
        Title = title?.Number,
        Before = before is null ? null : JsonSerializer.Serialize(before),
        After = after is null ? null : JsonSerializer.Serialize(after),
        Origin = host.Origin.ToString().ToLowerInvariant(),
    });

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
