using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>Brings one wish to its server. Whatever goes wrong, the wish stays and says why, and when it is tried again.</summary>
sealed partial class DeliverWish(
    Database database, WishMoves moves, Connections connections, ServarrClients clients, SentChanges changes, Titles titles, IOptions<WishOptions> options, TimeProvider time, ILogger<DeliverWish> log) : IWork<WishArguments>
{
    public const string Name = "wishes.deliver";

    /// <summary>Without a server nothing is tried; a look now and then is enough.</summary>
    static readonly TimeSpan NoServer = TimeSpan.FromMinutes(5);

    DateTimeOffset Now => time.GetUtcNow();

    public async Task<object?> Run(WishArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var program = await Program(arguments.Wish, ct);
        var (wish, connection, wait) = await database.Write(Store.House, house => Take(house, arguments.Wish, program), ct);
        if (wish is null)
        {
            return null; // withdrawn, sent, or not due yet
        }

        if (connection is null)
        {
            await database.Write(Store.House, house => Wait(house, wish.Id, new Text(wait!), NoServer), ct);
            return null;
        }

        ServarrAnswer<Delivered> answer;
        try
        {
            if (await connections.Open(connection, ct) is not { } where)
            {
                await database.Write(Store.House, house => Wait(house, wish.Id, new Text("servers.noKey", ("name", connection.Name)), NoServer), ct);
                return null;
            }

            var end = new DeliveryEnd(connection, (kind, outside) => database.Write(Store.House, house => changes.Expect(house, connection.Id, kind, outside), ct));
            answer = program == ServarrProgram.Radarr
                ? await FilmDelivery.Deliver(wish, clients.Radarr(where), end, ct)
                : await new SeriesDelivery(wish, clients.Sonarr(where, connection.SonarrVersion), end, TimeSpan.FromSeconds(options.Value.EpisodesSeconds), Now).Deliver(ct);
        }
        catch (Refusal refusal)
        {
            // The vault cannot be read; that is not the server's fault.
            await database.Write(Store.House, house => Wait(house, wish.Id, refusal.Text, NoServer), ct);
            return null;
        }
        catch (Exception wrong) when (!ct.IsCancellationRequested)
        {
            // Whatever it is, it must not hold the wish in hand for ever, nor be tried again at once.
            Broke(wish.Id, connection.Name, wrong);
            await database.Write(Store.House, house => Fail(house, wish.Id, new Unavailable(null, "wishes.wentWrong", ("server", connection.Name))), ct);
            return null;
        }

        switch (answer)
        {
            case Got<Delivered>(var delivered):
                await database.Write(Store.House, house => Settle(house, wish.Id, connection, delivered), ct);
                break;
            case NotGot<Delivered>(var why):
                await database.Write(Store.House, house => Fail(house, wish.Id, why), ct);
                break;
        }

        await connections.Note(connection.Id, answer is NotGot<Delivered>(var trouble and not (NotThere or Refused)) ? new Text(trouble.Code, trouble.Values) : null, ct);
        return null;
    }

    async Task<ServarrProgram> Program(string id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await WishStore.Read(connection, database.Dialect, "where w.id = @id", new { id }, ct) is [var wish]
            && await titles.Find(wish.Title, ct) is { } title
            && WishKinds.Of(title.Kind) == WishKind.Film ? ServarrProgram.Radarr : ServarrProgram.Sonarr;
    }

    /// <returns>No wish when there is nothing to do; no connection, and the sentence why, when it has to wait.</returns>
    async Task<(Wish? Wish, Connection? Connection, string? Wait)> Take(Writing house, string id, ServarrProgram program)
    {
        await Journal.Facts.TakeTurn(house);
        if (await WishStore.Find(house, id) is not { State: WishState.Buffer } wish || wish.NextTryAt > Now)
        {
            return (null, null, null);
        }

        if (!await HouseRules.Gets(house))
        {
            return (wish, null, "wishes.houseOff");
        }

        var connection = wish.Connection is { } asked ? await Connections.Find(house, asked) : await Connections.Default(house, program);
        if (connection?.Kind != program)
        {
            return (wish, null, "wishes.noServer");
        }

        await WishStore.Write(house, wish with { SendingAt = Now });
        return (wish, connection, null);
    }

    async Task Settle(Writing house, string id, Connection connection, Delivered delivered)
    {
        await Journal.Facts.TakeTurn(house);
        if (await WishStore.Find(house, id) is not { } wish)
        {
            return;
        }

        if (await Connections.Find(house, connection.Id) is null)
        {
            await Back(house, wish);
            return;
        }

        var there = wish with { SendingAt = null, SentTo = connection.Id, Outside = delivered.Outside, LookAt = Now };
        if (wish.State != WishState.Buffer)
        {
            await moves.Stay(house, there); // a webhook was quicker
            return;
        }

        var sent = await moves.Move(house, wish, there with { State = WishState.Sent, Why = delivered.Why, Tries = 0, NextTryAt = null, Commands = delivered.Commands }, null);
        if (delivered.Here)
        {
            await moves.Move(house, sent, sent with { State = WishState.Here, LookAt = null }, null);
        }
        else if (delivered.Commands.Count > 0)
        {
            await moves.Move(house, sent, sent with { State = WishState.Searching }, null);
        }

        Sent(id, connection.Name);
    }

    /// <summary>The server was taken away while it was told of the wish: nothing there can be followed, so another one gets it.</summary>
    async Task Back(Writing house, Wish wish)
    {
        var back = wish with { State = WishState.Buffer, Why = null, SentTo = null, Outside = null, SendingAt = null, LookAt = null, NextTryAt = Now, Commands = [], Progress = null };
        if (wish.State == WishState.Buffer)
        {
            await moves.Again(house, back);
        }
        else if (WishStates.UnderWay.Contains(wish.State))
        {
            await moves.Move(house, wish, back, null);
        }
    }

    async Task Fail(Writing house, string id, ServarrTrouble why)
    {
        await Journal.Facts.TakeTurn(house);
        if (await WishStore.Find(house, id) is not { State: WishState.Buffer } wish)
        {
            return;
        }

        // A server that is left alone by our own rule has not been tried.
        var resting = why.Code == "outbound.resting";
        var tries = resting ? wish.Tries : wish.Tries + 1;
        var text = new Text(why.Code, why.Values);
        Failed(id, text.In(Language.English), tries);
        if (tries >= options.Value.Tries)
        {
            await moves.Move(house, wish, wish with { State = WishState.GaveUp, Tries = tries, Why = new Text("wishes.gaveUp", ("count", tries), ("why", text)), NextTryAt = null, SendingAt = null }, null);
            return;
        }

        var next = Now + options.Value.Pause(Math.Max(1, tries));
        await moves.Stay(house, wish with { Tries = tries, Why = text, SendingAt = null, LookAt = null, NextTryAt = why is Unavailable { NotBefore: { } asked } && (asked > next || resting) ? asked : next });
    }

    async Task Wait(Writing house, string id, Text why, TimeSpan pause)
    {
        await Journal.Facts.TakeTurn(house);
        if (await WishStore.Find(house, id) is { State: WishState.Buffer } wish)
        {
            await moves.Stay(house, wish with { Why = why, SendingAt = null, LookAt = null, NextTryAt = Now + pause });
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Wish {Id} was sent to {Server}")]
    partial void Sent(string id, string server);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending wish {Id} to {Server} broke off")]
    partial void Broke(string id, string server, Exception wrong);

    [LoggerMessage(Level = LogLevel.Information, Message = "Wish {Id} could not be sent: {Why} ({Tries} tries)")]
    partial void Failed(string id, string why, int tries);
}
