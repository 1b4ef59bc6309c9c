using Dapper;
using Marquee.Access;
using Marquee.Integrations.Servarr;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.Acquisition.Servers;

/// <summary>The servers of the house that get films and series. Their keys go into the vault and come out for a call only.</summary>
public sealed class Connections(Database database, SecretVault vault, IEnumerable<IConnectionEnd> ends, TimeProvider time)
{
    /// <summary>What is spoken until the server has been asked.</summary>
    public const string OldestApi = "v3";

    internal const int LongestName = 60;

    const int HookBits = 96;

    internal const string Columns = """
        c.id, c.kind, c.name, c.address, c.on_this_machine as onThisMachine, c.api_version as apiVersion, c.quality_profile as qualityProfile,
        c.root_folder as rootFolder, c.tag, c.is_default as isDefault, c.added_at as addedAt, c.checked_at as checkedAt, c.good_at as goodAt,
        c.trouble as storedTrouble, c.hook, c.hook_set_at as hookSetAt, c.heard_at as heardAt
        """;

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <returns>The oldest first.</returns>
    public async Task<IReadOnlyList<Connection>> All(CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<Connection>(new CommandDefinition($"select {Columns} from house.connection c order by c.id", cancellationToken: ct))).AsList();
    }

    public async Task<Connection?> Find(long id, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return await reading.QueryFirstOrDefaultAsync<Connection>(new CommandDefinition($"select {Columns} from house.connection c where c.id = @id", new { id }, cancellationToken: ct));
    }

    /// <summary>The same in a transaction.</summary>
    public static Task<Connection?> Find(Writing house, long id) => house.First<Connection>($"select {Columns} from house.connection c where c.id = @id", new { id });

    /// <summary>Where wishes go that name no server.</summary>
    /// <returns>Null while there is no server of that kind.</returns>
    public static Task<Connection?> Default(Writing house, ServarrProgram kind) => house.First<Connection>(
        $"select {Columns} from house.connection c where c.kind = @kind order by c.is_default desc, c.id limit 1", new { kind = Word(kind) });

    /// <summary>What is needed to call it.</summary>
    /// <returns>Null when its key is gone or its address is none any more.</returns>
    /// <exception cref="Refusal">The key cannot be read; says what to do.</exception>
    public async Task<ServarrConnection?> Open(Connection connection, CancellationToken ct) =>
        await vault.Use(KeyName(connection.Id), ct) is { } key ? ServarrConnection.From(connection.Address, key.Reveal(), connection.OnThisMachine) : null;

    /// <exception cref="Refusal">The address or the key is none.</exception>
    public Task<Connection> Add(ConnectionDraft draft, SecretText key, CancellationToken ct)
    {
        var where = Where(draft, key);
        return database.Write(Store.House, async house =>
        {
            var first = await Default(house, draft.Kind) is null;
            var id = await house.First<long>("""
                insert into house.connection (kind, name, address, on_this_machine, api_version, quality_profile, root_folder, tag, is_default, added_at, hook)
                values (@kind, @name, @address, @OnThisMachine, @OldestApi, @QualityProfile, @RootFolder, @tag, @no, @Now, @hook) returning id
                """, new
            {
                kind = Word(draft.Kind),
                name = NameOf(draft),
                address = where.Address.ToString(),
                draft.OnThisMachine,
                OldestApi,
                draft.QualityProfile,
                draft.RootFolder,
                tag = TagOf(draft),
                no = false,
                Now,
                hook = Secret.Make(HookBits),
            });
            await vault.Put(house, KeyName(id), new SecretText(where.ApiKey));
            return await Settled(house, id, draft.Kind, first || draft.IsDefault);
        }, ct);
    }

    /// <param name="key">Null keeps the one that is stored, which goes to the address only that it was entered for.</param>
    /// <returns>Null when there is no such server.</returns>
    /// <exception cref="Refusal">The address or the key is none, or another address needs the key again.</exception>
    public Task<Connection?> Change(long id, ConnectionDraft draft, SecretText? key, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        if (await Find(house, id) is not { } before)
        {
            return null;
        }

        var where = Where(draft with { Kind = before.Kind }, key ?? new SecretText("kept"));
        if (key is null && (new Uri(before.Address) is var old && (old.Scheme, old.Authority) != (where.Address.Scheme, where.Address.Authority)))
        {
            throw new Refusal("servers.keyAgain");
        }

        await house.Execute("""
            update house.connection set name = @name, address = @address, on_this_machine = @OnThisMachine, quality_profile = @QualityProfile, root_folder = @RootFolder,
              tag = @tag, checked_at = null, trouble = null where id = @id
            """, new { id, name = NameOf(draft with { Kind = before.Kind }), address = where.Address.ToString(), draft.OnThisMachine, draft.QualityProfile, draft.RootFolder, tag = TagOf(draft) });
        if (key is not null)
        {
            await vault.Put(house, KeyName(id), new SecretText(where.ApiKey));
        }

        return await Settled(house, id, before.Kind, draft.IsDefault || before.IsDefault);
    }, ct);

    /// <summary>Forgets the server, its key and what was kept under its number. The server itself is left as it is.</summary>
    /// <returns>False when there was none.</returns>
    public Task<bool> Remove(long id, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        if (await Find(house, id) is not { } gone)
        {
            return false;
        }

        foreach (var end in ends)
        {
            await end.Ended(house, id);
        }

        await house.Execute("delete from house.sent_change where connection = @id", new { id });
        await house.Execute("delete from house.connection where id = @id", new { id });
        await vault.Remove(house, KeyName(id));
        if (gone.IsDefault && await Default(house, gone.Kind) is { } heir)
        {
            await Settled(house, heir.Id, heir.Kind, isDefault: true);
        }

        return true;
    }, ct);

    /// <summary>Writes down how a call went, for the people who look after the servers.</summary>
    /// <param name="trouble">Null: it went well.</param>
    public Task Note(long id, Text? trouble, CancellationToken ct) => database.Write(Store.House, house => house.Execute("""
        update house.connection set checked_at = @Now, good_at = case when @trouble is null then @Now else good_at end, trouble = @trouble where id = @id
        """, new { id, Now, trouble = StoredText.Write(trouble) }), ct);

    internal Task Speaks(long id, string version, CancellationToken ct) => database.Write(Store.House, house => house.Execute(
        "update house.connection set api_version = @version where id = @id and api_version <> @version", new { id, version }), ct);

    public static string KeyName(long id) => FormattableString.Invariant($"connection/{id}/api-key");

    static string Word(ServarrProgram kind) => kind.ToString().ToLowerInvariant();

    static async Task<Connection> Settled(Writing house, long id, ServarrProgram kind, bool isDefault)
    {
        if (isDefault)
        {
            await house.Execute("update house.connection set is_default = (id = @id) where kind = @kind", new { id, kind = Word(kind) });
        }

        return (await Find(house, id))!;
    }

    static ServarrConnection Where(ConnectionDraft draft, SecretText key) =>
        ServarrConnection.From(draft.Address, "form", draft.OnThisMachine) is null ? throw new Refusal("servers.address")
        : ServarrConnection.From(draft.Address, key.Reveal(), draft.OnThisMachine) ?? throw new Refusal("servers.key", ("program", draft.Kind.ToString()));

    static string NameOf(ConnectionDraft draft) =>
        draft.Name?.Trim() is not { Length: > 0 } name ? draft.Kind.ToString() : name.Length <= LongestName ? name : throw new Refusal("servers.name", ("most", LongestName));

    static string? TagOf(ConnectionDraft draft) => draft.Tag?.Trim().ToLowerInvariant() is not { Length: > 0 } tag ? null
        : tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && tag.Length <= LongestName ? tag : throw new Refusal("servers.tag");
}
