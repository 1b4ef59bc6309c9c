using System.Text.Json;
using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class WeightedRatingTests
{
    [Theory]
    [InlineData(9.0, 0, 6.5, 1000, 6.5)]
    [InlineData(9.0, 1000, 6.5, 1000, 7.75)]
    [InlineData(9.0, 3000, 6.5, 1000, 8.375)]
    [InlineData(2.0, 1_000_000_000, 6.5, 1, 2.0)]
    [InlineData(8.0, 500, 7.0, 0, 8.0)]
    [InlineData(8.0, 0, 7.0, 0, 7.0)]
    public void Few_votes_stay_near_the_mean_of_the_kind(double mean, int votes, double kindMean, double prior, double expected) =>
        Assert.Equal(expected, WeightedRating.Of(mean, votes, kindMean, prior), precision: 6);

    [Fact]
    public void The_vectors_beside_the_repository_agree()
    {
        var file = Golden();
        if (file is null)
        {
            return; // a user's clone has no ../shared
        }

        using var golden = JsonDocument.Parse(File.ReadAllText(file));
        var cases = golden.RootElement.GetProperty("weighted_rating").GetProperty("cases").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            foreach (var source in (string[])["imdb", "tmdb"])
            {
                if (one.TryGetProperty($"textbook_m25000_C7_on_{source}", out var expected))
                {
                    Assert.Equal(expected.GetDouble(), WeightedRating.Of(one.GetProperty(source + "_average").GetDouble(), one.GetProperty(source + "_votes").GetInt64(), 7, 25_000), precision: 9);
                }
            }
        }
    }

    static string? Golden()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "..", "shared", "spec", "trend-golden.json");
            if (File.Exists(Path.Combine(folder.FullName, "Marquee.slnx")))
            {
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }
}
