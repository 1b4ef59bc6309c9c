using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests;

/// <summary>Files that mean harm, through the whole program: refused by what is in them, or kept as the texts they are.</summary>
public sealed class HostileFileTests(HostileHouse house) : IClassFixture<HostileHouse>
{
    const string Header = "Const,Your Rating,Date Rated,Title,URL,Title Type";

    static readonly string[] Names =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1", "'=1", "x\u001b[31m\u0007\u0085y", "\u202egnp.exe\u2066", "\ufeff\u200b",
        new string('W', 5000), "\U0001F468\u200D\U0001F469\u200D\U0001F467", "Z" + string.Concat(Enumerable.Repeat("\u0300\u0301", 200)), "' or 1=1; drop table house.rating --", "{0} {file} %s %n \\u0041", "../../etc/passwd", "line\u2028separator\u2029", "\uFFFE\uFFFF lamp",
    ];

    Caller Host => house.Host;

    [Fact]
    public async Task Hostile_names_come_out_of_every_route_the_rejects_and_the_log_as_harmless_text()
    {
        // Each name once in a row that is applied and once in one that is not.
        var csv = string.Concat(Names.SelectMany((name, i) => new[] { (Id(i), "7", name), (Id(i + 500), "99", name) }).Select(row => $"{row.Item1},{row.Item2},2019-01-02,\"{row.name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,movie\n"));
        var import = await Applied(Encoding.UTF8.GetBytes($"{Header}\n{csv}"), "a\u001b[31m\u202e\"; filename=x <b>.csv");
        foreach (var path in new[] { $"/api/v1/imports/{import}", "/api/v1/imports", $"/api/v1/imports/{import}/rows?class=unreadable", "/api/v1/history?limit=200", "/api/v1/facts", "/api/v1/jobs", $"/api/v1/titles/{Id(0)}", $"/api/v1/titles/{Id(12)}", "/api/v1/search?q=script", "/api/v1/search?q=%EF%BF%BE", "/api/v1/search/suggest?q=la%EF%BF%BE" })
        {
            Harmless((await Host.Ask(HttpMethod.Get, path)).Clone(), path);
        }

        using var answer = await Host.Send(HttpMethod.Get, $"/api/v1/imports/{import}/rejects");
        Assert.Equal($"import-{import}-rejects.csv", answer.Content.Headers.ContentDisposition!.FileName);
        var rejects = Cells((await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff'));
        Assert.Equal(Names.Length + 1, rejects.Count);
        Assert.All(rejects, row => Assert.Equal(rejects[0].Count, row.Count));
        Assert.All(rejects.SelectMany(row => row), cell => Assert.False(cell.TrimStart(' ') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝', ..], cell));

        Assert.All(house.Log.Split(Environment.NewLine), line => Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u202e' or '\u2066' or '\u2028'));
    }

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // half of a character
    [InlineData(new byte[] { 0xFF, 0xFE, 0x3C })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // beyond the last character
    [InlineData(new byte[] { 0xC0, 0xAF })] // a slash written too long
    public async Task Bytes_that_are_no_text_become_characters_or_are_left_out(byte[] bytes)
    {
        var id = Id(900 + (bytes[0] % 50)); // a title for each case: the same again would change nothing
        var import = await Applied([.. Encoding.UTF8.GetBytes($"{Header}\n{id},7,2019-01-02,\"Lamp "), .. bytes, .. Encoding.UTF8.GetBytes(" Hill\",,movie\n")], "ratings.csv");
        var title = await Host.Ask(HttpMethod.Get, $"/api/v1/titles/{id}");
        Harmless(title, "title");
        Assert.StartsWith("Lamp ", title.GetProperty("title").GetString(), StringComparison.Ordinal);
        Harmless(await Host.Ask(HttpMethod.Get, $"/api/v1/imports/{import}"), "import");
    }

    [Fact]
    public async Task Halves_of_characters_that_JSON_spells_out_get_no_further()
    {
        var movie = $"\"title\":\"Lamp \\ud800 \\udc00\\u0000\\u202e Hill\",\"year\":2001,\"ids\":{{\"trakt\":1,\"imdb\":\"{Id(950)}\"}}";
        var json = "[{\"id\":1,\"watched_at\":\"2018-03-22T06:33:24.000Z\",\"action\":\"watch\",\"type\":\"movie\",\"movie\":{" + movie + "}}]";
        using var form = Form(Encoding.UTF8.GetBytes(json), "history.json");
        Harmless(await Host.Ask(HttpMethod.Post, "/api/v1/imports", form), "preview");
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "bomb", "exports.archive.size" }, { "path", "exports.archive.path" }, { "entries", "exports.archive.entries" }, { "nested", "exports.archive.nested" }, { "encrypted", "exports.archive.encrypted" },
        { "program", "exports.notText" }, { "picture", "exports.notText" }, { "page", "exports.webPage" }, { "empty", "exports.empty" }, { "gzip", "exports.gzip" },
    };

    /// <summary>Whatever the name says: what is in a file decides.</summary>
    [Theory, MemberData(nameof(Bad))]
    public async Task A_file_that_means_harm_is_refused_under_every_name_and_leaves_nothing(string kind, string code)
    {
        var (bytes, before) = (File(kind), await Imports());
        foreach (var name in new[] { "export.zip", "ratings.csv", "history.json", "../../ratings.csv" })
        {
            using var form = Form(bytes, name);
            using var answer = await Host.Send(HttpMethod.Post, "/api/v1/imports", form);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"\"{code}\"", body, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Imports());

        async Task<int> Imports() => (await Host.Ask(HttpMethod.Get, "/api/v1/imports")).GetArrayLength();
    }

    [Theory]
    [InlineData("ratings.exe")]
    [InlineData("photo.png")]
    [InlineData("export.zip")]
    public async Task A_good_file_is_read_under_a_wrong_name(string name)
    {
        using var form = Form(Encoding.UTF8.GetBytes($"{Header}\n{Id(990)},7,2019-01-02,Lamp,,movie\n"), name);
        var import = await Host.Ask(HttpMethod.Post, "/api/v1/imports", form);
        Assert.Equal(1, import.GetProperty("rows").GetInt32());
        await Host.Ask(HttpMethod.Delete, $"/api/v1/imports/{import.GetProperty("id")}");
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_and_so_is_a_large_body_anywhere_else()
    {
        using var form = Form(new byte[52 * 1024 * 1024 + 100_000], "ratings.csv");
        Assert.Contains(await Status("/api/v1/imports", form), new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
        using var body = new StringContent($"{{\"name\":\"{new string('x', 2 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status("/api/v1/lists", body));
        using var wrong = Form(Encoding.UTF8.GetBytes("{}"), "list.json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Status("/api/v1/lists", wrong));

        // The server may hang up before it has read all of what it will not take.
        async Task<HttpStatusCode> Status(string path, HttpContent content)
        {
            try
            {
                return await Host.Status(HttpMethod.Post, path, content);
            }
            catch (HttpRequestException e) when (e.InnerException is IOException)
            {
                return HttpStatusCode.RequestEntityTooLarge;
            }
        }
    }

    /// <summary>A further route that takes files belongs into the tests above.</summary>
    [Fact]
    public async Task One_route_takes_files()
    {
        var document = await Host.Ask(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(["post /api/v1/imports"],
            from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where method.Value.ValueKind == JsonValueKind.Object && method.Value.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").EnumerateObject().Any(type => !type.Name.Contains("json", StringComparison.Ordinal))
            select $"{method.Name} {path.Name.TrimEnd('/')}");
    }

    static byte[] File(string kind) => kind switch
    {
        "bomb" => Zip(("ratings.csv", new byte[60 * 1024 * 1024])),
        "path" => Zip(("../../ratings.csv", Encoding.UTF8.GetBytes(Header))),
        "entries" => Zip([.. Enumerable.Range(0, 100_000).Select(i => ($"{i}.csv", Array.Empty<byte>()))]),
        "nested" => Zip(("more.zip", Zip(("ratings.csv", Encoding.UTF8.GetBytes(Header))))),
        "encrypted" => Locked(Zip(("ratings.csv", Encoding.UTF8.GetBytes(Header)))),
        "program" => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "picture" => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13],
        "page" => Encoding.UTF8.GetBytes("<!DOCTYPE html><html><script>alert(1)</script></html>"),
        "gzip" => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0],
        _ => [],
    };

    static byte[] Zip(params (string Path, byte[] Bytes)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in entries)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    static byte[] Locked(byte[] zip)
    {
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        return zip;
    }

    async Task<string> Applied(byte[] file, string name)
    {
        using var form = Form(file, name);
        var preview = await Host.Ask(HttpMethod.Post, "/api/v1/imports", form);
        Harmless(preview, "preview");
        var id = preview.GetProperty("id").ToString();
        await Host.Ask(HttpMethod.Post, $"/api/v1/imports/{id}/apply");
        var state = "";
        for (var looks = 0; state != "applied"; await Task.Delay(100))
        {
            Assert.True(looks++ < 600, $"{name} is {state}");
            state = (await Host.Ask(HttpMethod.Get, $"/api/v1/imports/{id}")).GetProperty("state").GetString();
        }

        return id;
    }

    static MultipartFormDataContent Form(byte[] bytes, string name)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        return new MultipartFormDataContent { file };
    }

    static string Id(int at) => $"tt99{60_000 + at}";

    /// <summary>Every text of an answer: no control character but line breaks, nothing that turns the direction of text around, no half of a character, nothing endless.</summary>
    static void Harmless(JsonElement told, string where)
    {
        switch (told.ValueKind)
        {
            case JsonValueKind.String:
                var text = told.GetString()!;
                Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069');
                Assert.True(text.Length <= 4000, where);
                Assert.DoesNotContain("\ufffd\ufffd\ufffd\ufffd\ufffd", text, StringComparison.Ordinal);
                break;
            case JsonValueKind.Array:
                Assert.All(told.EnumerateArray(), item => Harmless(item, where));
                break;
            case JsonValueKind.Object:
                Assert.All(told.EnumerateObject(), part => Harmless(part.Value, $"{where}.{part.Name}"));
                break;
        }
    }

    /// <summary>RFC 4180.</summary>
    static List<List<string>> Cells(string csv)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"' && quoted && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && csv[i] is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (csv[i] == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(csv[i]);
            }
        }

        return rows;
    }
}
