using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Access;

/// <summary>What became of a change to the members. Null members mean that nothing was changed.</summary>
public enum MemberChange
{
    Done,
    NotThere,
    LastHost,
    NameTaken,
}

/// <summary>Who belongs to the house. At least one member is always a host who can sign in.</summary>
public sealed class Members(Database database, TimeProvider time)
{
    const string Select = $"select {Member.Columns} from house.member m ";

    public Task<Member?> Find(long id, CancellationToken ct) => First(Select + "where m.id = @id", new { id }, ct);

    /// <param name="name">In any case.</param>
    public Task<Member?> ByName(string name, CancellationToken ct) =>
        First(Select + "where m.name_key = @key", new { key = MemberName.Key(name) }, ct);

    /// <summary>The first host, as whom the command line acts unless told otherwise; null in a house that never started.</summary>
    public Task<Member?> Host(CancellationToken ct) => First(Select + "where m.role = 'host' and not m.disabled order by m.id", null, ct);

    public async Task<IReadOnlyList<Member>> All(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Member>(new CommandDefinition(Select + "order by m.id", cancellationToken: ct))).AsList();
    }

    /// <summary>The host; made when the house has none yet. Several processes may call it at once.</summary>
    public async Task<Member> EnsureHost(string? name, CancellationToken ct)
    {
        if (await Host(ct) is { } there)
        {
            return there;
        }

        var clean = MemberName.Clean(name ?? "host") ?? throw new Refusal("access.member.nameRule");
        await database.Write(Store.House, async writing =>
        {
            await LockMembers(writing);
            if (await writing.First<long>("select count(*) from house.member where role = 'host' and not disabled") == 0)
            {
                await Insert(writing, clean, Role.Host);
            }
        }, ct);
        return await Host(ct) ?? throw new Refusal("access.member.notHost", ("name", clean));
    }

    /// <returns>Null when the name is taken.</returns>
    /// <param name="name">As <see cref="MemberName.Clean"/> returned it.</param>
    public async Task<Member?> Make(string name, Role role, CancellationToken ct)
    {
        var id = await database.Write(Store.House, writing => Insert(writing, name, role), ct);
        return id == 0 ? null : await Find(id, ct);
    }

    /// <summary>Gives another role or name, or lets in or shuts out; null leaves as it is. Shutting out ends every session of the member.</summary>
    /// <param name="name">As <see cref="MemberName.Clean"/> returned it.</param>
    public Task<MemberChange> Change(long id, Role? role, bool? disabled, CancellationToken ct, string? name = null) => database.Write(Store.House, async writing =>
    {
        await LockMembers(writing);
        if (await writing.First<Member>(Select + "where m.id = @id", new { id }) is not { } member)
        {
            return MemberChange.NotThere;
        }

        var stays = (role ?? member.Role) == Role.Host && !(disabled ?? member.Disabled);
        if (!stays && !await AnotherHost(writing, id))
        {
            return MemberChange.LastHost;
        }

        if (name is not null && !await Rename(writing, id, name))
        {
            return MemberChange.NameTaken;
        }

        await writing.Execute(
            "update house.member set role = @role, disabled = @disabled where id = @id",
            new { id, role = Word(role ?? member.Role), disabled = disabled ?? member.Disabled });
        if (disabled == true)
        {
            await writing.Execute("delete from house.session where member = @id", new { id });
            await writing.Execute("delete from house.one_time_link where member = @id", new { id });
        }

        return MemberChange.Done;
    }, ct);

    /// <returns>False when somebody else has the name.</returns>
    /// <param name="name">As <see cref="MemberName.Clean"/> returned it.</param>
    internal async Task<bool> Rename(Writing writing, long id, string name) => await writing.Execute("""
        update house.member set name = @name, name_key = @key
        where id = @id and not exists (select 1 from house.member other where other.name_key = @key and other.id <> @id)
        """, new { id, name, key = MemberName.Key(name) }) == 1;

    internal static Task ShowAdult(Writing writing, long id, bool show) =>
        writing.Execute("update house.member set show_adult = @show where id = @id", new { id, show });

    /// <returns>False for a child, and when they are shown already.</returns>
    internal static async Task<bool> MayShowAdult(Writing writing, long id) =>
        await writing.First<long>("select count(*) from house.member where id = @id and not show_adult and role <> 'child'", new { id }) > 0;

    /// <returns>0 when the name is taken.</returns>
    internal Task<long> Insert(Writing writing, string name, Role role) => writing.First<long>("""
        insert into house.member (name, name_key, role, show_adult, disabled, created_at)
        values (@name, @key, @role, @no, @no, @now)
        on conflict (name_key) do nothing returning id
        """, new { name, key = MemberName.Key(name), role = Word(role), no = false, now = time.GetUtcNow().ToUnixTimeSeconds() });

    /// <summary>Two hosts who shut each other out at the same moment must not both succeed.</summary>
    internal static async Task LockMembers(Writing writing)
    {
        if (writing.Dialect.Engine == Engine.Postgres)
        {
            await writing.Execute("lock table house.member in share row exclusive mode");
        }
    }

    /// <summary>Whether another host than this member could still sign in. Ask it with the members locked.</summary>
    internal static async Task<bool> AnotherHost(Writing writing, long id) =>
        await writing.First<long>("select count(*) from house.member where role = 'host' and not disabled and id <> @id", new { id }) > 0;

    public static string Word(Role role) => role.ToString().ToLowerInvariant();

    async Task<Member?> First(string sql, object? parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<Member>(new CommandDefinition(sql, parameters, cancellationToken: ct));
    }
}
