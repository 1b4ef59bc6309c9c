using System.Text.Json;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Documents;
using Marquee.Sync.Queries;
using Marquee.Sync.Revisions;

namespace Marquee.Tests.Sync;

public sealed class FindIndexTests
{
    public static TheoryData<Engine> Engines => SyncHouse.Engines;

    static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    [Theory]
    [InlineData("""{"year":5}""", "5..5")]
    [InlineData("""{"year":{"$gt":5,"$lte":9}}""", "5..9")]
    [InlineData("""{"$and":[{"year":{"$gte":5}},{"year":{"$gte":7}},{"other":1}]}""", "7..")]
    [InlineData("""{"year":{"$exists":true}}""", "..")]
    [InlineData("""{"year":{"$in":[1]}}""", "..")]
    [InlineData("""{"year":{"$lt":9,"$ne":5}}""", "..9")]
    [InlineData("""{"year":{"$ne":5}}""", null)]
    [InlineData("""{"year":{"$exists":false}}""", null)]
    [InlineData("""{"year":{"$nin":[5]}}""", null)]
    [InlineData("""{"$or":[{"year":5},{"other":1}]}""", null)]
    [InlineData("""{"$not":{"year":5}}""", null)]
    [InlineData("""{"other":5}""", null)]
    [InlineData("""{"year":{"deeper":5}}""", null)]
    public void A_selector_says_where_values_lie_and_whether_they_must_be_there(string selector, string? range)
    {
        var found = KeyRange.Of(Json(selector), FieldPath.Parse("year"));
        Assert.Equal(range, found is null ? null : $"{found.Low?.GetRawText()}..{found.High?.GetRawText()}");
    }

    [Fact]
    public void An_index_holds_what_has_its_fields()
    {
        var index = new FindIndex([FieldPath.Parse("year"), FieldPath.Parse("by")]);
        foreach (var (id, json) in new[] { ("a", """{"year":5,"by":1}"""), ("b", """{"year":3,"by":null}"""), ("c", """{"year":4}"""), ("d", """{"year":5,"by":2}""") })
        {
            index.Put(id, Json(json));
        }

        string Ids(string? low, string? high) => string.Join(' ', index.Between(new KeyRange(low is null ? null : Json(low), high is null ? null : Json(high))));
        Assert.Equal("b a d", Ids(null, null));
        Assert.Equal("a d", Ids("5", "5"));
        Assert.Equal("", Ids("6", null));
        Assert.Equal("", Ids("5", "4"));
        index.Put("a", null);
        index.Put("d", Json("""{"year":1,"by":2}"""));
        Assert.Equal("d b", Ids(null, null));
    }

    /// <summary>An index changes how fast an answer comes and nothing else, whatever is written, deleted or purged in between.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task With_an_index_the_answers_are_the_same(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var index = IndexDefinition.Parse(Json("""{"index":{"fields":["year"]},"ddoc":"years","name":"y"}"""));
        var random = new Random(4);
        string[] selectors = ["""{"year":5}""", """{"year":{"$gt":3,"$lt":8}}""", """{"year":{"$in":[1,"x",null]}}""", """{"year":{"$gte":"a"},"n":{"$gt":10}}""", """{"year":{"$ne":5}}"""];
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 15; i++)
            {
                await Change(house, random);
            }

            if (round == 1)
            {
                await house.Edited($$"""{"_id":"{{index.Design}}",{{index.Members}}}""");
            }

            foreach (var selector in selectors)
            {
                var query = FindQuery.Parse(Json($$"""{"selector":{{selector}},"sort":["_id"],"limit":1000}"""));
                var (found, indexed) = await query.Run(house.Get<AllDocuments>(), house.Get<FindIndexes>(), await house.Now(), default);
                Assert.Equal(round > 0 && !selector.Contains("$ne", StringComparison.Ordinal), indexed);
                Assert.Equal(await Plain(house, query.Selector), found.Select(d => Json(d).GetProperty("_id").GetString()!));
            }
        }
    }

    static async Task Change(SyncHouse house, Random random)
    {
        var id = $"d{random.Next(20):D2}";
        var there = (await house.Get<DocumentStore>().Find(house.Database, [id], default)).GetValueOrDefault(id);
        string[] years = ["5", "3", "7.5", "\"x\"", "null", "[1]"];
        var year = random.Next(4) == 0 ? "" : $",\"year\":{years[random.Next(years.Length)]}";
        if (there is { Deleted: false } && random.Next(6) == 0)
        {
            await house.Get<DatabaseUpkeep>().Purge(house.Database, new Dictionary<string, IReadOnlyList<RevisionId>> { [id] = there.Tree.Leaves }, default);
            return;
        }

        var rev = there is { Deleted: false } ? $",\"_rev\":\"{there.Winner}\"" : "";
        await house.Edited($"{{\"_id\":\"{id}\"{rev},\"n\":{random.Next(20)}{year}{(there is { Deleted: false } && random.Next(4) == 0 ? ",\"_deleted\":true" : "")}}}");
    }

    static async Task<List<string>> Plain(SyncHouse house, Selector selector)
    {
        var ids = new List<string>();
        await foreach (var change in house.Get<AllDocuments>().Scan(house.Database, new Marquee.Sync.Changes.IdRange(), default))
        {
            if (!change.Id.StartsWith('_') && selector.Matches(Json(await house.Winner(change.Id))))
            {
                ids.Add(change.Id);
            }
        }

        return ids;
    }
}
