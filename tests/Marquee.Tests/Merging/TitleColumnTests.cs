using System.Text.RegularExpressions;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Storage.Moving;
using Marquee.Tests.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Merging;

/// <summary>No column that holds the number of a title is forgotten: the real tables of both engines are read.</summary>
public sealed class TitleColumnTests
{
    /// <summary>What the other whole numbers are. A new name must be put here, or into <see cref="TitleColumns"/>.</summary>
    static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "id", "member", "at", "run", "intent", "fact", "job", "merge", "import", "list", "origin_id", "undoes", "undone_by", "undo_fact", "position", "one", "number",
        "value", "priority", "tries", "attempts", "attempt", "line", "class", "year", "end_year", "kind", "runtime", "genres", "rating", "votes", "was", "result",
        "old_rating", "old_at", "undone", "season", "episode", "intent_try", "done", "total", "eta", "cut_off", "revision", "pass", "certainty",
        "age", "set_by", "from_year", "before_year", "min_votes", "min_rating", "without_genres", "rows", "bytes", "failures", "rounds", "code_tries", "made_by", "failing_since", "row_count", "new_count", "changed_count", "known_count", "lacking_count", "rejected_count",
        "said", "decided", "effects", "done_bits", "undo_bits", "decided_by", "plays", "list_position", "watch", "conflicts", "refusals",
        "profile", "tmdb", "tvdb", "sent_to", "outside", "quota_count", "quota_bytes", "quota_days", "unwatched", "most_bytes",
        "database", "seq", "revs_limit", "last_seq", "purge_seq", "live", "gone",
        "connection", "quality_profile", "outside_id", "item", "tmdb", "tvdb", "imdb", "file_id", "size", "episodes", "aired", "files", "digest", "stamp", "done_stamp", "reconcile", "added_count", "removed_count", "same_count", "done_count",
    };

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_whole_number_of_every_store_is_known_for_what_it_is(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var numbers = (await FilledHouse.Tables(house.Database))
            .SelectMany(t => t.Columns.Where(c => c.Kind is ColumnKind.Integer or ColumnKind.Long).Select(c => (Column: $"{t.FullName}.{c.Name}", c.Name))).ToList();
        var titles = TitleColumns.Rewritten.Concat(TitleColumns.History).ToHashSet();
        Assert.Empty(numbers.Where(n => !titles.Contains(n.Column) && !Others.Contains(n.Name) && !n.Name.EndsWith("_at", StringComparison.Ordinal)).Select(n => n.Column));
        Assert.Empty(titles.Except(numbers.Select(n => n.Column)));
        Assert.Empty(TitleColumns.Rewritten.Intersect(TitleColumns.History));
    }

    [Fact]
    public async Task Every_title_column_of_the_house_has_a_room_that_rewrites_it()
    {
        await using var house = await WatchingHouse.Open(Engine.Sqlite);
        var rewritten = house.House.Services.GetServices<ITitleRows>().SelectMany(r => r.Columns).ToList();
        Assert.Equal(TitleColumns.Rewritten.Where(c => c.StartsWith("house.", StringComparison.Ordinal)).Order(), rewritten.Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merge_leaves_the_old_number_in_no_column_and_its_undoing_puts_every_row_back(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var database = house.House.Database;
        var (from, to) = (new TitleId(777_777_777), new TitleId(888_888_888));
        await Clear(database);
        await FilledHouse.Fill(database, 30, (table, column, row) => !TitleColumns.Rewritten.Contains($"{table.FullName}.{column}") ? null
            : (table.FullName, row) switch
            {
                ("known.title", 1) when column == "id" => from.Number,
                ("known.title", 2) when column == "id" => to.Number,
                ("known.title", _) when column == "id" => 500 + row,
                ("known.title", _) => row % 3 == 0 ? from.Number : 400,
                ("house.age_rating", 1) => from.Number,
                ("house.age_rating", 2) => to.Number,
                ("house.age_rating", _) => 500 + row,
                _ => row % 3 == 0 ? to.Number : from.Number,
            });
        await Merges.Clear(database);
        var before = await FilledHouse.Rows(database, Moves);
        Assert.All(TitleColumns.Rewritten, column => Assert.Contains(from.Number.ToString(null, null), before[column[..column.LastIndexOf('.')]], StringComparison.Ordinal));

        var merge = await house.Merge(house.Ada, from, to);
        foreach (var table in await FilledHouse.Tables(database))
        {
            await foreach (var row in TableRows.Read(database, table, null, CancellationToken.None))
            {
                var left = table.Columns.Zip(row).Where(c => c.Second is long n && n == from.Number).Select(c => $"{table.FullName}.{c.First.Name}");
                Assert.Empty(left.Except(TitleColumns.History));
            }
        }

        await house.Part(house.Ada, merge);
        var after = await FilledHouse.Rows(database, Moves);
        Assert.All(before, table => Assert.Equal(WithoutRevision(table.Value), WithoutRevision(after[table.Key])));
    }

    /// <summary>A revision only rises: who keeps a copy must hear of the undoing too.</summary>
    static string WithoutRevision(string rows) => Regex.Replace(rows, @"revision=Int64 -?\d+", "revision");

    static bool Moves(StoreTable table) => TitleColumns.Rewritten.Any(c => c.StartsWith(table.FullName + ".", StringComparison.Ordinal));

    static async Task Clear(Database database)
    {
        foreach (var table in (await FilledHouse.Tables(database)).Where(t => t.Name != "member"))
        {
            await database.Write(table.Store, w => w.Execute($"delete from {table.FullName}"), CancellationToken.None);
        }

        await database.Write(Store.House, w => w.Execute("delete from house.member"), CancellationToken.None);
    }
}
