using Marquee.Catalog.Import;

namespace Marquee.Tests.Catalog;

public sealed class RatingTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_answers_like_a_dictionary(int seed)
    {
        var random = new Random(seed);
        var plain = new Dictionary<long, (int? Tenths, int? Votes)>();
        var table = new RatingTable();
        for (var i = 0; i < 3000; i++)
        {
            // Dense, sparse and our own numbers, some of them twice.
            var title = random.Next(3) switch { 0 => random.Next(1, 2000), 1 => random.Next(1, 40_000_000), _ => 1_000_000_000_000 + random.Next(2000) };
            plain[title] = (random.Next(10, 101), i);
            table.Add(title, plain[title].Tenths!.Value, i);
        }

        Assert.Equal(3000 - plain.Count, table.Sort());
        for (var i = 0; i < 20_000; i++)
        {
            var title = i % 3 == 0 ? random.Next(1, 2500) : i % 3 == 1 ? random.NextInt64(1, 1_000_000_002_500) : plain.Keys.ElementAt(random.Next(plain.Count));
            Assert.Equal(plain.GetValueOrDefault(title), table.Find(title));
        }
    }

    [Fact]
    public void Empty_it_finds_nothing()
    {
        var table = new RatingTable();
        Assert.Equal((null, null), table.Find(5));
        table.Sort();
        Assert.Equal((null, null), table.Find(5));
    }
}
