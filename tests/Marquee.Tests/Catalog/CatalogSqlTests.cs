using System.Text.RegularExpressions;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Tests.House;

namespace Marquee.Tests.Catalog;

/// <summary>Questions in SQL: the guide's page is true, and nothing but the catalog can be read.</summary>
public sealed partial class CatalogSqlTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "catalog.md"));

    [Fact]
    public async Task The_guide_describes_every_table_and_column_with_its_type()
    {
        await using var house = await Sample(Engine.Sqlite);
        await using var connection = await house.Database.Read(Ct);
        var real = await connection.QueryAsync<(string Table, string Column, string Type)>("""
            select m.name, c.name, lower(c.type) from catalog.sqlite_master m join pragma_table_info(m.name, 'catalog') c where m.type = 'table' and m.name not like 'sqlite%' order by 1, c.cid
            """);
        var written = Section().Matches(Page).SelectMany(section => Column().Matches(section.Groups["rows"].Value)
            .Select(row => (section.Groups["table"].Value, row.Groups["column"].Value, row.Groups["type"].Value)));
        Assert.Equal(real.Order(), written.Order());
        Assert.Contains(string.Join(", ", Genres.All), Page.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<TitleKind>(), kind => Assert.Contains($"{(int)kind} {kind.Spelling()}", Page, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_guides_examples_run_and_find_something(Engine engine)
    {
        await using var house = await Sample(engine);
        var examples = Example().Matches(Page).Select(m => m.Groups["sql"].Value).ToList();
        Assert.Equal(5, examples.Count);
        foreach (var sql in examples)
        {
            var rows = await Ask(house, sql);
            Assert.True(rows.Count > 1, sql);
        }
    }

    [Theory]
    [InlineData("select * from house.member")]
    [InlineData("select * from known.title")]
    [InlineData("select * from jobs.run")]
    [InlineData("select count(*) from catalog.title where exists (select 1 from house.setting)")]
    [InlineData("delete from catalog.title")]
    [InlineData("update catalog.title set title = 'x' returning id")]
    [InlineData("create table catalog.x (a integer)")]
    [InlineData("drop table catalog.title")]
    [InlineData("select 1; delete from catalog.title")]
    [InlineData("selct")]
    [InlineData("")]
    public async Task Nothing_but_the_catalog_can_be_read_and_nothing_written(string sql)
    {
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            await using var house = await Sample(engine);
            await Assert.ThrowsAsync<Refusal>(() => Ask(house, sql));
            Assert.NotEmpty(await Ask(house, "select id from catalog.title"));
        }
    }

    [Theory]
    [InlineData("attach 'house.db' as h")]
    [InlineData("pragma query_only = off")]
    [InlineData("vacuum into 'copy.db'")]
    [InlineData("create temp table x (a)")]
    [InlineData("select load_extension('x')")]
    public async Task SQLite_cannot_be_talked_into_another_file(string sql)
    {
        await using var house = await Sample(Engine.Sqlite);
        await Assert.ThrowsAsync<Refusal>(() => Ask(house, sql));
    }

    [Theory]
    [InlineData("select query_to_xml('select * from house.member', true, true, '')")]
    [InlineData("select set_config('transaction_read_only', 'off', true)")]
    [InlineData("select pg_read_file('postgresql.conf')")]
    public async Task PostgreSQL_is_not_asked_by_functions_that_read_by_a_text(string sql)
    {
        await using var house = await Sample(Engine.Postgres);
        Assert.Equal("catalog.sql.onlyReads", (await Assert.ThrowsAsync<Refusal>(() => Ask(house, sql))).Text.Code);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_query_without_an_end_is_given_up(Engine engine)
    {
        await using var house = await Sample(engine);
        const string endless = "with recursive a(n) as (select 1 union all select n + 1 - 1 from a) select count(*) from a";
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Ask(house, endless, TimeSpan.FromMilliseconds(300)));
        Assert.Equal("catalog.sql.late", refusal.Text.Code);
        var streamed = await Assert.ThrowsAsync<Refusal>(() => Ask(house, "with recursive a(n) as (select 1 union all select n + 1 - 1 from a) select n from a", TimeSpan.FromMilliseconds(300)));
        Assert.Equal("catalog.sql.late", streamed.Text.Code);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Values_are_the_same_on_both_engines(Engine engine)
    {
        await using var house = await Sample(engine);
        var rows = await Ask(house, "select adult, title, votes, 1.5 as half from catalog.title order by id limit 1", limit: 1);
        Assert.Equal([0L, "A Trip to the Moon", null, 1.5], Assert.Single(rows));
    }

    static async Task<TestHouse> Sample(Engine engine)
    {
        var house = await CatalogHouse.Open(engine);
        await house.Get<SampleCatalog>().Load(Ct);
        return house;
    }

    static async Task<List<object?[]>> Ask(TestHouse house, string sql, TimeSpan? timeout = null, long? limit = null)
    {
        var rows = new Kept();
        var count = await house.Get<CatalogSql>().Run(sql, timeout ?? TimeSpan.FromSeconds(20), limit, rows, Ct);
        Assert.Equal(count, rows.Rows.Count);
        return rows.Rows;
    }

    sealed class Kept : ISqlRows
    {
        const int Most = 1000;

        public List<object?[]> Rows { get; } = [];

        public void Columns(IReadOnlyList<string> names) => Assert.NotEmpty(names);

        public void Row(object?[] values)
        {
            if (Rows.Count < Most)
            {
                Rows.Add([.. values]);
            }
        }
    }

    // "## title" and its table
    [GeneratedRegex(@"^## (?<table>[a-z_]+)\n(?<rows>(?:(?!^## ).*\n)*)", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<column>(?!column)[a-z_]+) \| (?<type>[a-z]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Column();

    [GeneratedRegex(@"```sql\n(?<sql>[^`]+)\n```", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Example();
}
