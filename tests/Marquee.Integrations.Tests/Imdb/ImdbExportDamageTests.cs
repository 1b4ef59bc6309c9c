using System.Text;
using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Imdb.ImdbExportSamples;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbExportDamageTests
{
    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string> Encodings => new("utf-8", "utf-8 with mark", "windows-1252", "utf-16", "utf-16 big", "utf-16 without mark");

    [Theory, MemberData(nameof(Encodings))]
    public void Any_encoding_gives_the_same_rows(string encoding)
    {
        var text = Text("export-2017-ratings.csv");
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "windows-1252" => Windows1252.GetBytes(text),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "utf-16 big" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            _ => Encoding.Unicode.GetBytes(text),
        };
        AssertSame(Read(text).Rows, Read(bytes).Rows);
    }

    [Theory]
    [InlineData("export-2011-ratings.csv", ';')]
    [InlineData("export-2017-ratings.csv", ';')]
    [InlineData("export-2017-ratings.csv", '\t')]
    [InlineData("export-list-2017-watchlist.csv", '\t')]
    [InlineData("export-2024-ratings.csv", ';')]
    public void Any_separator_gives_the_same_rows(string file, char separator)
    {
        var (_, rows) = Read(Bytes(file));
        var resaved = new StringBuilder("sep=" + separator + "\r\n");
        foreach (var cells in rows.Select(r => r.Cells).Prepend(Read(Bytes(file)).Export.Header))
        {
            resaved.AppendJoin(separator, cells.Select(c => '"' + c.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')).Append("\r\n");
        }

        AssertSame(rows, Read(resaved.ToString()).Rows, lines: false);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_ending_gives_the_same_rows(string ending) =>
        AssertSame(Read(Text("export-2017-ratings.csv")).Rows, Read(Text("export-2017-ratings.csv").ReplaceLineEndings(ending)).Rows);

    [Fact]
    public void The_order_and_case_of_columns_do_not_matter_and_unknown_ones_are_left_alone()
    {
        var (export, rows) = Read("mood,title,DATE RATED, your rating ,\uFEFFconst\nblue,Nordlys,2020-02-29,8,tt9000002\n");
        Assert.Equal("imdb-2017", export.Layout);
        Assert.Equal((9000002L, 8, new DateOnly(2020, 2, 29), "Nordlys"), (rows[0].ImdbTitle!.Value, rows[0].Rating!.Value, rows[0].RatedOn!.Value, rows[0].Name));
    }

    [Fact]
    public void A_mark_inside_the_first_name_of_the_header_does_not_hide_the_ids() =>
        Assert.Equal(9000002, Read("\uFEFF\"\uFEFFConst\",Your Rating\ntt9000002,8\n").Rows[0].ImdbTitle);

    [Fact]
    public void A_spreadsheet_turned_dates_around_and_the_whole_file_says_how()
    {
        var (_, rows) = Read(Bytes("resaved-by-spreadsheet.csv"));
        Assert.Equal((new DateOnly(2020, 9, 10), 7, new DateOnly(2019, 1, 5)), (rows[0].AddedOn!.Value, rows[1].Rating!.Value, rows[1].RatedOn!.Value));
    }

    [Theory]
    [InlineData("9", 9)]
    [InlineData("9.0", 9)]
    [InlineData("\"9,0\"", 9)]
    [InlineData(" 9 ", 9)]
    [InlineData("9/10", 9)]
    [InlineData("10", 10)]
    [InlineData("0", null)]
    [InlineData("8.5", null)]
    [InlineData("nine", null)]
    [InlineData("", null)]
    public void A_rating_is_a_whole_number_from_1_to_10_however_written(string cell, int? expected)
    {
        var row = Read($"Const,Your Rating,Title\ntt9000002,{cell},Nordlys\n").Rows[0];
        Assert.Equal((expected, expected is null), (row.Rating, row.Problem is not null));
    }

    [Theory]
    [InlineData("tt9000002", "", 9000002)]
    [InlineData(" TT9000002 ", "", 9000002)]
    [InlineData("tt10000003", "", 10000003)]
    [InlineData("'tt9000002", "", 9000002)]
    [InlineData("", "https://www.imdb.com/title/tt9000002/?ref_=x", 9000002)]
    [InlineData("#REF!", "http://www.imdb.com/de/title/tt9000002", 9000002)]
    [InlineData("tt9000002", "https://www.imdb.com/title/tt9000003/", 0)]
    [InlineData("tt12", "", 0)]
    [InlineData("tt0000000", "", 0)]
    [InlineData("9.00E+06", "", 0)]
    public void An_id_comes_from_its_cell_or_from_the_link(string cell, string url, long expected)
    {
        var row = Read($"Const,Your Rating,URL\n{cell},7,{url}\ntt9000009,7,\n").Rows[0];
        Assert.Equal((expected, expected == 0), (row.ImdbTitle ?? 0, row.Problem is not null));
    }

    [Fact]
    public void A_title_that_lost_its_quotes_is_put_together_again()
    {
        var text = Text("export-list-2017-watchlist.csv").Replace("\"Été indien, le retour\"", "Été indien, le retour", StringComparison.Ordinal);
        var row = Read(text).Rows[2];
        Assert.Equal(("Été indien, le retour", "tvSeries", null), (row.Name, row.ImdbKind, row.Problem));
    }

    [Fact]
    public void A_row_with_cells_too_many_is_not_guessed_at() =>
        Assert.Equal("exports.row.surplus", Read("Const,Title,Your Rating\ntt9000002,Nord,lys,7\n").Rows[0].Problem!.Code);

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_row_only()
    {
        var rows = Read("Const,Title,Your Rating\ntt9000002,\"Nordlys,7\ntt9000003,Ærø,8\n").Rows;
        Assert.Equal((9000003L, 8, "Ærø"), (rows[1].ImdbTitle!.Value, rows[1].Rating!.Value, rows[1].Name));
    }

    [Fact]
    public void A_file_whose_lines_became_single_cells_is_unwrapped()
    {
        var text = string.Join('\n', Text("export-2017-ratings.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => '"' + l.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'));
        AssertSame(Read(Text("export-2017-ratings.csv")).Rows, Read(text).Rows);
    }

    [Fact]
    public void A_large_export_is_read_whole()
    {
        var text = new StringBuilder("Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(null, $"tt{9_000_000 + i},{1 + (i % 10)},2021-04-03,\"The Lake, {i}\",https://www.imdb.com/title/tt{9_000_000 + i}/,movie,7.0,104,2012,\"Comedy, Sci-Fi\",3467,2012-02-25,Ada Holm\n");
        }

        Assert.Equal(20_000, Read(text.ToString()).Rows.Count(r => r is { Problem: null, RatedOn: not null }));
    }

    static void AssertSame(List<ExportRow> expected, List<ExportRow> read, bool lines = true)
    {
        Assert.Equal(expected.Select(Told), read.Select(Told));
        Assert.True(!lines || expected.Select(r => r.Line).SequenceEqual(read.Select(r => r.Line)));
    }

    static string Told(ExportRow r) => $"{r.ImdbTitle} {r.Name} {r.Original} {r.ImdbKind} {r.Year} {r.Runtime} {string.Join('+', r.Genres)} {r.Rating} {r.RatedOn:O} {r.AddedOn:O} {r.Problem} {r.Remark}";
}
