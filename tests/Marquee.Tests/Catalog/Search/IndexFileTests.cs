using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

public sealed class IndexFileTests
{
    [Fact]
    public void An_empty_catalog_makes_an_index_that_finds_nothing()
    {
        using var catalog = new MadeUpCatalog();
        Assert.Empty(catalog.Ids("anything"));
        Assert.Equal(0, catalog.Index.TitleCount);
    }

    [Fact]
    public void A_name_whose_title_never_came_is_left_out()
    {
        using var catalog = new MadeUpCatalog().Add(1, "Known").Aka(2, "Orphan").Episode(3, 99, 1, 1, "Stray");
        Assert.Empty(catalog.Ids("orphan"));
        Assert.Equal(3, catalog.First("stray"));
    }

    [Fact]
    public void A_cut_off_file_is_refused_with_what_to_do()
    {
        using var catalog = Small().Closed();
        using (var file = File.OpenWrite(catalog.Path)) file.SetLength(file.Length - 100);
        var fault = Assert.Throws<InvalidDataException>(() => TitleIndex.Open(catalog.Path));
        Assert.Contains("cut off", fault.Message, StringComparison.Ordinal);
        Assert.Contains("build it again", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_header_is_refused()
    {
        using var catalog = Small().Closed();
        Flip(catalog.Path, 40);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => TitleIndex.Open(catalog.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an index")]
    public void Another_file_is_refused(string content)
    {
        using var catalog = new MadeUpCatalog();
        File.WriteAllText(catalog.Path, content.PadRight(content.Length * 200));
        Assert.Contains("not a title index", Assert.Throws<InvalidDataException>(() => TitleIndex.Open(catalog.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_anywhere_is_found_by_verifying()
    {
        using var catalog = Small().Closed();
        using (var whole = TitleIndex.Open(catalog.Path)) whole.Verify(CancellationToken.None);
        Flip(catalog.Path, 1024 + 3);
        using var index = TitleIndex.Open(catalog.Path);
        Assert.Throws<InvalidDataException>(() => index.Verify(CancellationToken.None));
    }

    [Fact]
    public void A_search_in_a_damaged_file_ends_in_an_answer_or_a_clear_error()
    {
        using var catalog = Small().Closed();
        var good = File.ReadAllBytes(catalog.Path);
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var bad = (byte[])good.Clone();
            for (var i = 0; i < 8; i++) bad[random.Next(1024, bad.Length)] = (byte)random.Next(256);
            var path = System.IO.Path.Combine(catalog.Folder, "bad.index");
            File.WriteAllBytes(path, bad);
            using var index = TitleIndex.Open(path);
            foreach (var text in new[] { "amber tower", "ambr towr", "series s01e02", "tt12", "tow" })
            {
                try
                {
                    index.Suggest(new SearchQuery { Text = text }, CancellationToken.None);
                }
                catch (InvalidDataException fault)
                {
                    Assert.Contains("title index", fault.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void A_cancelled_build_leaves_no_index()
    {
        using var catalog = new MadeUpCatalog();
        using var builder = new TitleIndexBuilder(catalog.Folder);
        builder.AddTitle(1, Marquee.Catalog.TitleKind.Movie, false, null, null, "One"u8, default);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => builder.Build(catalog.Path, null, cancelled.Token));
        Assert.False(File.Exists(catalog.Path));
    }

    [Fact]
    public async Task Many_searches_run_at_once_and_the_index_may_be_closed_meanwhile()
    {
        using var catalog = Small();
        var index = catalog.Index;
        var searches = Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            try
            {
                for (var i = 0; i < 500; i++)
                    Assert.Equal(12, index.Search(new SearchQuery { Text = worker % 2 == 0 ? "amber tower" : "ambr towr" }, CancellationToken.None)[0].TitleId);
                return true;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        })).ToArray();
        await Task.Yield();
        index.Dispose();
        await Task.WhenAll(searches);
        Assert.Throws<ObjectDisposedException>(() => index.Search(new SearchQuery { Text = "amber" }, CancellationToken.None));
    }

    private static MadeUpCatalog Small()
    {
        var catalog = new MadeUpCatalog().Add(12, "The Amber Tower", 1999, 900).Add(13, "Tower of Ash", 2001, 10).Add(14, "Some Series", kind: Marquee.Catalog.TitleKind.TvSeries)
            .Episode(15, 14, 1, 2, "Pilot, Second Half");
        for (var i = 0; i < 300; i++) catalog.Add(100 + i, $"Tower number {i}");
        _ = catalog.Index;
        return catalog;
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x55;
        File.WriteAllBytes(path, bytes);
    }
}
