using System.Text.Json;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>Holdings of two titles that turn out to be one.</summary>
sealed class HeldTitleRows : ITitleRows
{
    sealed record Key
    {
        public long Connection { get; init; }

        public int OutsideId { get; init; }
    }

    public string Room => "Collection";

    public IReadOnlyCollection<string> Columns => ["house.holding.title"];

    public async Task<MovedRows> Move(Writing house, TitleId from, TitleId to)
    {
        var moved = await house.Query<Key>("""
            update house.holding set title = @to where title = @from returning connection, outside_id as outsideId
            """, new { from = from.Number, to = to.Number });
        return moved.Count == 0 ? new MovedRows(null, []) : new MovedRows(JsonSerializer.Serialize(moved), []);
    }

    public async Task PutBack(Writing house, TitleId from, TitleId to, string kept)
    {
        foreach (var key in JsonSerializer.Deserialize<IReadOnlyList<Key>>(kept)!)
        {
            await house.Execute(
                "update house.holding set title = @from where connection = @Connection and outside_id = @OutsideId and title = @to",
                new { key.Connection, key.OutsideId, from = from.Number, to = to.Number });
        }
    }

    /// <summary>Holdings belong to nobody.</summary>
    public string Without(string kept, long member) => kept;
}

/// <summary>With a server goes all that the house knows of it.</summary>
sealed class HeldRowsEnd : IConnectionEnd
{
    public async Task Ended(Writing house, long connection)
    {
        await HoldingStore.RemoveAll(house, connection);
        await house.Execute("delete from house.reconcile_change where reconcile in (select id from house.reconcile where connection = @connection)", new { connection });
        await house.Execute("delete from house.reconcile where connection = @connection", new { connection });
        await house.Execute("delete from house.hook_event where connection = @connection", new { connection });
    }
}
