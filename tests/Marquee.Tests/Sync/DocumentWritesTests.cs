using System.Text.Json;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Tests.Sync;

public sealed class DocumentWritesTests
{
    public static TheoryData<Engine> Engines => SyncHouse.Engines;

    static string Refusal(Outcome outcome) => Assert.IsType<Refused>(outcome).Why.Error;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_document_is_read_back_to_the_letter(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var said = """
            "number":1.0,"large":123456789012345678901234567890,"text":"\u0000 \ud83c\udfac Žluťoučký","nested":{"_id":"x","b":[ 1 ,null]},"":"empty"
            """.Trim();
        var revision = await house.Edited("{\"_id\":\"a/b ü\"," + said + "}");
        Assert.Equal($$"""{"_id":"a/b ü","_rev":"{{revision}}",{{said}}}""", await house.Winner("a/b ü"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_edit_names_the_leaf_that_it_was_made_from(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        Assert.Equal("conflict", Refusal(await house.Edit("""{"_id":"a","_rev":"1-x"}""")));
        var first = await house.Edited("""{"_id":"a","n":1}""");
        Assert.Equal("conflict", Refusal(await house.Edit("""{"_id":"a","n":2}""")));
        var second = await house.Edited($$"""{"_id":"a","_rev":"{{first}}","n":2}""");
        Assert.Equal("conflict", Refusal(await house.Edit($$"""{"_id":"a","_rev":"{{first}}","n":3}""")));
        Assert.StartsWith("2-", second, StringComparison.Ordinal);
        Assert.Equal((1, 0, 2), await house.Now() is var now ? (now.Live, now.Gone, now.LastSeq) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_deleted_document_stays_as_a_tombstone_and_can_come_back(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var first = await house.Edited("""{"_id":"a"}""");
        var gone = await house.Edited($$"""{"_id":"a","_rev":"{{first}}","_deleted":true}""");
        Assert.True((await house.Find("a")).Deleted);
        Assert.Equal((0, 1), await house.Now() is var now ? (now.Live, now.Gone) : default);
        var back = await house.Edited("""{"_id":"a","again":true}""");
        Assert.StartsWith("3-", back, StringComparison.Ordinal);
        Assert.Equal([back, gone, first], (await house.Find("a")).Tree.Path(IncomingReading.Revision(back)).Select(r => r.ToString()));
        Assert.Equal((1, 0), await house.Now() is var later ? (later.Live, later.Gone) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_edit_in_two_places_is_one_revision(Engine engine)
    {
        await using var here = await SyncHouse.Open(engine);
        await using var there = await SyncHouse.Open(Engine.Sqlite);
        Assert.Equal(await here.Edited("""{"_id":"a","n":1}"""), await there.Edited("""{"_id":"a","n":1}"""));
        Assert.NotEqual(await here.Edited("""{"_id":"b","n":1}"""), await there.Edited("""{"_id":"b","n":2}"""));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Replicated_revisions_make_conflicts_and_a_deletion_ends_one(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        await house.Replicate("a", "2-b 1-a", "\"n\":1");
        await house.Replicate("a", "2-c 1-a", "\"n\":2");
        Assert.Equal("""{"_id":"a","_rev":"2-c","n":2,"_conflicts":["2-b"]}""", await house.Winner("a", new Shown(Conflicts: true)));
        await house.Replicate("a", "3-d 2-c 1-a", deleted: true);
        Assert.Equal("""{"_id":"a","_rev":"2-b","n":1}""", await house.Winner("a", new Shown(Conflicts: true)));
        await house.Replicate("a", "2-b 1-a", "\"n\":1");
        Assert.Equal((1, 0, 3), await house.Now() is var now ? (now.Live, now.Gone, now.LastSeq) : default); // the known one changed nothing
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_request_may_name_a_document_twice(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var outcomes = await house.Get<DocumentWrites>().Write(
            house.Database, SyncHouse.Host, [SyncHouse.Document("""{"_id":"a","n":1}"""), SyncHouse.Document("""{"_id":"b"}"""), SyncHouse.Document("""{"_id":"a","n":2}""")], false, default);
        Assert.Equal([typeof(Written), typeof(Written), typeof(Refused)], outcomes.Select(o => o.GetType()));
        Assert.Contains("\"n\":1", await house.Winner("a"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Histories_end_at_the_limit_and_compaction_forgets_what_they_said(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        await house.Get<SyncDatabases>().SetRevsLimit(house.Database, 3, default);
        var revisions = new List<string> { await house.Edited("""{"_id":"a","n":0}""") };
        for (var i = 1; i < 6; i++)
        {
            revisions.Add(await house.Edited($$"""{"_id":"a","_rev":"{{revisions[^1]}}","n":{{i}}}"""));
        }

        var found = await house.Find("a");
        Assert.Equal(3, found.Tree.Count);
        Assert.Contains("\"n\":4", await house.Get<DocumentReading>().One(house.Database, found, IncomingReading.Revision(revisions[4]), Shown.Plain, default), StringComparison.Ordinal);
        await house.Get<DatabaseUpkeep>().Compact(house.Database, default);
        Assert.Null(await house.Get<DocumentReading>().One(house.Database, found, IncomingReading.Revision(revisions[4]), Shown.Plain, default));
        Assert.Contains("\"n\":5", await house.Winner("a"), StringComparison.Ordinal);
        Assert.Equal(3, (await house.Find("a")).Tree.Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Purged_leaves_leave_nothing_behind(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        await house.Replicate("a", "2-b 1-a", "\"n\":1");
        await house.Replicate("a", "2-c 1-a", "\"n\":2");
        await house.Replicate("b", "1-z");
        var asked = new Dictionary<string, IReadOnlyList<RevisionId>>
        {
            ["a"] = [IncomingReading.Revision("2-c"), IncomingReading.Revision("1-a")],
            ["b"] = [IncomingReading.Revision("1-z")],
            ["c"] = [IncomingReading.Revision("1-z")],
        };
        var purged = await house.Get<DatabaseUpkeep>().Purge(house.Database, asked, default);
        Assert.Equal(["a 2-c", "b 1-z"], purged.Select(p => $"{p.Key} {string.Join(' ', p.Value)}"));
        Assert.Equal("""{"_id":"a","_rev":"2-b","n":1}""", await house.Winner("a"));
        Assert.Empty(await house.Get<DocumentStore>().Find(house.Database, ["b"], default));
        Assert.Equal((1, 0, 4, 2), await house.Now() is var now ? (now.Live, now.Gone, now.LastSeq, now.PurgeSeq) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Attachments_are_kept_once_and_for_as_long_as_something_names_them(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var first = await house.Edited("""{"_id":"a","_attachments":{"x.txt":{"content_type":"text/plain","data":"aGVsbG8="}}}""");
        const string Stub = "\"_attachments\":{\"x.txt\":{\"content_type\":\"text/plain\",\"revpos\":1,\"digest\":\"md5-XUFAKrxLKna5cZ2REBfFkg==\",\"length\":5,\"stub\":true}}";
        Assert.Contains(Stub, await house.Winner("a"), StringComparison.Ordinal);
        var second = await house.Edited($"{{\"_id\":\"a\",\"_rev\":\"{first}\",{Stub},\"n\":2}}");
        Assert.Contains(Stub, await house.Winner("a"), StringComparison.Ordinal);
        Assert.Contains("\"data\":\"aGVsbG8=\"", await house.Winner("a", new Shown(Attachments: true)), StringComparison.Ordinal);
        Assert.Equal("missing_stub", Refusal(await house.Edit($"{{\"_id\":\"a\",\"_rev\":\"{second}\",\"_attachments\":{{\"y\":{{\"stub\":true}}}}}}")));
        await house.Get<DatabaseUpkeep>().Compact(house.Database, default);
        Assert.NotNull(await house.Get<DocumentStore>().Content(house.Database, "md5-XUFAKrxLKna5cZ2REBfFkg==", default));
        await house.Edited($$"""{"_id":"a","_rev":"{{second}}"}""");
        await house.Get<DatabaseUpkeep>().Compact(house.Database, default);
        Assert.Null(await house.Get<DocumentStore>().Content(house.Database, "md5-XUFAKrxLKna5cZ2REBfFkg==", default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_deleted_database_leaves_no_row(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        await house.Edited("""{"_id":"a","_attachments":{"x":{"data":"aGVsbG8="}}}""");
        await house.Get<LocalDocuments>().Write(house.Database, SyncHouse.Document("""{"_id":"_local/x"}"""), default);
        await house.Get<SyncDatabases>().Delete(house.Database, default);
        var rows = await FilledHouse.Rows(house.House.Database, table => table.Name.StartsWith("sync_", StringComparison.Ordinal));
        Assert.Equal(8, rows.Count);
        Assert.All(rows.Values, text => Assert.Equal("", text));
        var late = await Assert.ThrowsAsync<ProtocolRefusal>(() => house.Edit("""{"_id":"b"}"""));
        Assert.Equal((404, "not_found"), (late.Status, late.Error));
    }

    [Theory]
    [InlineData("""{"_id":""}""", "illegal_docid")]
    [InlineData("""{"_id":"_all_docs"}""", "illegal_docid")]
    [InlineData("""{"_id":5}""", "illegal_docid")]
    [InlineData("""{"_id":"a\u0000"}""", "illegal_docid")]
    [InlineData("""{"_id":"a","_rev":"x"}""", "bad_request")]
    [InlineData("""{"_id":"a","_unknown":1}""", "doc_validation")]
    [InlineData("""{"_id":"a","_revisions":{"start":1,"ids":[]}}""", "doc_validation")]
    [InlineData("""{"_id":"a","_revisions":{"start":-1,"ids":["a"]}}""", "doc_validation")]
    [InlineData("""{"_id":"a","_attachments":{"x":{"data":"*"}}}""", "bad_request")]
    [InlineData("""{"_id":"a","_attachments":{"_x":{"data":""}}}""", "bad_request")]
    [InlineData("""{"_id":"a","_attachments":{"x":{"follows":true}}}""", "not_implemented")]
    [InlineData("[]", "bad_request")]
    public void What_is_no_document_is_refused(string json, string error) =>
        Assert.Equal(error, Assert.Throws<ProtocolRefusal>(() => SyncHouse.Document(json)).Error);

    [Fact]
    public void Too_large_is_refused()
    {
        var limits = new SyncOptions { MaxDocumentBytes = 1000, MaxAttachmentBytes = 1000 };
        var large = JsonDocument.Parse($$"""{"_id":"a","x":"{{new string('x', 1000)}}"}""").RootElement;
        Assert.Equal(413, Assert.Throws<ProtocolRefusal>(() => IncomingReading.Read(large, null, limits)).Status);
        var file = JsonDocument.Parse($"{{\"_id\":\"a\",\"_attachments\":{{\"x\":{{\"data\":\"{Convert.ToBase64String(new byte[1001])}\"}}}}}}").RootElement;
        Assert.Equal(413, Assert.Throws<ProtocolRefusal>(() => IncomingReading.Read(file, null, limits)).Status);
    }
}
