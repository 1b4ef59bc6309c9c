using Marquee.Storage;
using Marquee.Storage.Moving;

namespace Marquee.Tests.Storage;

/// <summary>A house goes from SQLite to PostgreSQL and back, and every row of every table is the same.</summary>
public sealed class HouseMoveTests
{
    const int Rows = 120;

    [Fact]
    public async Task Every_row_of_every_table_goes_there_and_back()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await FilledHouse.Fill(house.Database, Rows);
        var before = await FilledHouse.Rows(house.Database);
        Assert.All(before, table => Assert.Equal(Rows, table.Value.Split("\n" + FirstColumn(table.Value)).Length));

        await using var postgres = await TestHouse.Open(Engine.Postgres);
        var there = await Move(house, postgres, "here");
        Assert.Equal(before.Keys.Order(), there.Select(t => t.Name).Order());
        Assert.All(there, t => Assert.Equal(Rows, t.Rows));
        Assert.Equal(before, await FilledHouse.Rows(house.Database));

        await using var back = await TestHouse.Open(Engine.Sqlite);
        Assert.Equal(there, await Move(postgres, back, "there"));
        Assert.Equal(before, await FilledHouse.Rows(back.Database));
    }

    [Theory, InlineData(Engine.Sqlite, Engine.Postgres), InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task A_move_that_was_cut_off_goes_on_where_it_was(Engine from, Engine to)
    {
        await using var house = await TestHouse.Open(from);
        await using var target = await TestHouse.Open(to);
        await FilledHouse.Fill(house.Database, 40);
        await AddSettings(house, 12_000);
        var reports = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(() => Mover(house, target, "here").Run(_ => CutOff(++reports > 9), CancellationToken.None));

        var half = await Opening(target).Open(writing: true, CancellationToken.None).ContinueWith(t => t.Exception?.InnerException, TaskScheduler.Default);
        Assert.Contains("not finished", Assert.IsType<Refusal>(half).Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<Refusal>(() => Mover(house, target, "elsewhere").Run(_ => { }, CancellationToken.None));
        Assert.Contains("an unfinished move from here", other.Message, StringComparison.Ordinal);

        var first = new List<MoveProgress>();
        await Mover(house, target, "here").Run(first.Add, CancellationToken.None);
        Assert.Contains(first.TakeWhile(p => p.Sentence.Code != "storage.move.comparing"), p => p.Done > 40);
        Assert.Equal(await FilledHouse.Rows(house.Database), await FilledHouse.Rows(target.Database));
        await Opening(target).Open(writing: true, CancellationToken.None);
    }

    [Theory, InlineData(Engine.Sqlite, Engine.Postgres), InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task A_row_that_differs_is_found(Engine from, Engine to)
    {
        await using var house = await TestHouse.Open(from);
        await using var target = await TestHouse.Open(to);
        await FilledHouse.Fill(house.Database, 40);
        var move = Mover(house, target, "here");
        var tables = await move.Tables(CancellationToken.None);
        await move.Copy(tables, _ => { }, CancellationToken.None);
        await move.Verify(tables, _ => { }, CancellationToken.None);

        await target.Database.Write(Store.House, w => w.Execute("update house.rating set value = case value when 3 then 4 else 3 end where member = 17"), CancellationToken.None);
        var flipped = await Assert.ThrowsAsync<Refusal>(() => move.Verify(tables, _ => { }, CancellationToken.None));
        Assert.Contains("house.rating with member 17, title 17 differs in value", flipped.Message, StringComparison.Ordinal);

        await target.Database.Write(Store.House, w => w.Execute("delete from house.rating where member = 17"), CancellationToken.None);
        Assert.Contains("house.rating", (await Assert.ThrowsAsync<Refusal>(() => move.Verify(tables, _ => { }, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite, Engine.Postgres), InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task Numbers_go_on_behind_the_highest_that_was_ever_drawn(Engine from, Engine to)
    {
        await using var house = await TestHouse.Open(from);
        await using var target = await TestHouse.Open(to);
        await FilledHouse.Fill(house.Database, 20);
        await house.Database.Write(Store.House, w => w.Execute("delete from house.fact where id > 15"), CancellationToken.None);
        await Move(house, target, "here");
        var next = await target.Database.Write(Store.House, w => w.First<long>(
            "insert into house.fact (at, member, kind, origin) values (1, 1, 'x', 'page') returning id"), CancellationToken.None);
        Assert.Equal(21, next);
    }

    [Fact]
    public async Task A_house_that_has_something_is_not_written_over()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var target = await TestHouse.Open(Engine.Sqlite);
        await target.Get<Settings>().Set("greeting", "hello", CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Move(house, target, "here"));
        Assert.Contains("holds a house already", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("hello", await target.Get<Settings>().Find<string>("greeting", CancellationToken.None));
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_keep_is_named()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var target = await TestHouse.Open(Engine.Postgres);
        await house.Database.Write(Store.House, w => w.Execute("insert into house.setting (name, value, changed_at) values ('x', @zero, 1)", new { zero = "a\0b" }), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Move(house, target, "here"));
        Assert.Contains("house.setting.value", refusal.Message, StringComparison.Ordinal);
    }

    static string FirstColumn(string rows) => rows[..(rows.IndexOf('=', StringComparison.Ordinal) + 1)];

    static void CutOff(bool now)
    {
        if (now)
        {
            throw new OperationCanceledException();
        }
    }

    static Task<long> AddSettings(TestHouse house, int count) => house.Database.WriteInBatches(
        Store.House, Enumerable.Range(1, count), (w, i) => w.Execute("insert into house.setting (name, value, changed_at) values (@name, '1', 1)", new { name = $"Made.{i}" }), CancellationToken.None);

    static HouseMove Mover(TestHouse from, TestHouse to, string place) => new(from.Database, to.Database, place, TimeProvider.System);

    static Task<IReadOnlyList<MovedTable>> Move(TestHouse from, TestHouse to, string place) => Mover(from, to, place).Run(_ => { }, CancellationToken.None);

    static StoreOpening Opening(TestHouse house) => house.Get<StoreOpening>();
}
