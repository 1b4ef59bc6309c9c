using System.Security.Cryptography;
using System.Text;
using Dapper;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Webhooks;

/// <summary>A webhook that waits to be handled.</summary>
sealed record HookEvent
{
    public long Id { get; init; }

    public string Body { get; init; } = "";

    public long ReceivedAt { get; init; }
}

/// <summary>The SQL of webhooks and of what lets them in.</summary>
sealed class HookStore(Database database, TimeProvider time)
{
    /// <summary>How long a webhook is kept as it came: so long is the same one once more known as such.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <returns>The number of the server whose address and secret these are; null when they are not.</returns>
    public async Task<long?> Allowed(string hook, string secret, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        var row = await reading.QueryFirstOrDefaultAsync<Gate>(new CommandDefinition(
            "select id, hook_hash as hash, hook_next_hash as nextHash from house.connection where hook = @hook", new { hook }, cancellationToken: ct));
        var sent = Secret.Hash(secret);
        return row is not null && (Secret.Same(sent, row.Hash ?? "") | Secret.Same(sent, row.NextHash ?? "")) ? row.Id : null;
    }

    /// <summary>Keeps a webhook as it came.</summary>
    /// <returns>False when the same one is there.</returns>
    public async Task<bool> Keep(Writing house, long connection, string body)
    {
        await house.Execute("update house.connection set heard_at = @Now where id = @connection", new { connection, Now });
        return await house.Execute("""
            insert into house.hook_event (connection, body_hash, body, received_at) values (@connection, @hash, @body, @Now) on conflict (connection, body_hash) do nothing
            """, new { connection, hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), body, Now }) == 1;
    }

    /// <returns>In the order in which they came.</returns>
    public async Task<IReadOnlyList<HookEvent>> Waiting(long connection, int limit, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<HookEvent>(new CommandDefinition(
            "select id, body, received_at as receivedAt from house.hook_event where connection = @connection and handled_at is null order by id limit @limit",
            new { connection, limit }, cancellationToken: ct))).AsList();
    }

    /// <summary>Whether the server has said that what has this number is gone. It gives no number twice.</summary>
    public static async Task<bool> IsGone(Writing house, long connection, int item) => await house.First<long>(
        "select count(*) from house.hook_event where connection = @connection and item = @item and kind = 'removed' and handled_at is not null", new { connection, item }) > 0;

    /// <summary>Whether the server has said that this download became a file: then its beginning comes late.</summary>
    public static async Task<bool> IsOver(Writing house, long connection, int item, string download) => await house.First<long>("""
        select count(*) from house.hook_event
        where connection = @connection and item = @item and download = @download and kind in ('import', 'upgrade') and handled_at is not null
        """, new { connection, item, download }) > 0;

    /// <param name="note">Why it changed nothing; null when it did, or had nothing to change.</param>
    public Task Handled(Writing house, long id, string kind, int? item, string? download, Text? note) => house.Execute(
        "update house.hook_event set handled_at = @Now, kind = @kind, item = @item, download = @download, note = @note where id = @id",
        new { id, Now, kind, item, download, note = StoredText.Write(note) });

    /// <summary>A new secret in the place of the one before, or one beside it while it is being set up.</summary>
    public Task<int> Secure(long connection, string secret, bool beside, CancellationToken ct) => database.Write(Store.House, house => house.Execute(beside
        ? "update house.connection set hook_next_hash = @hash where id = @connection"
        : "update house.connection set hook_hash = @hash, hook_next_hash = null, hook_set_at = @Now where id = @connection", new { connection, hash = Secret.Hash(secret), Now }), ct);

    /// <summary>Ends the time in which two secrets hold: the server has taken the new one, or has not.</summary>
    public Task<int> Secured(long connection, bool taken, CancellationToken ct) => database.Write(Store.House, house => house.Execute(taken
        ? "update house.connection set hook_hash = hook_next_hash, hook_next_hash = null, hook_set_at = @Now where id = @connection and hook_next_hash is not null"
        : "update house.connection set hook_next_hash = null where id = @connection", new { connection, Now }), ct);

    public Task<int> Prune(CancellationToken ct) => database.Write(Store.House, house => house.Execute(
        "delete from house.hook_event where handled_at is not null and received_at < @old", new { old = (time.GetUtcNow() - Kept).ToUnixTimeSeconds() }), ct);

    sealed record Gate
    {
        public long Id { get; init; }

        public string? Hash { get; init; }

        public string? NextHash { get; init; }
    }
}
