using Marquee.Access;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// Says what somebody may see in the generation that the caller reads. What a child sees is found once, and anew when the generation
/// or anything that a host said has changed: a child's request asks for no more than the number of the latest change. All who ask
/// meanwhile wait for the same finding, which goes on when one of them gives up.
/// </summary>
public sealed class Sights(Database database)
{
    readonly Lock _lock = new();
    readonly Dictionary<(long Child, int Generation), Finding> _kept = [];

    /// <summary>What the children's rules take: a word about a single title, or another age, leaves that as it is.</summary>
    readonly Dictionary<(long Child, int Generation), (string Key, RuleTitles Titles)> _rules = [];

    /// <param name="Revision">Of what hosts said, read before the finding began.</param>
    sealed record Finding(long Revision, Task<Sight> Found);

    public ValueTask<Sight> Of(Viewer viewer, CancellationToken ct) =>
        viewer.Role == Role.Child ? new ValueTask<Sight>(OfChild(viewer.Member, database.Generation, ct)) : ValueTask.FromResult(Sight.Of(viewer.ShowAdult));

    /// <summary>A word that is another one as soon as what children see may be something else.</summary>
    public async Task<string> Stamp(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var revision = await CeilingStore.Revision(connection, ct);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{revision}.{database.Generation}");
    }

    /// <summary>As if the child had another ceiling; its single titles stay.</summary>
    public async Task<Sight> Under(Ceiling ceiling, long child, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var state = await CeilingStore.State(connection, child, ct) with { Ceiling = ceiling };
        var byRule = Kept(child, database.Generation, ceiling) ?? await VisibleReading.ByRule(connection, database.Dialect, ceiling, ct);
        return new Sight(await VisibleReading.Of(connection, database.Dialect, state, byRule, ct));
    }

    internal async Task<Sight> OfChild(long child, int generation, CancellationToken ct)
    {
        long revision;
        await using (var connection = await database.Read(generation, ct))
        {
            revision = await CeilingStore.Revision(connection, ct);
        }

        return await Found(child, generation, revision).WaitAsync(ct);
    }

    Task<Sight> Found(long child, int generation, long revision)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue((child, generation), out var kept) && kept.Revision >= revision && kept.Found is { IsFaulted: false })
            {
                return kept.Found;
            }

            var found = Task.Run(() => Find(child, generation));
            _kept[(child, generation)] = new Finding(revision, found);
            foreach (var old in _kept.Keys.Where(key => key.Generation != generation && key.Generation != database.CurrentGeneration).ToList())
            {
                _kept.Remove(old); // nobody reads it any more
                _rules.Remove(old);
            }

            return found;
        }
    }

    async Task<Sight> Find(long child, int generation)
    {
        await using var connection = await database.Read(generation, CancellationToken.None);
        var state = await CeilingStore.State(connection, child, CancellationToken.None);
        var byRule = Kept(child, generation, state.Ceiling);
        if (byRule is null)
        {
            byRule = await VisibleReading.ByRule(connection, database.Dialect, state.Ceiling, CancellationToken.None);
            lock (_lock)
            {
                _rules[(child, generation)] = (state.Ceiling.RuleKey, byRule);
            }
        }

        return new Sight(await VisibleReading.Of(connection, database.Dialect, state, byRule, CancellationToken.None));
    }

    /// <returns>Null when the child's last rule in this generation was another one.</returns>
    RuleTitles? Kept(long child, int generation, Ceiling ceiling)
    {
        lock (_lock)
        {
            return _rules.TryGetValue((child, generation), out var kept) && kept.Key == ceiling.RuleKey ? kept.Titles : null;
        }
    }
}
