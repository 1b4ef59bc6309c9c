using Marquee.Texts;

namespace Marquee.Tests.Texts;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''  @x", "'''  @x")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1")]
    public void A_formula_becomes_a_text(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("The Lamp", "The Lamp")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" spaces ", "\" spaces \"")]
    public void Anything_else_stays_what_it_is(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public void Every_cell_reads_back_as_the_text_it_was_or_as_that_with_its_apostrophe()
    {
        var random = new Random(7);
        const string letters = "=+-@'\",;\t\r\n ab＝ø";
        for (var i = 0; i < 5000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => letters[random.Next(letters.Length)])]);
            var cell = CsvCell.Of(text);
            var plain = cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
            Assert.Equal(text, plain.Length > text.Length ? plain[1..] : plain);
            Assert.True(plain.TrimStart(' ') is "" or not ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝', ..], cell);
        }
    }
}
