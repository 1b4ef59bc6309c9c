using System.Globalization;
using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbRowTests
{
    [Fact]
    public void A_title_is_read_with_its_quotes()
    {
        Assert.Null(Title("tt10000000\tmovie\t\"Alone\tDer \"letzte' Mann\t0\t1924\t\\N\t101\tDrama,War", out var row));
        Assert.Equal((10_000_000L, "\"Alone", "Der \"letzte' Mann", false, 1924, null, 101, "Drama,War"), row);
    }

    [Fact]
    public void Unknown_is_null_everywhere()
    {
        Assert.Null(Title("tt1\t\\N\tX\t\\N\t1\t\\N\t\\N\t\\N\t\\N", out var row));
        Assert.Equal((1L, "X", "", true, (int?)null, (int?)null, (int?)null, ""), row);
    }

    [Theory]
    [InlineData("", ImdbReject.Columns)]
    [InlineData("tt1\tmovie\tX", ImdbReject.Columns)]
    [InlineData("tt1\tmovie\tX\tX\t0\t1924\t\\N\t101\tDrama\t", ImdbReject.Columns)]
    [InlineData("nm1\tmovie\tX\tX\t0\t1924\t\\N\t101\tDrama", ImdbReject.Id)]
    [InlineData("tt\tmovie\tX\tX\t0\t1924\t\\N\t101\tDrama", ImdbReject.Id)]
    [InlineData("tt0\tmovie\tX\tX\t0\t1924\t\\N\t101\tDrama", ImdbReject.Id)]
    [InlineData("tt12x\tmovie\tX\tX\t0\t1924\t\\N\t101\tDrama", ImdbReject.Id)]
    [InlineData("tt1\tmovie\t\\N\tX\t0\t1924\t\\N\t101\tDrama", ImdbReject.Name)]
    [InlineData("tt1\tmovie\tX\tX\t2019\t1924\t\\N\t101\tDrama", ImdbReject.Flag)]
    [InlineData("tt1\tmovie\tX\tX\t0\tReality-TV\t\\N\t101\tDrama", ImdbReject.Number)]
    [InlineData("tt1\tmovie\tX\tX\t0\t-5\t\\N\t101\tDrama", ImdbReject.Number)]
    [InlineData("tt1\tmovie\tX\tX\t0\t1924\t\\N\t99999999999\tDrama", ImdbReject.Number)]
    public void A_malformed_title_says_why(string line, string reason) => Assert.Equal(reason, Title(line, out _));

    [Fact]
    public void Ids_have_any_count_of_digits()
    {
        Assert.True(ImdbFields.Title("tt1000000000001"u8, out var number));
        Assert.Equal(1_000_000_000_001, number);
        Assert.False(ImdbFields.Title("tt1234567890123456789"u8, out _));
    }

    [Theory]
    [InlineData("9.3", 93)]
    [InlineData("10", 100)]
    [InlineData("10.0", 100)]
    [InlineData("1.0", 10)]
    public void A_rating_is_kept_in_tenths(string mean, int tenths)
    {
        Assert.Null(ImdbRating.Read(Encoding.UTF8.GetBytes($"tt0111161\t{mean}\t2900000"), out var rating));
        Assert.Equal((111_161, tenths, 2_900_000), (rating.Title, rating.Tenths, rating.Votes));
    }

    [Theory]
    [InlineData("tt1\t11.0\t5")]
    [InlineData("tt1\tx\t5")]
    [InlineData("tt1\t5.0\t\\N")]
    [InlineData("tt1\t\\N\t5")]
    public void A_rating_without_numbers_is_malformed(string line) => Assert.Equal(ImdbReject.Number, ImdbRating.Read(Encoding.UTF8.GetBytes(line), out _));

    [Fact]
    public void An_aka_without_the_flag_of_newer_files_is_fine()
    {
        Assert.Null(ImdbAka.Read("tt1\t3\tName\tSUHH\t\\N\timdbDisplay\t\\N\t\\N"u8, out var aka));
        Assert.Equal((1, 3, false), (aka.Title, aka.Ordering, aka.Original));
        Assert.True(aka.Region.SequenceEqual("SUHH"u8));
        Assert.True(aka.Language.IsEmpty);
    }

    [Fact]
    public void Random_lines_are_split_as_the_plain_twin_splits_them()
    {
        string[] cells = ["", "\\N", "\"", "tt1", "ä\"", "7", "語", "a,b", " "];
        var random = new Random(20_261_120);
        for (var round = 0; round < 5000; round++)
        {
            var line = string.Join('\t', Enumerable.Range(0, random.Next(1, 12)).Select(_ => cells[random.Next(cells.Length)]));
            var plain = line.Split('\t');
            var fast = new ImdbFields(Encoding.UTF8.GetBytes(line));
            var wanted = random.Next(1, 12);
            for (var i = 0; i < wanted; i++)
            {
                Assert.Equal(i < plain.Length ? plain[i] : "", Encoding.UTF8.GetString(fast.Next()));
            }

            Assert.Equal(wanted == plain.Length, fast.Fit);
        }
    }

    [Fact]
    public void A_list_is_taken_apart_at_its_commas()
    {
        var parts = new List<string>();
        foreach (var part in new CommaList("nm1,nm22,nm333"u8))
        {
            parts.Add(Encoding.UTF8.GetString(part));
        }

        Assert.Equal(["nm1", "nm22", "nm333"], parts);
        Assert.False(new CommaList("\\N"u8).MoveNext());
    }

    [Fact]
    public void The_newer_of_a_plain_and_a_compressed_file_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-imdb-").FullName;
        try
        {
            Assert.Null(ImdbSource.Find(folder, ImdbFile.Ratings));
            File.WriteAllText(Path.Combine(folder, "title.ratings.tsv"), "old");
            File.WriteAllText(Path.Combine(folder, "title.ratings.tsv.gz"), "newer");
            File.SetLastWriteTimeUtc(Path.Combine(folder, "title.ratings.tsv"), DateTime.Parse("2026-01-01", CultureInfo.InvariantCulture));
            Assert.Equal("title.ratings.tsv.gz", ImdbSource.Find(folder, ImdbFile.Ratings)!.Label);
            File.SetLastWriteTimeUtc(Path.Combine(folder, "title.ratings.tsv.gz"), DateTime.Parse("2025-01-01", CultureInfo.InvariantCulture));
            Assert.Equal(("title.ratings.tsv", 3L), (ImdbSource.Find(folder, ImdbFile.Ratings)!.Label, ImdbSource.Find(folder, ImdbFile.Ratings)!.Bytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string? Title(string line, out (long Id, string Title, string Original, bool Adult, int? Year, int? End, int? Runtime, string Genres) row)
    {
        var reason = ImdbTitle.Read(Encoding.UTF8.GetBytes(line), out var title);
        row = (title.Id, Text(title.Title), Text(title.Original), title.Adult, title.Year, title.EndYear, title.Runtime, Text(title.Genres));
        return reason;

        static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
    }
}
