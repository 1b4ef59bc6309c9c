using Marquee.Access;

namespace Marquee.Sync.Bound;

/// <summary>What somebody wants of a database.</summary>
public enum DatabaseUse
{
    /// <summary>To know what is in it, up to this moment.</summary>
    Read,

    /// <summary>The same, for who is told of later changes one after the other.</summary>
    Follow,

    Write,

    /// <summary>To do with it what only scratch databases bear: compact, purge, delete.</summary>
    Keep,
}

/// <summary>Which databases there are for whom. One of another member is not there.</summary>
public sealed class DatabaseRights(SyncDatabases scratch, MemberDatabases members, MemberDocuments documents, HouseholdDatabase household, HouseholdDocuments shared, Devices devices)
{
    /// <returns>Null when there is none of that name for the one who asks.</returns>
    /// <exception cref="ProtocolRefusal">It is there, and this may not be done with it.</exception>
    public async Task<SyncDatabase?> Open(SignedIn me, string name, DatabaseUse use, CancellationToken ct) =>
        DatabaseName.MemberOf(name) is { } member ? member == me.Viewer.Member ? await OfMember(me, use, ct) : null
        : name == HouseholdDatabase.Name ? await OfHousehold(me, use, ct)
        : MayScratch(me) ? await scratch.Find(name, ct)
        : null;

    /// <summary>Those that the one who asks may read, by name.</summary>
    public async Task<IReadOnlyList<string>> Names(SignedIn me, CancellationToken ct) =>
        [.. (MayScratch(me) ? await scratch.Names(ct) : []).Concat(MayRead(me) ? [DatabaseName.Of(me.Viewer.Member), HouseholdDatabase.Name] : []).Order(StringComparer.Ordinal)];

    /// <summary>Writes documents that are behind; for who follows the changes of a database.</summary>
    /// <returns>False when there was nothing to write.</returns>
    public Task<bool> Tell(SyncDatabase of, Viewer viewer, CancellationToken ct) =>
        of.Member == HouseholdDatabase.Nobody ? shared.Tell(of, ct) : documents.Tell(of, viewer, ct);

    async Task<SyncDatabase> OfMember(SignedIn me, DatabaseUse use, CancellationToken ct)
    {
        await Check(me, use, ct);
        var of = await members.Open(me.Viewer.Member, ct);
        if (use == DatabaseUse.Read)
        {
            await documents.TellAll(of, me.Viewer, ct);
            of = (await members.Find(me.Viewer.Member, ct))!;
        }

        return of;
    }

    async Task<SyncDatabase> OfHousehold(SignedIn me, DatabaseUse use, CancellationToken ct)
    {
        await Check(me, use, ct);
        var of = await household.Open(me.Viewer, ct);
        if (use == DatabaseUse.Read)
        {
            await shared.TellAll(of, ct);
            of = await household.Open(me.Viewer, ct);
        }

        return of;
    }

    async Task Check(SignedIn me, DatabaseUse use, CancellationToken ct)
    {
        if (use == DatabaseUse.Keep)
        {
            throw new ProtocolRefusal(403, "forbidden", "The house keeps this database itself.");
        }

        if (!(use == DatabaseUse.Write ? me.Key?.Contains(KeyScope.Write) != false : MayRead(me)))
        {
            throw new ProtocolRefusal(403, "forbidden", $"This key needs the scope {KeyScopes.Word(use == DatabaseUse.Write ? KeyScope.Write : KeyScope.Read)}.");
        }

        await devices.Seen(me, ct);
    }

    static bool MayRead(SignedIn me) => me.Key?.Contains(KeyScope.Read) != false;

    /// <summary>Scratch databases are the hosts' own.</summary>
    static bool MayScratch(SignedIn me) => (me.OfHost || me.Local) && me.Key?.Contains(KeyScope.Admin) != false;
}
