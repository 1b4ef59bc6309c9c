using Dapper;
using Marquee.Acquisition.Servers;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>
/// Looks how far the servers have come with what they have: often while something is on its way, seldom while there is nothing to
/// get. Webhooks are quicker; what they miss is seen here.
/// </summary>
sealed class WishFollow(Database database, WishMoves moves, Connections connections, ServarrClients clients, IOptions<WishOptions> options, TimeProvider time) : IWork<NoArguments>
{
    public const string Name = "wishes.follow";

    const int AtOnce = 500;

    /// <summary>A server that does not answer is looked at again after this long.</summary>
    static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <summary>Progress below this is not worth a change that phones fetch.</summary>
    const double Step = 0.01;

    const string Due = "w.state in ('sent', 'searching', 'grabbed', 'downloading', 'partly') and w.sent_to is not null and w.outside is not null and (coalesce(w.look_at, 0) <= @now or w.look_at > @ahead)";

    DateTimeOffset Now => time.GetUtcNow();

    object Parameters => new { now = Now.ToUnixTimeSeconds(), ahead = (Now + Ahead).ToUnixTimeSeconds() };

    public async Task<bool> IsDue(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from house.wish w where {Due}", Parameters, cancellationToken: ct)) > 0;
    }

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        IReadOnlyList<Wish> due;
        await using (var connection = await database.Read(ct))
        {
            due = await WishStore.Read(connection, database.Dialect, $"where {Due} order by w.look_at, w.id limit {AtOnce}", Parameters, ct);
        }

        foreach (var server in due.GroupBy(w => w.SentTo!.Value))
        {
            if (await connections.Find(server.Key, ct) is { } connection)
            {
                await Follow(connection, [.. server], ct);
                continue;
            }

            foreach (var wish in server)
            {
                await Change(wish, now => now with { State = WishState.GaveUp, Why = new Text("wishes.serverRemoved"), SentTo = null, Outside = null, Progress = null, Commands = [] }, ct);
            }
        }

        return new { looked = due.Count };
    }

    async Task Follow(Connection connection, IReadOnlyList<Wish> wishes, CancellationToken ct)
    {
        ServarrConnection? where;
        try
        {
            where = await connections.Open(connection, ct);
        }
        catch (Refusal refusal)
        {
            await Trouble(wishes, refusal.Text, ct);
            return;
        }

        if (where is null)
        {
            await Trouble(wishes, new Text("servers.noKey", ("name", connection.Name)), ct);
            return;
        }

        ServarrClient client = connection.Kind == ServarrProgram.Radarr ? clients.Radarr(where) : clients.Sonarr(where, connection.SonarrVersion);
        var downloads = new List<Download>();
        var queue = await client.Activity.Downloads((download, _) =>
        {
            downloads.Add(download);
            return default;
        }, ct);
        if (queue is NotGot<int>(var down))
        {
            await Trouble(wishes, new Text(down.Code, down.Values), ct);
            return;
        }

        foreach (var wish in wishes)
        {
            var seen = client switch
            {
                Integrations.Radarr.RadarrClient radarr => await WishSight.Of(wish, radarr, downloads, ct),
                Integrations.Sonarr.SonarrClient sonarr => await WishSight.Of(wish, sonarr, downloads, Now, ct),
                _ => throw new InvalidOperationException("No such server."),
            };
            switch (seen)
            {
                case Got<WishSight>(var sight):
                    await Change(wish, now => sight.Apply(now, connection.Name), ct);
                    break;
                case NotGot<WishSight>(NotThere):
                    await Change(wish, now => now with { State = WishState.GaveUp, Why = new Text(Wish.GoneThere, ("server", connection.Name)), Progress = null, Commands = [] }, ct);
                    break;
                case NotGot<WishSight>(var why):
                    await Trouble([wish], new Text(why.Code, why.Values), ct);
                    break;
            }
        }
    }

    /// <summary>By the wish as it is now: a webhook, or the member, may have been there meanwhile.</summary>
    Task Change(Wish looked, Func<Wish, Wish> seen, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        await Journal.Facts.TakeTurn(house);
        if (await WishStore.Find(house, looked.Id) is not { } wish || wish.State != looked.State || wish.Outside != looked.Outside)
        {
            return;
        }

        var after = seen(wish);
        after = after with { LookAt = Next(after) };
        if (after.State != wish.State)
        {
            await moves.Move(house, wish, after, null);
        }
        else if (StoredText.Write(after.Why) != StoredText.Write(wish.Why) || Math.Abs((after.Progress ?? 0) - (wish.Progress ?? 0)) >= Step)
        {
            await moves.Stay(house, after);
        }
        else
        {
            await WishStore.Write(house, wish with { LookAt = after.LookAt, Commands = after.Commands });
        }
    }, ct);

    Task Trouble(IReadOnlyList<Wish> wishes, Text why, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        await Journal.Facts.TakeTurn(house);
        foreach (var looked in wishes)
        {
            if (await WishStore.Find(house, looked.Id) is not { } wish || wish.State != looked.State)
            {
                continue;
            }

            var after = wish with { Why = why, LookAt = Now + AfterTrouble };
            await (StoredText.Write(why) == StoredText.Write(wish.Why) ? WishStore.Write(house, after) : moves.Stay(house, after));
        }
    }, ct);

    DateTimeOffset? Next(Wish wish) => wish.State switch
    {
        WishState.Searching or WishState.Grabbed or WishState.Downloading => Now.AddSeconds(options.Value.LookSeconds),
        WishState.Sent or WishState.Partly => Now.AddMinutes(options.Value.SeldomMinutes),
        _ => null,
    };
}
