using System.Data.Common;
using Dapper;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Wishes;
using Marquee.Storage;
using Marquee.Sync.Changes;

namespace Marquee.Sync.Bound;

/// <summary>A wish, or a title of the collection, whose document is behind.</summary>
sealed record UntoldThing
{
    public const string OfWish = "wish";

    public const string OfHave = "have";

    public string Kind { get; init; } = "";

    public string Id { get; init; } = "";

    public long Revision { get; init; }

    public string Document => $"{Kind}:{Id}";
}

/// <summary>Notes what changes of wishes and of the collection, in the transactions that change it; see <see cref="Watching.UntoldTitles"/>.</summary>
public sealed class UntoldThings(ChangeSignal signal) : IWishNews, IServerNews
{
    long _database;

    /// <summary>Feeds of the household's database hear of it at once.</summary>
    internal void Wakes(long database) => Interlocked.Exchange(ref _database, database);

    public Task Changed(Writing house, Wish wish) => Note(house, UntoldThing.OfWish, [wish.Id]);

    public Task Heard(Writing house, ServerNews news) => news.Title is { } title ? Note(house, UntoldThing.OfHave, [title.ToString()]) : Task.CompletedTask;

    internal async Task Note(Writing house, string kind, IReadOnlyCollection<string> ids)
    {
        var source = house.Dialect.Engine == Engine.Sqlite ? "select value as id from json_each(@some)" : "select unnest(@some) as id";
        await house.Execute($"""
            insert into house.untold_thing (kind, id, revision) select @kind, id, 1 from ({source}) given where true
            on conflict (kind, id) do update set revision = untold_thing.revision + 1
            """, TextList.Of(house.Dialect, ids.Distinct(), new { kind }));
        house.AfterCommit(() => signal.Raise(Interlocked.Read(ref _database)));
    }

    /// <summary>Notes everything that has a document.</summary>
    /// <param name="more">One that may not have one yet; null for none.</param>
    /// <returns>False when nobody keeps documents of the household.</returns>
    internal async Task<bool> NoteAll(Writing house, string? more = null)
    {
        if (await house.First<long?>("select id from house.sync_database where member = 0") is not { } database)
        {
            return false;
        }

        var there = await house.Query<string>("select id from house.sync_document where database = @database and not deleted", new { database });
        foreach (var kind in there.Append(more).OfType<string>().Select(id => id.Split(':', 2)).Where(id => id.Length == 2).ToLookup(id => id[0], id => id[1]))
        {
            await Note(house, kind.Key, [.. kind]);
        }

        return true;
    }

    internal static async Task<IReadOnlyList<UntoldThing>> Some(DbConnection connection, int limit, CancellationToken ct) =>
        (await connection.QueryAsync<UntoldThing>(new CommandDefinition("select kind, id, revision from house.untold_thing order by kind desc, id limit @limit", new { limit }, cancellationToken: ct))).AsList();

    /// <returns>False when it has changed since it was read: what was read is older then.</returns>
    internal static async Task<bool> Told(Writing house, UntoldThing thing) =>
        await house.Execute("delete from house.untold_thing where kind = @Kind and id = @Id and revision = @Revision", new { thing.Kind, thing.Id, thing.Revision }) == 1;

    /// <summary>Told by what has just been read in this transaction.</summary>
    internal static Task Told(Writing house, string kind, string id) => house.Execute("delete from house.untold_thing where kind = @kind and id = @id", new { kind, id });
}
