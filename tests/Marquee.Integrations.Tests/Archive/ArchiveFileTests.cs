using System.Text;
using Marquee.Integrations.Archive;
using Marquee.Integrations.Exports;
using Marquee.Integrations.Tests.Exports;

namespace Marquee.Integrations.Tests.Archive;

/// <summary>Archives, also those that somebody has edited.</summary>
public sealed class ArchiveFileTests
{
    const string Whole = """
        {
        "format": "marquee-archive", "version": 1, "madeBy": "somebody's own line",
        "titles": [
        {"id":"tt9000001","kind":"movie","name":"The Lamp","original":null,"year":1999,"endYear":null,"runtime":100,"genres":["Drama"],"adult":false,"series":null,"seriesName":null,"season":null,"episode":null},
        {"id":"tt9000011","kind":"tvEpisode","name":"Beginning","original":null,"year":1999,"endYear":null,"runtime":25,"genres":[],"adult":false,"series":"tt9000010","seriesName":"Puppets","season":1,"episode":1}],
        "watches": [{"title":"tt9000001","at":"2024-01-05T20:15:07Z","device":"TV","origin":"page"}, {"title":"tt9000011","at":null,"device":null,"origin":"telepathy"}],
        "ratings": [{"title":"tt9000001","rating":9,"at":null}],
        "watchlist": [{"title":"tt9000001","at":null,"note":" =1 ","priority":2}],
        "likes": [{"title":"tt9000001","at":"2024-01-05T20:15:07Z"}],
        "notInterested": [{"title":"tt9000002","at":"2024-01-05T20:15:07Z"}],
        "notes": [{"title":"tt9000001","note":"'=1"}],
        "lists": [
        {"name":"Same","description":null,"shared":true,"live":false,"query":null,"createdAt":"2024-01-05T20:15:07Z","entries":[{"title":"tt9000011","note":"first"},{"title":"tt9000001","note":null}]},
        {"name":"Same","description":null,"shared":false,"live":true,"query":"kind=movie","createdAt":"2024-01-05T20:15:07Z","entries":[]}],
        "answers": [{"key":"name|lamp|1999|film","title":"tt9000001","at":"2024-01-05T20:15:07Z"}],
        "corrections": [{"title":"tt9000001","into":"tt9000002","what":"watch","at":null,"rating":null,"madeAt":"2024-01-05T20:15:07Z"}],
        "inbox": [{"source":"imdb","withoutAsking":true}],
        "preferences": [{"language":"de","timeZone":null,"theme":null,"ratingStyle":"both","showAdult":false}],
        "mine": [{"whatever":1}]
        }
        """;

    [Fact]
    public void Every_entry_is_a_row_that_says_one_thing()
    {
        var (export, rows) = ExportSamples.Read(Whole, "whatever.txt");
        Assert.Equal(("marquee", "marquee-1"), (export.Source, export.Layout));
        Assert.All(rows, row => Assert.Null(row.Problem));
        Assert.Equal(17, rows.Count);
        var watch = rows[2];
        Assert.Equal((9000001L, "The Lamp", 1999, ExportKind.Film, "TV", "page", new DateTimeOffset(2024, 1, 5, 20, 15, 7, TimeSpan.Zero)), (watch.ImdbTitle!.Value, watch.Name, watch.Year!.Value, watch.Kind, watch.Device, watch.Origin, watch.WatchedAt!.Value));
        Assert.Equal((9000011L, "Puppets", "Beginning", 1, 1, "import", true), (rows[3].ImdbTitle!.Value, rows[3].Name, rows[3].EpisodeName, rows[3].Season!.Value, rows[3].Episode!.Value, rows[3].Origin, rows[3].WatchedAt is null));
        Assert.Equal((" =1 ", 2), (rows[5].Note, rows[5].Priority!.Value));
        Assert.Equal("'=1", rows[8].Note);
        Assert.Equal([("Same", null), ("Same", 1), ("Same", 2), ("Same (2)", (int?)null)], rows.Where(r => r.List is not null).Select(r => (r.List!, r.Position)));
        Assert.Equal(["titles", "titles", "lists", "lists", "answers", "corrections", "inbox", "preferences"], rows.Where(r => r.Beside is not null).Select(r => r.Cells[0]));
    }

    [Theory]
    [InlineData("""{"title":"tt1","at":null,"device":null,"origin":"page"}""")]
    [InlineData("""{"title":"9000001","at":null,"device":null,"origin":"page"}""")]
    [InlineData("""{"title":9000001,"at":null}""")]
    [InlineData("""{"title":null}""")]
    [InlineData("""{"at":"2024-01-05T20:15:07Z"}""")]
    [InlineData("""{"title":"tt9000001","at":"yesterday"}""")]
    [InlineData("""{"title":"tt9000001","at":12}""")]
    [InlineData("""{"title":"own:x","at":null}""")]
    [InlineData("""{"title":"\ud800","at":null}""")]
    public void An_entry_that_is_none_is_a_reject_and_the_others_are_read(string entry)
    {
        var (_, rows) = ExportSamples.Read($$"""{"format":"marquee-archive","version":1,"watches":[{{entry}},{"title":"tt9000001","at":null}]}""", "a.json");
        Assert.NotNull(rows[0].Problem);
        Assert.Null(rows[1].Problem);
        Assert.Equal("watches", rows[0].Cells[0]);
    }

    [Theory]
    [InlineData("""{"format":"marquee-archive","version":2,"watches":[]}""", "exports.archive.version")]
    [InlineData("""{"format":"marquee-archive","watches":[]}""", "exports.archive.version")]
    [InlineData("""{"format":"marquee-archive","version":1,"watches":[]}""", "exports.noRows")]
    [InlineData("""{"format":"another-archive","version":1,"watches":[]}""", "exports.json.unknown")]
    [InlineData("""{"format":"marquee-archive","version":1,"watches":[""", "exports.json.damaged")]
    [InlineData("""{"watches":[{"format":"marquee-archive","version":1}]}""", "exports.json.unknown")]
    public void Another_version_and_what_is_no_archive_are_said(string text, string code) => Assert.Equal(code, ExportSamples.Refused(Encoding.UTF8.GetBytes(text), "a.json"));

    [Fact]
    public void An_archive_is_read_wherever_it_breaks_off()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            if (ExportReader.Read(bytes.AsMemory(0, length), "a.json") is ExportFile cut)
            {
                Assert.All(cut.Rows, row => Assert.True(row.Problem is null or { Code: "exports.json.broken" }, row.Problem?.Code));
            }
        }
    }

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (ExportReader.Read(bytes, "a.json") is ExportFile { Source: ArchiveFile.Key } read)
            {
                Assert.All(read.Rows, row => Assert.DoesNotContain("\0", string.Concat(row.Name, row.Note, row.List, row.Device, row.Beside), StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void In_a_ZIP_it_is_read_too()
    {
        var (export, rows) = ExportSamples.Read(ExportSamples.Zip(("marquee-ada.json", Encoding.UTF8.GetBytes(Whole))), "a.zip");
        Assert.Equal(("marquee", 17, "marquee-ada.json"), (export.Source, rows.Count, rows[0].Part));
    }
}
