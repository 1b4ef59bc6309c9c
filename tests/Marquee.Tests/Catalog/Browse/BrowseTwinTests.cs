using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Browse;

namespace Marquee.Tests.Catalog.Browse;

/// <summary>The index and a loop over all titles give the same answers.</summary>
public sealed class BrowseTwinTests
{
    [Theory]
    [InlineData(1, 4_000, 300)]
    [InlineData(2, 150_000, 25)]
    [InlineData(3, 7, 200)]
    public void Counts_totals_and_pages_are_those_of_a_loop_over_all_titles(int seed, int count, int queries)
    {
        var random = new Random(seed);
        var titles = PlainBrowse.MadeUp(random, count);
        var plain = new PlainBrowse(titles);
        using var folder = new TemporaryFolder();
        using var index = BrowseIndex.Open(plain.Build(folder.Path));
        index.Verify(CancellationToken.None);
        var nonEmpty = 0;
        for (var i = 0; i < queries; i++)
        {
            var query = PlainBrowse.Query(random, titles);
            var found = index.Find(query, query.Only is { } only ? index.RowsOf(only) : null, index.RowsOf(query.Without ?? new HashSet<TitleId>()), facets: true, CancellationToken.None);
            var (page, total) = plain.Find(query);
            Assert.Equal(total, found.Total);
            Assert.Equal(page, found.Page.Select(id => id.Number));
            nonEmpty += total > 0 ? 1 : 0;
            foreach (var (value, counted) in index.Values.Zip(found.Counts).Where(v => v.First.Facet != Facet.Adult && random.Next(count > 10_000 ? 12 : 1) == 0))
            {
                Assert.Equal(plain.Count(query, value.Facet, Spelled(value)), counted);
            }
        }

        Assert.True(nonEmpty > queries / 16, $"{nonEmpty} of {queries} queries found something");
    }

    [Fact]
    public void Dropping_a_filter_is_the_same_query_without_it()
    {
        var query = PlainBrowse.Query(new Random(5), PlainBrowse.MadeUp(new Random(5), 50)) with
        {
            Kinds = [TitleKind.Movie],
            Genres = new Genres(1),
            Years = new NumberRange(1990, null),
            Person = new PersonId(7),
            Only = new HashSet<TitleId>(),
        };
        foreach (var filter in query.Used().ToList())
        {
            Assert.Equal(query.Used().Where(f => f != filter), query.Dropping(filter).Used());
        }
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = new PlainBrowse(PlainBrowse.MadeUp(new Random(1), 500)).Build(folder.Path);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Assert.Throws<InvalidDataException>(() => BrowseIndex.Open(path));
    }

    static string Spelled(FacetValue value) => value.Facet switch
    {
        Facet.Kind => ((TitleKind)value.Value).ToString(),
        Facet.Genre => Genres.All[(int)value.Value],
        Facet.Decade => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => value.Text,
    };

    sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("marquee-browse-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
