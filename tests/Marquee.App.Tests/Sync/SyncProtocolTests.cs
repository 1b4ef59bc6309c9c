using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marquee.Storage;

namespace Marquee.App.Tests.Sync;

/// <summary>CouchDB's protocol as its clients see it.</summary>
public sealed class SyncProtocolTests(SyncProtocolTests.Server server) : IClassFixture<SyncProtocolTests.Server>
{
    public sealed class Server : IAsyncLifetime
    {
        internal SyncServer Running { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Running = await SyncServer.Start(Engine.Sqlite);

        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    SyncServer Sync => server.Running;

    async Task<string> Database()
    {
        var path = "/t" + Guid.NewGuid().ToString("N");
        Assert.Equal("201 {\"ok\":true}", await Sync.Text("PUT", path));
        return path;
    }

    static string Rev((int Status, JsonElement Body) written) => written.Body.GetProperty("rev").GetString()!;

    [Fact]
    public async Task A_client_learns_who_answers()
    {
        var (status, welcome) = await Sync.Ask("GET", "/");
        Assert.Equal((200, "Welcome", "Marquee"), (status, welcome.GetProperty("couchdb").GetString(), welcome.GetProperty("vendor").GetProperty("name").GetString()));
        Assert.Equal(welcome.GetProperty("uuid").GetString(), (await Sync.Ask("GET", "")).Body.GetProperty("uuid").GetString());
        Assert.Equal("[\"_admin\"]", (await Sync.Ask("GET", "/_session")).Body.GetProperty("userCtx").GetProperty("roles").GetRawText());
        Assert.Equal(3, (await Sync.Ask("GET", "/_uuids?count=3")).Body.GetProperty("uuids").GetArrayLength());
        Assert.Equal("200 {\"status\":\"ok\"}", await Sync.Text("GET", "/_up"));
    }

    [Fact]
    public async Task Databases_come_and_go_with_CouchDBs_answers()
    {
        var db = await Database();
        Assert.Equal("""412 {"error":"file_exists","reason":"The database could not be created, the file already exists."}""", await Sync.Text("PUT", db));
        Assert.StartsWith("""400 {"error":"illegal_database_name","reason":"Name: 'Upper'.""", await Sync.Text("PUT", "/Upper"), StringComparison.Ordinal);
        Assert.Contains(db[1..], (await Sync.Ask("GET", "/_all_dbs")).Body.EnumerateArray().Select(n => n.GetString()));
        var info = (await Sync.Ask("GET", db)).Body;
        Assert.Equal((db[1..], 0), (info.GetProperty("db_name").GetString(), info.GetProperty("doc_count").GetInt32()));
        Assert.Equal("200 {\"ok\":true}", await Sync.Text("DELETE", db));
        foreach (var (method, path) in new[] { ("GET", db), ("DELETE", db), ("GET", db + "/a"), ("POST", db + "/_bulk_docs"), ("GET", db + "/_changes") })
        {
            Assert.Equal("""404 {"error":"not_found","reason":"Database does not exist."}""", await Sync.Text(method, path, method == "POST" ? "{}" : null));
        }

        Assert.Equal("201 {\"ok\":true}", await Sync.Text("PUT", db + "%2Fwith%2Fslashes"));
        Assert.Equal(db[1..] + "/with/slashes", (await Sync.Ask("GET", db + "%2Fwith%2Fslashes")).Body.GetProperty("db_name").GetString());
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("%E9%9B%BB%20%3F%23%26", "電 ?#&")]
    [InlineData("a+b", "a+b")]
    [InlineData("_design/a", "_design/a")]
    [InlineData("_design%2Fa", "_design/a")]
    [InlineData("_design/a%2Fb", "_design/a/b")]
    public async Task An_id_in_the_address_is_the_documents(string address, string id)
    {
        var db = await Database();
        var written = await Sync.Ask("PUT", $"{db}/{address}", """{"n":1}""");
        Assert.Equal((201, id), (written.Status, written.Body.GetProperty("id").GetString()));
        Assert.Equal($"200 {{\"_id\":{JsonSerializer.Serialize(id, Plain)},\"_rev\":\"{Rev(written)}\",\"n\":1}}", await Sync.Text("GET", $"{db}/{address}"));
        Assert.Equal(200, (await Sync.Ask("DELETE", $"{db}/{address}?rev={Rev(written)}")).Status);
        Assert.Equal("""404 {"error":"not_found","reason":"deleted"}""", await Sync.Text("GET", $"{db}/{address}"));
    }

    [Fact]
    public async Task A_document_is_written_read_and_refused_as_CouchDB_does()
    {
        var db = await Database();
        Assert.Equal("""404 {"error":"not_found","reason":"missing"}""", await Sync.Text("GET", db + "/a"));
        var first = Rev(await Sync.Ask("PUT", db + "/a", """{"n":1}"""));
        Assert.Equal("""409 {"error":"conflict","reason":"Document update conflict."}""", await Sync.Text("PUT", db + "/a", """{"n":2}"""));
        Assert.Equal(400, (await Sync.Ask("PUT", db + "/a?rev=1-x", $$"""{"_rev":"{{first}}"}""")).Status);
        var second = Rev(await Sync.Ask("PUT", $"{db}/a?rev={first}", """{"n":2}"""));
        using (var answer = await Sync.Send("HEAD", db + "/a"))
        {
            Assert.Equal($"\"{second}\"", answer.Headers.ETag!.Tag);
        }

        Assert.Contains("\"n\":1", await Sync.Text("GET", $"{db}/a?rev={first}"), StringComparison.Ordinal);
        Assert.Contains("\"n\":2", await Sync.Text("GET", $"{db}/a?rev={first}&latest=true"), StringComparison.Ordinal);
        Assert.EndsWith($",\"_revisions\":{{\"start\":2,\"ids\":[\"{second[2..]}\",\"{first[2..]}\"]}}}}", await Sync.Text("GET", db + "/a?revs=true"), StringComparison.Ordinal);
        Assert.EndsWith($",\"_revs_info\":[{{\"rev\":\"{second}\",\"status\":\"available\"}},{{\"rev\":\"{first}\",\"status\":\"available\"}}]}}", await Sync.Text("GET", db + "/a?revs_info=true"), StringComparison.Ordinal);
        Assert.Equal("202 {\"ok\":true}", await Sync.Text("POST", db + "/_compact", "{}"));
        Assert.Equal(404, (await Sync.Ask("GET", $"{db}/a?rev={first}")).Status);
        Assert.Equal("""400 {"error":"bad_request","reason":"invalid UTF-8 JSON"}""", await Sync.Text("PUT", db + "/b", "{"));
        Assert.Equal("""400 {"error":"illegal_docid","reason":"Only reserved document ids may start with underscore."}""", await Sync.Text("PUT", db + "/_b", "{}"));
        Assert.Equal("200 1000", await Sync.Text("GET", db + "/_revs_limit"));
        Assert.Equal("200 {\"ok\":true}", await Sync.Text("PUT", db + "/_revs_limit", "5"));
        Assert.Equal("200 5", await Sync.Text("GET", db + "/_revs_limit"));
        Assert.Equal(405, (await Sync.Ask("POST", db + "/_no_such_thing", "{}")).Status);
    }

    [Fact]
    public async Task Revisions_of_elsewhere_are_compared_written_and_read()
    {
        var db = await Database();
        Assert.Equal("""200 {"a":{"missing":["2-b","2-c"]}}""", await Sync.Text("POST", db + "/_revs_diff", """{"a":["2-b","2-c"]}"""));
        Assert.Equal("201 []", await Sync.Text("POST", db + "/_bulk_docs", """
            {"new_edits":false,"docs":[{"_id":"a","_rev":"2-b","_revisions":{"start":2,"ids":["b","a"]},"n":1},{"_id":"a","_rev":"2-c","_revisions":{"start":2,"ids":["c","a"]},"n":2}]}
            """));
        Assert.Equal("""200 {"a":{"missing":["3-d"],"possible_ancestors":["2-c","2-b"]}}""", await Sync.Text("POST", db + "/_revs_diff", """{"a":["1-a","2-b","3-d"]}"""));
        Assert.Equal("""200 {"missing_revs":{"a":["3-d"]}}""", await Sync.Text("POST", db + "/_missing_revs", """{"a":["2-b","3-d"]}"""));
        Assert.Equal("""200 {"_id":"a","_rev":"2-c","n":2,"_conflicts":["2-b"]}""", await Sync.Text("GET", db + "/a?conflicts=true"));
        Assert.Equal("""200 [{"ok":{"_id":"a","_rev":"2-c","n":2}},{"ok":{"_id":"a","_rev":"2-b","n":1}}]""", await Sync.Text("GET", db + "/a?open_revs=all"));
        Assert.Equal("""200 [{"ok":{"_id":"a","_rev":"2-b","n":1}},{"missing":"9-z"}]""", await Sync.Text("GET", db + "/a?open_revs=%5B%222-b%22%2C%229-z%22%5D"));
        Assert.Equal(
            """200 {"results":[{"id":"a","docs":[{"ok":{"_id":"a","_rev":"2-b","n":1,"_revisions":{"start":2,"ids":["b","a"]}}}]},{"id":"x","docs":[{"error":{"id":"x","rev":"1-x","error":"not_found","reason":"missing"}}]}]}""",
            await Sync.Text("POST", db + "/_bulk_get?revs=true", """{"docs":[{"id":"a","rev":"2-b"},{"id":"x","rev":"1-x"}]}"""));
        var edits = (await Sync.Ask("POST", db + "/_bulk_docs", """{"docs":[{"_id":"b"},{"_id":"a"}]}""")).Body;
        Assert.Equal(("b", true, "conflict"), (edits[0].GetProperty("id").GetString(), edits[0].GetProperty("ok").GetBoolean(), edits[1].GetProperty("error").GetString()));
        Assert.Equal("""201 {"purge_seq":null,"purged":{"a":["2-c"]}}""", await Sync.Text("POST", db + "/_purge", """{"a":["2-c"]}"""));
    }

    [Fact]
    public async Task All_documents_are_listed_by_id()
    {
        var db = await Database();
        await Sync.Ask("POST", db + "/_bulk_docs", """{"docs":[{"_id":"c"},{"_id":"a"},{"_id":"b"},{"_id":"B"},{"_id":"gone"}]}""");
        var gone = (await Sync.Ask("GET", db + "/gone")).Body.GetProperty("_rev").GetString();
        await Sync.Ask("DELETE", $"{db}/gone?rev={gone}");
        async Task<string> Ids(string query, string? body = null)
        {
            var answer = (await Sync.Ask(body is null ? "GET" : "POST", $"{db}/_all_docs{query}", body)).Body;
            Assert.Equal(4, answer.GetProperty("total_rows").GetInt32());
            var rows = answer.GetProperty("rows").EnumerateArray().Select(r => r.TryGetProperty("error", out _) ? r.GetProperty("key") + "?" : r.GetProperty("id") + (r.GetProperty("value").TryGetProperty("deleted", out _) ? "!" : ""));
            return $"{answer.GetProperty("offset")} {string.Join(' ', rows)}";
        }

        Assert.Equal("0 B a b c", await Ids(""));
        Assert.Equal("0 c b a B", await Ids("?descending=true"));
        Assert.Equal("1 a b", await Ids("?startkey=%22a%22&endkey=%22b%22"));
        Assert.Equal("1 a", await Ids("?startkey=%22a%22&endkey=%22b%22&inclusive_end=false"));
        Assert.Equal("1 b a", await Ids("?descending=true&startkey=%22b%22&endkey=%22a%22"));
        Assert.Equal("2 b", await Ids("?skip=2&limit=1"));
        Assert.Equal("2 b", await Ids("?key=%22b%22"));
        Assert.Equal(" b gone! x? a", await Ids("", """{"keys":["b","gone","x","a"]}"""));
        Assert.Contains("\"doc\":{\"_id\":\"a\"", await Sync.Text("GET", db + "/_all_docs?include_docs=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_come_in_four_forms()
    {
        var db = await Database();
        var empty = (await Sync.Ask("GET", db + "/_changes")).Body;
        Assert.Equal("[]", empty.GetProperty("results").GetRawText().Replace("\n", "", StringComparison.Ordinal));
        var waiting = Sync.Ask("GET", db + "/_changes?feed=longpoll&since=now&heartbeat=1000");
        using var lines = await Sync.Send("GET", db + "/_changes?feed=continuous&include_docs=true&heartbeat=1000");
        using var events = await Sync.Send("GET", db + "/_changes?feed=eventsource&limit=1");
        using var line = new StreamReader(await lines.Content.ReadAsStreamAsync());
        await Sync.Ask("PUT", db + "/a", """{"n":1}""");
        Assert.Equal("a", (await waiting).Body.GetProperty("results")[0].GetProperty("id").GetString());
        var first = JsonDocument.Parse(await NotBlank(line)).RootElement;
        Assert.Equal(1, first.GetProperty("doc").GetProperty("n").GetInt32());
        Assert.Equal("text/event-stream", events.Content.Headers.ContentType!.MediaType);
        Assert.Matches("^data: \\{.*\\}\nid: 1-[0-9a-f]+\n\n$", await events.Content.ReadAsStringAsync());
        await Sync.Ask("PUT", db + "/b", "{}");
        Assert.Equal("b", JsonDocument.Parse(await NotBlank(line)).RootElement.GetProperty("id").GetString());
        Assert.Equal(["b"], Ids((await Sync.Ask("GET", $"{db}/_changes?since={first.GetProperty("seq").GetString()}")).Body));
        Assert.Equal(["b"], Ids((await Sync.Ask("POST", db + "/_changes?filter=_doc_ids", """{"doc_ids":["b","x"]}""")).Body));
        Assert.Equal(["a"], Ids((await Sync.Ask("POST", db + "/_changes?filter=_selector", """{"selector":{"n":1}}""")).Body));
        Assert.Equal(400, (await Sync.Ask("GET", db + "/_changes?since=x")).Status);
        Assert.Equal(404, (await Sync.Ask("GET", db + "/_changes?filter=no/such")).Status);
    }

    [Fact]
    public async Task Functions_of_design_documents_filter_map_and_forbid()
    {
        var db = await Database();
        await Sync.Ask("POST", db + "/_bulk_docs", """
            {"docs":[{"_id":"_design/d","filters":{"even":"function (doc, req) { return doc.n % 2 == req.query.rest; }","bad":"function (doc) { throw 1; }"},
              "views":{"n":{"map":"function (doc) { if (doc.n) emit(doc.n, doc._id); }"}},
              "validate_doc_update":"function (doc) { if (doc.n > 5) throw { forbidden: 'Too much.' }; }"},
             {"_id":"a","n":1},{"_id":"b","n":2},{"_id":"c","n":3}]}
            """);
        Assert.Equal(["a", "c"], Ids((await Sync.Ask("GET", db + "/_changes?filter=d/even&rest=1")).Body));
        Assert.Equal(["a", "b", "c"], Ids((await Sync.Ask("GET", db + "/_changes?filter=_view&view=d/n")).Body));
        Assert.Equal(400, (await Sync.Ask("GET", db + "/_changes?filter=d/bad")).Status);
        var view = (await Sync.Ask("GET", db + "/_design/d/_view/n?startkey=2&include_docs=true")).Body;
        Assert.Equal((3, 1, "b", 3), (view.GetProperty("total_rows").GetInt32(), view.GetProperty("offset").GetInt32(), view.GetProperty("rows")[0].GetProperty("value").GetString(), view.GetProperty("rows")[1].GetProperty("doc").GetProperty("n").GetInt32()));
        Assert.Equal("""403 {"error":"forbidden","reason":"Too much."}""", await Sync.Text("PUT", db + "/d", """{"n":6}"""));
        Assert.Equal("""201 [{"id":"d","rev":"1-x","error":"forbidden","reason":"Too much."}]""", await Sync.Text("POST", db + "/_bulk_docs", """{"new_edits":false,"docs":[{"_id":"d","_rev":"1-x","n":6}]}"""));
        Assert.Equal(501, (await Sync.Ask("GET", db + "/_design/d/_view/n?reduce=true")).Status);
    }

    [Fact]
    public async Task Documents_are_found_by_what_they_say()
    {
        var db = await Database();
        await Sync.Ask("POST", db + "/_bulk_docs", """{"docs":[{"_id":"a","year":1949,"by":{"name":"X"}},{"_id":"b","year":1960},{"_id":"c","year":1955,"by":{"name":"Y"}},{"_id":"_design/x","year":1}]}""");
        async Task<string> Found(string query) => (await Sync.Ask("POST", db + "/_find", query)).Body.GetProperty("docs").GetRawText().Replace("\n", "", StringComparison.Ordinal);
        Assert.Equal("""[{"_id":"b"},{"_id":"c"}]""", await Found("""{"selector":{"year":{"$gt":1950}},"fields":["_id"]}"""));
        Assert.Equal("""[{"_id":"c","by":{"name":"Y"}},{"_id":"b"}]""", await Found("""{"selector":{"year":{"$gt":1950}},"sort":["year"],"fields":["_id","by.name"]}"""));
        Assert.Equal("""[{"_id":"c"}]""", await Found("""{"selector":{},"sort":[{"year":"desc"}],"skip":1,"limit":1,"fields":["_id"]}"""));
        Assert.Equal("missing_required_key", (await Sync.Ask("POST", db + "/_find", "{}")).Body.GetProperty("error").GetString());
        Assert.Equal("invalid_selector", (await Sync.Ask("POST", db + "/_find", """{"selector":{"a":{"$no":1}}}""")).Body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Indexes_are_made_listed_and_deleted()
    {
        var db = await Database();
        await Sync.Ask("POST", db + "/_bulk_docs", """{"docs":[{"_id":"a","year":1949},{"_id":"b"}]}""");
        Assert.True((await Sync.Ask("POST", db + "/_find", """{"selector":{"year":1949}}""")).Body.TryGetProperty("warning", out _));
        Assert.Equal("""200 {"result":"created","id":"_design/years","name":"y"}""", await Sync.Text("POST", db + "/_index", """{"index":{"fields":["year"]},"ddoc":"years","name":"y"}"""));
        Assert.Equal("""200 {"result":"exists","id":"_design/years","name":"y"}""", await Sync.Text("POST", db + "/_index", """{"index":{"fields":["year"]},"ddoc":"years","name":"y","type":"json"}"""));
        Assert.Equal(501, (await Sync.Ask("POST", db + "/_index", """{"index":{"fields":["other"]},"ddoc":"years","name":"y"}""")).Status);
        Assert.Equal("created", (await Sync.Ask("POST", db + "/_index", """{"index":{"fields":[{"imdb.id":"asc"},"year"]}}""")).Body.GetProperty("result").GetString());
        var list = (await Sync.Ask("GET", db + "/_index")).Body;
        Assert.Equal(3, list.GetProperty("total_rows").GetInt32());
        Assert.Contains(list.GetProperty("indexes").EnumerateArray(), i => i.GetProperty("def").GetRawText() == """{"fields":[{"imdb.id":"asc"},{"year":"asc"}]}""");
        var found = (await Sync.Ask("POST", db + "/_find", """{"selector":{"year":1949}}""")).Body;
        Assert.Equal(("a", false), (found.GetProperty("docs")[0].GetProperty("_id").GetString(), found.TryGetProperty("warning", out _)));
        Assert.Equal("200 {\"ok\":true}", await Sync.Text("DELETE", db + "/_index/_design/years/json/y"));
        Assert.Equal(404, (await Sync.Ask("DELETE", db + "/_index/years/json/y")).Status);
        Assert.Equal(2, (await Sync.Ask("GET", db + "/_index")).Body.GetProperty("total_rows").GetInt32());
    }

    [Fact]
    public async Task An_attachment_comes_back_as_it_was_sent_and_runs_nothing()
    {
        var db = await Database();
        using var client = new HttpClient { BaseAddress = Sync.Marquee.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Sync.Key);
        using var page = new ByteArrayContent("<script>alert(1)</script>"u8.ToArray());
        page.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        using var put = await client.PutAsync($"/sync{db}/a/pages/x%20y.html", page);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var read = await client.GetAsync($"/sync{db}/a/pages/x%20y.html");
        Assert.Equal(("text/html", "<script>alert(1)</script>"), (read.Content.Headers.ContentType!.MediaType, await read.Content.ReadAsStringAsync()));
        Assert.Contains("sandbox", read.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var document = (await Sync.Ask("GET", db + "/a")).Body;
        Assert.Equal(25, document.GetProperty("_attachments").GetProperty("pages/x y.html").GetProperty("length").GetInt32());
        Assert.Equal(200, (await Sync.Ask("DELETE", $"{db}/a/pages/x%20y.html?rev={document.GetProperty("_rev").GetString()}")).Status);
        Assert.False((await Sync.Ask("GET", db + "/a")).Body.TryGetProperty("_attachments", out _));
        Assert.Equal(404, (await Sync.Ask("GET", db + "/a/none.txt")).Status);
    }

    static IEnumerable<string> Ids(JsonElement changes) => changes.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetString()!);

    static async Task<string> NotBlank(StreamReader lines)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string? line;
        do
        {
            line = await lines.ReadLineAsync(limit.Token);
        }
        while (line is "");
        return line!;
    }
}
