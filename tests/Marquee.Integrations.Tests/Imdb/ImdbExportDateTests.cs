using static Marquee.Integrations.Tests.Imdb.ImdbExportSamples;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbExportDateTests
{
    [Theory]
    [InlineData("2015-01-03", "2015-01-03")]
    [InlineData("2015/01/03", "2015-01-03")]
    [InlineData("2015-01-03T22:10:00Z", "2015-01-03")]
    [InlineData("Sat Jan  3 00:00:00 2015", "2015-01-03")]
    [InlineData("Sun Mar 21 00:00:00 2015", null)]
    [InlineData("13/1/2015", "2015-01-13")]
    [InlineData("1/13/2015", "2015-01-13")]
    [InlineData("31.12.99", "1999-12-31")]
    [InlineData("5/5/2015", "2015-05-05")]
    [InlineData("3-Jan-15", "2015-01-03")]
    [InlineData("3 January 2015", "2015-01-03")]
    [InlineData("42007", "2015-01-03")]
    [InlineData("3/1/2015", null)]
    [InlineData("30-02-2015", null)]
    [InlineData("soon", null)]
    public void A_single_date_is_read_when_it_has_one_reading(string cell, string? expected)
    {
        var row = Read($"Const,Your Rating,Date Rated\ntt9000002,7,{cell}\n").Rows[0];
        Assert.Equal(expected, row.RatedOn?.ToString("O", null));
        Assert.Equal(expected is null, row.Remark is not null);
        Assert.Null(row.Problem);
    }

    [Theory]
    [InlineData("3/1/2015", "25/12/2014", "2015-01-03")]
    [InlineData("3/1/2015", "12/25/2014", "2015-03-01")]
    [InlineData("3/1/2015", "4/2/2014", null)]
    [InlineData("03-01-15", "23-12-66", "2015-01-03")]
    public void Other_dates_of_the_file_decide_between_day_and_month(string cell, string other, string? expected) =>
        Assert.Equal(expected, Read($"Const,Your Rating,Date Rated,Release Date\ntt9000002,7,{cell},\ntt9000003,7,,{other}\n").Rows[0].RatedOn?.ToString("O", null));

    [Fact]
    public void In_a_mixture_only_dates_with_one_reading_count()
    {
        var rows = Read("Const,Your Rating,Date Rated\ntt9000001,7,25/12/2014\ntt9000002,7,12/25/2014\ntt9000003,7,3/1/2015\n").Rows;
        Assert.Equal(["2014-12-25", "2014-12-25", null], rows.Select(r => r.RatedOn?.ToString("O", null)));
    }
}
