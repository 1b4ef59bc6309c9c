using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Watching.Comparing;

/// <param name="Id">As addresses name the member.</param>
public sealed record ComparableMember(long Id, string Name);

/// <summary>
/// Who lets others compare: off until a member switches it on, and only those who did compare, with each other. Whoever has it
/// switched off is not named and cannot be told from somebody who is not there.
/// </summary>
public sealed class ComparableMembers(Database database, Members members, TimeProvider time)
{
    public async Task<bool> Has(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select member from house.comparable where member = @member", new { member }, cancellationToken: ct)) is not null;
    }

    public Task Set(Viewer viewer, bool open, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute(
        open ? "insert into house.comparable (member, opened_at) values (@member, @now) on conflict (member) do nothing" : "delete from house.comparable where member = @member",
        new { member = viewer.Member, now = time.GetUtcNow().ToUnixTimeSeconds() }), ct);

    /// <returns>By name; nobody while the asking member has it switched off.</returns>
    public async Task<IReadOnlyList<ComparableMember>> For(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var open = (await connection.QueryAsync<long>(new CommandDefinition("select member from house.comparable", cancellationToken: ct))).ToHashSet();
        return !open.Contains(viewer.Member) ? [] :
        [
            .. (await members.All(ct)).Where(m => m.Id != viewer.Member && !m.Disabled && open.Contains(m.Id))
                .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase).Select(m => new ComparableMember(m.Id, m.Name)),
        ];
    }

    /// <returns>Null when the two do not both let others compare.</returns>
    internal async Task<Member?> Find(Viewer viewer, long other, CancellationToken ct) =>
        (await For(viewer, ct)).Any(m => m.Id == other) ? await members.Find(other, ct) : null;
}
