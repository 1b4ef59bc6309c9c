using System.Text;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Servarr.Events;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Webhooks;

public sealed record HookArguments(long Connection);

/// <param name="Handled">Webhooks that were dealt with.</param>
public sealed record HookResult(int Handled);

/// <summary>Makes of the webhooks of a server what they tell, in the order in which they came.</summary>
public sealed class HookWork : IWork<HookArguments>
{
    public const string Name = "servarr-webhooks";

    const int AtOnce = 50;

    readonly Database _database;
    readonly HookStore _store;
    readonly Connections _connections;
    readonly CollectionDoor _door;
    readonly HeldTitles _titles;

    internal HookWork(Database database, HookStore store, Connections connections, CollectionDoor door, HeldTitles titles) =>
        (_database, _store, _connections, _door, _titles) = (database, store, connections, door, titles);

    public async Task<object?> Run(HookArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var handled = 0;
        while (await _connections.Find(arguments.Connection, ct) is { } connection && await _store.Waiting(connection.Id, AtOnce, ct) is { Count: > 0 } events)
        {
            foreach (var waiting in events)
            {
                await Handle(connection, waiting, ct);
                progress.Report(++handled, unit: "webhooks", sentence: new Text("hooks.title"));
            }
        }

        return new HookResult(handled);
    }

    async Task Handle(Connection connection, HookEvent waiting, CancellationToken ct)
    {
        switch (EventReader.Read(connection.Kind, Encoding.UTF8.GetBytes(waiting.Body)))
        {
            case ServarrEvent { Title: not null } told when HookChange.OutsideId(told) is { } outside:
                await Handle(connection, waiting, told, outside, ct);
                break;
            case ServarrEvent told:
                await Done(waiting, Word(told.Kind), told.Title?.Id, told.Title is null || told.Kind == ServarrEventKind.Test ? null : new Text("hooks.noId"), ct);
                break;
            case UnreadableEvent unreadable:
                await Done(waiting, "unreadable", null, new Text(unreadable.Code, unreadable.Values), ct);
                break;
        }
    }

    async Task Handle(Connection connection, HookEvent waiting, ServarrEvent told, int outside, CancellationToken ct)
    {
        var title = told.Kind == ServarrEventKind.Test ? null : await TitleOf(connection, waiting, told, outside, ct);
        await _database.Write(Store.House, async house =>
        {
            await Journal.Facts.TakeTurn(house); // before any row: who hears of it takes it too
            var item = told.Title!.Id;
            if (item is { } number && await Late(house, connection, told, number) is { } late)
            {
                await _store.Handled(house, waiting.Id, Word(told.Kind), item, told.DownloadId, late);
                return;
            }

            var before = await HoldingStore.Find(house, connection.Id, outside);
            var after = told.Kind == ServarrEventKind.Test ? before?.Item : HookChange.Apply(before?.Item, told, waiting.ReceivedAt);
            if (!ReferenceEquals(after, before?.Item))
            {
                await _door.Change(house, connection, before, after, title);
            }

            if (told.Kind == ServarrEventKind.ManualInteraction)
            {
                await _door.Tell(house, NeedsHand(connection, waiting, told, before?.Title ?? title));
            }

            await _store.Handled(house, waiting.Id, Word(told.Kind), item, told.DownloadId, null);
        }, ct);
    }

    /// <summary>Why it comes too late to change anything; null when it does not. The episodes of one download come one by one, so only a film's is over at once.</summary>
    static async Task<Text?> Late(Writing house, Connection connection, ServarrEvent told, int item) =>
        told.Kind != ServarrEventKind.Removed && await HookStore.IsGone(house, connection.Id, item) ? new Text("hooks.gone")
        : told is { Kind: ServarrEventKind.Grab, Program: ServarrProgram.Radarr, DownloadId: { } download } && await HookStore.IsOver(house, connection.Id, item, download) ? new Text("hooks.over")
        : null;

    /// <summary>Looked for outside of the transaction, and only where the house does not know yet which title it is.</summary>
    async Task<TitleId?> TitleOf(Connection connection, HookEvent waiting, ServarrEvent told, int outside, CancellationToken ct)
    {
        await using var reading = await _database.Read(ct);
        if (await HoldingStore.Find(reading, null, connection.Id, outside, ct) is { } there)
        {
            return there.Title;
        }

        return HookChange.Apply(null, told with { Kind = ServarrEventKind.Added }, waiting.ReceivedAt) is { } item ? (await _titles.Match(connection.Kind, [item], ct))[0] : null;
    }

    static ServerNews NeedsHand(Connection connection, HookEvent waiting, ServarrEvent told, TitleId? title) => new()
    {
        Connection = connection,
        Kind = NewsKind.NeedsHand,
        At = DateTimeOffset.FromUnixTimeSeconds(waiting.ReceivedAt),
        Title = title,
        Tmdb = told.Title!.TmdbId,
        Tvdb = told.Title.TvdbId,
        Episodes = [.. told.Episodes.Select(e => new EpisodeNumber(e.Season, e.Number))],
        Quality = told.Quality,
        Size = told.Size,
        DownloadId = told.DownloadId,
        Message = told.Message is { } words ? Text.Verbatim(words) : null,
    };

    Task Done(HookEvent waiting, string kind, int? item, Text? note, CancellationToken ct) =>
        _database.Write(Store.House, house => _store.Handled(house, waiting.Id, kind, item, null, note), ct);

    static string Word(ServarrEventKind kind) => kind.ToString().ToLowerInvariant();
}
