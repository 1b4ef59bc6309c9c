using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>What devices call things that they made, so that a thing that is sent twice is one.</summary>
static class Aliases
{
    public const string Watch = "watch";

    public const string List = "list";

    /// <returns>The number of a thing; also of one that is gone. Null when it never came.</returns>
    public static Task<long?> Number(Writing writing, SyncDatabase of, string kind, string alias) => writing.First<long?>(
        "select number from house.sync_alias where database = @database and kind = @kind and alias = @alias", new { database = of.Id, kind, alias });

    public static Task Put(Writing writing, SyncDatabase of, string kind, string alias, long number) => writing.Execute("""
        insert into house.sync_alias (database, kind, alias, number) values (@database, @kind, @alias, @number)
        on conflict (database, kind, alias) do update set number = excluded.number
        """, new { database = of.Id, kind, alias, number });

    /// <returns>The names of those of the numbers that have one; of several the first.</returns>
    public static async Task<IReadOnlyDictionary<long, string>> Of(Writing writing, SyncDatabase of, string kind, IReadOnlyCollection<long> numbers) => numbers.Count == 0 ? new Dictionary<long, string>()
        : (await writing.Query<Row>(
            $"select number, min(alias) as alias from house.sync_alias where database = @database and kind = @kind and number {Catalog.IdList.In(writing.Dialect)} group by number",
            Catalog.IdList.Of(writing.Dialect, [.. numbers], new { database = of.Id, kind }))).ToDictionary(r => r.Number, r => r.Alias);

    sealed record Row
    {
        public long Number { get; init; }

        public string Alias { get; init; } = "";
    }
}
