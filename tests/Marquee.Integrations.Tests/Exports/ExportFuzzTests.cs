using System.Globalization;
using System.Text;
using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Exports;

/// <summary>Damaged, cut and hostile files end in remarks or a refusal. The seed is fixed, so that a find stays one.</summary>
public sealed class ExportFuzzTests
{
    static readonly string[] Programs = ["Imdb", "Letterboxd", "Trakt", "Netflix", "Simkl", "Tmdb", "MdbList", "Movary", "Yamtrack", "Ryot", "Exports"];

    static readonly string[] Hostile =
    [
        "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\0", "\u0001\u0002\u001B[31m", "\u202Egpj.exe", "\uD800", "\"", "\"\"\"", "'", ",,,,,,", ";;;;", "\t\t", "\r\n\r\n", "\n\"", "<script>alert(1)</script>",
        "99999999999999999999", "-1", "1e308", "tt00000000", "tt99999999999999999", "2020-02-30", "31/31/31", "0001-01-01", "9999-12-31T23:59:59.9999999+14:00", "null", "{", "}", "[", "]", "\\ud800", "\\u0000", "../../etc/passwd", "：", ": : :", "Season 999999999999:",
    ];

    static List<(string Path, byte[] Bytes)> Samples => [.. Programs.SelectMany(All)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void Damage_never_gets_further_than_a_remark(int seed)
    {
        var random = new Random(seed);
        foreach (var (path, bytes) in Samples)
        {
            Sound(Damaged(bytes, random), path);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Nor_does_damage_in_an_archive(int seed)
    {
        var random = new Random(seed);
        foreach (var program in Programs)
        {
            Sound(Zip(All(program).Select(f => (f.Path, random.Next(2) == 0 ? f.Bytes : Damaged(f.Bytes, random)))), "export.zip");
            Sound(Flipped(Zip(All(program)), random), "export.zip");
        }
    }

    [Theory]
    [InlineData("Title,Date\n\"{0}: Season 1: x\",2020-01-01\n")]
    [InlineData("Const,Title,Your Rating,Date Rated,Genres,Description\ntt9000001,{0},{0},{0},{0},{0}\n{0},a,7,2020-01-01,,\n")]
    [InlineData("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n{0},{0},{0},{0},{0},{0},{0},{0}\n")]
    [InlineData("[{{\"watched_at\":\"{0}\",\"type\":\"movie\",\"movie\":{{\"title\":\"{0}\",\"year\":2000,\"ids\":{{\"imdb\":\"{0}\",\"tmdb\":1}}}}}}]")]
    [InlineData("{0},Title,Rating\n{0},{0},{0}\n")]
    [InlineData("simkl_id,TVDB_ID,TMDB,IMDB_ID,MAL_ID,Type,Title,Year,LastEpWatched,Watchlist,WatchedDate,Rating,Memo\n{0},{0},{0},{0},{0},{0},{0},{0},{0},{0},{0},{0},{0}\n")]
    public void A_cell_of_a_megabyte_is_cut(string layout)
    {
        foreach (var filling in (string[])["7", ": ", "1/", "é"])
        {
            Sound(Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, layout, string.Concat(Enumerable.Repeat(filling, 1_000_000 / filling.Length)))), "watched.csv");
        }
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Json_as_deep_as_a_well_is_refused(char open)
    {
        var deep = open == '[' ? new string('[', 1_000_000) : string.Concat(Enumerable.Repeat("{\"a\":", 300_000));
        Assert.Equal("exports.json.damaged", Refused(Encoding.UTF8.GetBytes(deep)));
        Sound(Encoding.UTF8.GetBytes("[{\"watched_at\":\"2020-01-01T00:00:00Z\",\"movie\":{\"title\":\"x\",\"ids\":{}}}," + deep), "history.json");
    }

    [Fact]
    public void Json_that_breaks_off_keeps_what_came_before()
    {
        var whole = Bytes("Trakt", "export/watched-history-1.json");
        var rows = Read(whole[..^40], "watched-history-1.json").Rows;
        Assert.Equal([null, null, "exports.json.broken"], rows.Select(r => r.Problem?.Code));
    }

    [Fact]
    public void Formulas_and_marks_of_direction_come_out_as_the_texts_they_are()
    {
        var row = Read("Title,Date\n\"=1+1\u202E\u0007 Lamp\",2020-01-01\n", "").Rows[0];
        Assert.Equal("=1+1 Lamp", row.Name);
        Assert.Equal("=1+1", Read("Title,Date\n'=1+1,2020-01-01\n", "").Rows[0].Name); // defused by an exporter
    }

    [Fact]
    public void Rows_without_end_are_refused()
    {
        var text = new StringBuilder("Title,Date\n", 8_000_000);
        for (var i = 0; i <= ExportLimits.Rows; i++)
        {
            text.Append("A,2020-01-01\n");
        }

        Assert.Equal("exports.tooManyRows", Refused(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whatever became of it, what is handed on keeps its promises.</summary>
    static void Sound(byte[] bytes, string fileName)
    {
        if (ExportReader.Read(bytes, fileName) is not ExportFile export)
        {
            return;
        }

        var count = 0;
        foreach (var row in export.Rows)
        {
            count++;
            Assert.True(row.Rating is null or (>= 1 and <= 10), row.ToString());
            Assert.True(row.ImdbTitle is null or > 0 && row.ImdbEpisode is null or > 0 && row.Tmdb is null or > 0 && row.Year is null or (>= 1850 and <= 2200), row.ToString());
            Assert.True(Clean(row.Name, ExportLimits.Name) && Clean(row.Original, ExportLimits.Name) && Clean(row.EpisodeName, ExportLimits.Name) && Clean(row.List, ExportLimits.Name), row.ToString());
            Assert.True(Clean(row.Note, ExportLimits.Note) && row.Tags.All(t => Clean(t, 100)) && row.Cells.All(c => c.Length <= ExportLimits.Cell), row.Line.ToString(CultureInfo.InvariantCulture));
            Assert.True(row.Problem is not null || row.Name.Length > 0 || row.ImdbTitle is not null || row.ImdbEpisode is not null || row.Tmdb is not null || row.Tvdb is not null || row.OwnKey is not null || row.TmdbEpisode is not null || row.TvdbEpisode is not null, row.ToString());
        }

        Assert.Equal(export.RowCount, count);
    }

    static bool Clean(string? text, int most) =>
        text is null || (text.Length <= most && text == text.Trim() && !text.Any(c => (char.IsControl(c) && (most <= ExportLimits.Name || c is not '\n' and not '\t')) || c is '\u202E' or '\u2066') && text.EnumerateRunes().All(r => r != Rune.ReplacementChar || text.Contains('\uFFFD', StringComparison.Ordinal)));

    static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(damaged.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(40), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, Encoding.UTF8.GetBytes(Hostile[random.Next(Hostile.Length)]));
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(0, Math.Min(damaged.Count, random.Next(400))));
                    break;
                default:
                    damaged = [.. Flipped([.. damaged], random)];
                    break;
            }
        }

        return [.. damaged];
    }

    static byte[] Flipped(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 10); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
