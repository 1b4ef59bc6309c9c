using System.Text.Json;
using Marquee.Sync;
using Marquee.Sync.Queries;

namespace Marquee.Tests.Sync;

public sealed class SelectorTests
{
    const string Document = """
        {"_id":"tt1","title":"Night Ferry","year":1949,"seen":true,"score":8.0,"none":null,"tags":["noir","sea"],
         "cast":[{"name":"Ada","role":"pilot"},{"name":"Ben","role":"cook"}],"imdb":{"rating":7.4,"a.b":1}}
        """;

    static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"year":1949}""", true)]
    [InlineData("""{"year":1949.0,"seen":true}""", true)]
    [InlineData("""{"year":"1949"}""", false)]
    [InlineData("""{"imdb.rating":{"$gt":7,"$lt":8}}""", true)]
    [InlineData("""{"imdb":{"rating":{"$gte":7.4}}}""", true)]
    [InlineData("""{"imdb.a\\.b":1}""", true)]
    [InlineData("""{"imdb":{}}""", false)]
    [InlineData("""{"year":{"$lte":1948}}""", false)]
    [InlineData("""{"nothing":{"$lt":5}}""", false)]
    [InlineData("""{"nothing":{"$ne":5}}""", true)]
    [InlineData("""{"nothing":{"$nin":[5]}}""", true)]
    [InlineData("""{"nothing":{"$exists":false}}""", true)]
    [InlineData("""{"none":{"$exists":true},"none":null}""", true)]
    [InlineData("""{"none":{"$type":"null"},"tags":{"$type":"array"},"seen":{"$type":"boolean"},"title":{"$type":"string"},"year":{"$type":"number"},"imdb":{"$type":"object"}}""", true)]
    [InlineData("""{"year":{"$in":[1948,1949]}}""", true)]
    [InlineData("""{"tags":{"$in":["sea"]}}""", true)]
    [InlineData("""{"tags":{"$nin":["sea"]}}""", false)]
    [InlineData("""{"tags":{"$all":["sea","noir"]}}""", true)]
    [InlineData("""{"tags":{"$all":["sea","land"]}}""", false)]
    [InlineData("""{"tags":{"$size":2}}""", true)]
    [InlineData("""{"tags":["noir","sea"]}""", true)]
    [InlineData("""{"tags":["sea","noir"]}""", false)]
    [InlineData("""{"cast":{"$elemMatch":{"name":"Ben","role":"cook"}}}""", true)]
    [InlineData("""{"cast":{"$elemMatch":{"name":"Ben","role":"pilot"}}}""", false)]
    [InlineData("""{"cast":{"$allMatch":{"name":{"$exists":true}}}}""", true)]
    [InlineData("""{"tags":{"$elemMatch":{"$eq":"sea"}}}""", true)]
    [InlineData("""{"year":{"$mod":[10,9]}}""", true)]
    [InlineData("""{"score":{"$mod":[2,0]}}""", false)] // 8.0 is written as a fraction
    [InlineData("""{"title":{"$regex":"^Night"}}""", true)]
    [InlineData("""{"title":{"$regex":"(?i)ferry$"}}""", true)]
    [InlineData("""{"title":{"$beginsWith":"Night"}}""", true)]
    [InlineData("""{"$or":[{"year":1},{"seen":true}]}""", true)]
    [InlineData("""{"$and":[{"year":1},{"seen":true}]}""", false)]
    [InlineData("""{"$nor":[{"year":1},{"seen":false}]}""", true)]
    [InlineData("""{"$not":{"year":1949}}""", false)]
    [InlineData("""{"year":{"$not":{"$gt":1950}}}""", true)]
    [InlineData("""{"year":{"$gt":null}}""", true)] // everything lies behind null
    [InlineData("""{"title":{"$gt":5}}""", true)] // texts lie behind numbers
    public void A_selector_matches_or_not(string selector, bool matches) =>
        Assert.Equal(matches, Selector.Parse(Json(selector)).Matches(Json(Document)));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"year":{"$near":5}}""")]
    [InlineData("""{"$or":{}}""")]
    [InlineData("""{"year":{"$in":5}}""")]
    [InlineData("""{"year":{"$exists":1}}""")]
    [InlineData("""{"year":{"$mod":[0,1]}}""")]
    [InlineData("""{"title":{"$regex":"("}}""")]
    [InlineData("""{"title":{"$regex":"(a)\\1"}}""")] // takes longer than in proportion to the text
    public void What_is_no_selector_is_refused(string selector) => Assert.Equal("invalid_selector", Assert.Throws<ProtocolRefusal>(() => Selector.Parse(Json(selector))).Error);

    [Fact]
    public void A_selector_is_not_nested_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"$not":""", 60)) + "{}" + new string('}', 60);
        Assert.Throws<ProtocolRefusal>(() => Selector.Parse(Json(deep)));
    }

    [Fact]
    public void Values_are_in_the_order_of_CouchDB()
    {
        string[] ordered = ["null", "false", "true", "-1", "0", "2", "10", "\"\"", "\"A\"", "\"B\"", "\"a\"", "[]", "[1]", "[1,0]", "[2]", "{}", """{"a":1}""", """{"a":2}""", """{"a":2,"b":1}""", """{"b":0}"""];
        var shuffled = ordered.OrderBy(_ => Random.Shared.Next()).Select(Json).Order(JsonOrder.Instance);
        Assert.Equal(ordered, shuffled.Select(j => j.GetRawText()));
    }
}
