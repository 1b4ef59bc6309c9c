using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Webhooks;

/// <summary>The secret of a connection's webhooks, shown once.</summary>
/// <param name="Path">Of the address, behind this server's own.</param>
public sealed record HookSecret(string Path, string Username, string Password);

/// <summary>The webhooks of the servers: one address for each, with a secret of its own.</summary>
public sealed class Hooks
{
    /// <summary>Before the last part of every address.</summary>
    public const string Root = "/hooks/servarr/";

    /// <summary>Sent beside the secret; of no importance.</summary>
    public const string Username = "marquee";

    /// <summary>What the servers call it, and by which it is found again.</summary>
    const string NameThere = "Marquee";

    const int Bits = 192;

    readonly Database _database;
    readonly HookStore _store;
    readonly Connections _connections;
    readonly ConnectionCheck _check;
    readonly Intents _intents;

    internal Hooks(Database database, HookStore store, Connections connections, ConnectionCheck check, Intents intents) =>
        (_database, _store, _connections, _check, _intents) = (database, store, connections, check, intents);

    public static string Path(Connection connection) => Root + connection.Hook;

    /// <returns>The number of the server whose address and secret these are; null when they are not.</returns>
    public Task<long?> Allowed(string hook, string secret, CancellationToken ct) => _store.Allowed(hook, secret, ct);

    /// <summary>Keeps a webhook as it came; it is handled later.</summary>
    /// <returns>False when the same one came before.</returns>
    public Task<bool> Take(long connection, string body, CancellationToken ct) => _database.Write(Store.House, async house =>
    {
        if (!await _store.Keep(house, connection, body))
        {
            return false;
        }

        await _intents.Add(house, HookWork.Name, new HookArguments(connection), FormattableString.Invariant($"{connection}"));
        return true;
    }, ct);

    /// <summary>A new secret in the place of the one before, for somebody who enters it there.</summary>
    /// <returns>Null when there is no such server.</returns>
    public async Task<HookSecret?> Renew(long connection, CancellationToken ct)
    {
        if (await _connections.Find(connection, ct) is not { } found)
        {
            return null;
        }

        var secret = Secret.Make(Bits);
        await _store.Secure(connection, secret, beside: false, ct);
        return new HookSecret(Path(found), Username, secret);
    }

    /// <summary>
    /// Tells the server by its API where its webhooks go, with a new secret. It tries the address at once, so both secrets hold until it
    /// has answered.
    /// </summary>
    /// <param name="ours">Where the server reaches us.</param>
    /// <returns>Why it did not work; null when it did.</returns>
    public async Task<Text?> SetUp(Connection connection, Uri ours, CancellationToken ct)
    {
        if (await _check.Client(connection, ct) is not { } client)
        {
            return new Text("servers.noKey", ("name", connection.Name));
        }

        var secret = Secret.Make(Bits);
        await _store.Secure(connection.Id, secret, beside: true, ct);
        var taken = false;
        try
        {
            var answer = await client.Webhooks.Set(new WebhookToSet(NameThere, new Uri(ours, Path(connection)), Username, secret), ct);
            taken = answer is Got<WebhookThere>;
            return answer is NotGot<WebhookThere>(var why) ? new Text(why.Code, why.Values) : null;
        }
        finally
        {
            await _store.Secured(connection.Id, taken, CancellationToken.None);
        }
    }
}
