using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>What a person may type, on a catalog made up for the purpose.</summary>
public sealed class TitleIndexTests(TitleIndexTests.Fixture fixture) : IClassFixture<TitleIndexTests.Fixture>
{
    private readonly MadeUpCatalog _catalog = fixture.Catalog;

    public sealed class Fixture : IDisposable
    {
        internal MadeUpCatalog Catalog { get; } = new MadeUpCatalog()
            .Add(1000001, "The Silver Lantern", 1994, 90_000)
            .Add(1000002, "Harbour Wolves II", 1999, 40_000)
            .Add(1000003, "Harbour Wolves", 1996, 60_000)
            .Add(1000004, "Café Bełżec: Größe", 2003, 9_000, original: "Smørrebrød på Øen")
            .Add(1000005, "Moth-Man & the Clockmaker", 2011, 30_000)
            .Add(1000006, "Glass Orchard", 1951, 2_000)
            .Add(1000007, "Glass Orchard", 2018, 70_000)
            .Add(1000008, "1917 Lanterns", 2004, 300)
            .Add(1000009, "2049", 2015, 5_000)
            .Add(1000010, "Copper Rain 2049", 2017, 50_000)
            .Add(1000011, "Copper Rain", 1982, 80_000)
            .Add(1000012, "L'Orologiaia", 1960, 800)
            .Add(1000013, "S.P.A.R.K.", 2012, 700, TitleKind.TvSeries)
            .Add(1000014, "The Marsh Family", 1989, 100_000, TitleKind.TvSeries)
            .Episode(1000015, 1000014, 5, 16, "The Lantern Thief", 900)
            .Episode(1000016, 1000014, 5, 17, "Episode #5.17")
            .Add(1000017, "The Lantern Thief", 1970, 900)
            .Add(1000018, "Nine Paper Ships", 2001, 20_000)
            .Add(1000019, "Paper Ships of the Northern Sea and Other Dreams", 2002, 1_000)
            .Add(1000020, "Velvet Midnight", 2005, 4_000, adult: true)
            .Add(1000021, "Quiet", 2009, 100, TitleKind.Short)
            .Add(1000022, "Quiet", 2009, 100)
            .Add(1000023, "Quiet", 2009, 100, TitleKind.VideoGame)
            .Add(4_000_000_000_000, "Unlisted Wanderer", 2020)
            .Add(1000025, "Twelve Bridges", 1988, 6_000)
            .Add(1000027, "Vermillion Castaways", 1978, 20_000)
            .Add(1000028, "Vermilion Castawais", 2009, 180_000)
            .Add(1000026, "Tide Chronicles: A Harbour at Dusk", 1990, 500_000)
            .Aka(1000001, "Срибний ліхтар")
            .Aka(1000001, "銀色燈籠")
            .Aka(1000001, "Ο Ασημένιος Φανός");

        public void Dispose() => Catalog.Dispose();
    }

    [Theory]
    [InlineData("silver lantern", 1000001)]
    [InlineData("THE SILVER LANTERN", 1000001)]
    [InlineData("Срибний ліхтар", 1000001)]
    [InlineData("ліхтар", 1000001)]
    [InlineData("銀色燈籠", 1000001)]
    [InlineData("燈籠", 1000001)]
    [InlineData("ασημενιος φανος", 1000001)]
    [InlineData("smorrebrod pa oen", 1000004)]
    [InlineData("cafe belzec grosse", 1000004)]
    public void Any_name_finds_the_title_in_any_case_and_without_marks(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("slver lantern", 1000001)]
    [InlineData("sillver lantern", 1000001)]
    [InlineData("siver lanten", 1000001)]
    [InlineData("silvre lantern", 1000001)]
    [InlineData("silver lamtern", 1000001)]
    [InlineData("clokmakr", 1000005)]
    [InlineData("cloakmoker", 1000005)]
    [InlineData("cloakmaker", 1000005)]
    [InlineData("orchid glass", 1000007)]
    public void A_slip_of_the_finger_does_not_lose_the_title(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("mothman", 1000005)]
    [InlineData("moth man and the clock maker", 1000005)]
    [InlineData("moth-man clockmaker", 1000005)]
    [InlineData("clockmaker mothman", 1000005)]
    [InlineData("spark", 1000013)]
    [InlineData("s p a r k", 1000013)]
    [InlineData("orologiaia", 1000012)]
    [InlineData("l orologiaia", 1000012)]
    [InlineData("papership", 1000018)]
    [InlineData("glasorchard", 1000007)]
    [InlineData("coperrain", 1000011)]
    public void Joined_split_and_reordered_words_still_fit(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("harbour wolves 2", 1000002)]
    [InlineData("harbour wolves two", 1000002)]
    [InlineData("harbour wolves ii", 1000002)]
    [InlineData("harbour wolves", 1000003)]
    [InlineData("12 bridges", 1000025)]
    [InlineData("9 paper ships", 1000018)]
    public void Numbers_may_be_arabic_roman_or_spelled(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("paper ships northern dreams", 1000019)]
    [InlineData("the big silver lantern movie", 1000001)]
    [InlineData("paper ships of the northern ocean and other dreams", 1000019)]
    public void A_missing_or_extra_word_does_not_lose_the_title(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("glass orchard", 1000007)]
    [InlineData("glass orchard 1951", 1000006)]
    [InlineData("glass orchard (1951)", 1000006)]
    [InlineData("1951 glass orchard", 1000006)]
    [InlineData("glass orchard 1952", 1000006)]
    [InlineData("glass orchard 2019", 1000007)]
    [InlineData("glass.orchard.1951.1080p.bluray.x264-grp.mkv", 1000006)]
    public void More_votes_come_first_unless_the_year_says_otherwise(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("2049", 1000009)]
    [InlineData("copper rain 2049", 1000010)]
    [InlineData("copper rain", 1000011)]
    [InlineData("1917", 1000008)]
    public void A_year_that_is_part_of_a_title_is_a_word_first(string text, long id) => Assert.Equal(id, _catalog.First(text));

    [Theory]
    [InlineData("tt1000007")]
    [InlineData("TT1000007")]
    [InlineData("https://m.imdb.com/title/tt1000007/?ref_=nv_sr_1")]
    [InlineData("www.imdb.com/title/tt1000007")]
    [InlineData("1000007")]
    public void An_id_or_a_link_finds_its_title(string text) => Assert.Equal(1000007, _catalog.First(text));

    [Fact]
    public void What_is_no_text_to_Unicode_is_looked_for_like_a_gap()
    {
        using var catalog = new MadeUpCatalog().Add(1, "Lamp");
        foreach (var query in new[] { "lamp \uFFFE", "\uFFFFlamp", "lamp \uD800", "lamp \uDC00\uD800" })
        {
            Assert.Equal([1], catalog.Ids(query));
            Assert.Equal(["lamp"], NameWords.Of(query).Folded);
        }
    }

    [Fact]
    public void A_number_is_no_id_below_six_digits_or_when_a_title_is_called_so()
    {
        using var catalog = new MadeUpCatalog().Add(2049, "Small Number").Add(123456, "Numbered").Add(7, "123456", votes: 10);
        Assert.Empty(catalog.Ids("2049"));
        Assert.Equal([7, 123456], catalog.Ids("123456"));
    }

    [Fact]
    public void Titles_without_an_imdb_number_keep_their_large_ids() => Assert.Equal(4_000_000_000_000, _catalog.First("unlisted wanderer"));

    [Theory]
    [InlineData("marsh family s05e16")]
    [InlineData("the marsh family 5x16")]
    [InlineData("marsh famly season 5 episode 16")]
    [InlineData("The.Marsh.Family.S05E16.720p.WEBRip.x264.mkv")]
    [InlineData("marsh family lantern thief")]
    [InlineData("lantern thief marsh family")]
    public void An_episode_is_found_through_its_series(string text) => Assert.Equal(1000015, _catalog.First(text));

    [Fact]
    public void An_episode_number_brings_the_episode_and_then_the_series()
    {
        Assert.Equal([1000016, 1000014], _catalog.Ids("marsh family s05e17", limit: 2));
        Assert.Equal(1000014, _catalog.First("marsh family s09e01"));
        Assert.Equal(1000014, _catalog.First("marsh family season 5"));
    }

    [Fact]
    public void A_film_comes_before_an_episode_of_the_same_name() => Assert.Equal([1000017, 1000015], _catalog.Ids("the lantern thief", limit: 2));

    [Fact]
    public void Films_come_before_shorts_and_games_that_are_else_equal() => Assert.Equal([1000022, 1000021, 1000023], _catalog.Ids("quiet", limit: 3));

    [Fact]
    public void Only_asked_kinds_are_returned()
    {
        Assert.Equal(1000021, Assert.Single(_catalog.Ids("quiet", 10, TitleKind.Short)));
        Assert.Equal(1000015, _catalog.First("the lantern thief", TitleKind.TvEpisode));
        Assert.DoesNotContain(1000014, _catalog.Ids("marsh family lantern", 10, TitleKind.TvEpisode, TitleKind.Movie));
    }

    [Fact]
    public void Titles_for_adults_appear_only_when_asked_for()
    {
        Assert.DoesNotContain(1000020, _catalog.Ids("velvet midnight"));
        var hits = _catalog.Index.Search(new SearchQuery { Text = "velvet midnight", IncludeAdult = true }, CancellationToken.None);
        Assert.Equal(1000020, hits[0].TitleId);
    }

    [Fact]
    public void A_full_name_comes_before_a_famous_name_that_holds_it() => Assert.Equal(1000003, _catalog.First("harbour wolves"));

    [Fact]
    public void A_famous_title_that_is_spelt_nearly_so_is_offered_too() => Assert.Equal([1000027, 1000028], _catalog.Ids("vermillion castaways").Order());

    [Fact]
    public void A_complete_part_of_a_name_is_enough() => Assert.Equal(1000026, _catalog.First("a harbour at dusk"));

    [Theory]
    [InlineData("silv")]
    [InlineData("the silver l")]
    [InlineData("silver lante")]
    [InlineData("sliver lante")]
    [InlineData("the slver")]
    [InlineData("silver lamte")]
    public void While_typing_the_last_word_may_be_a_beginning(string text) => Assert.Equal(1000001, _catalog.Suggested(text).FirstOrDefault());

    [Fact]
    public void Suggestions_put_the_known_before_the_unknown() => Assert.Equal(1000026, _catalog.Suggested("t")[0]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    [InlineData("zzqqxxjjkk")]
    [InlineData("tt99999999")]
    public void Nothing_that_fits_is_an_empty_answer(string text) => Assert.Empty(_catalog.Ids(text));

    [Fact]
    public void A_hit_tells_what_is_known_of_the_title()
    {
        var hit = _catalog.Index.Search(new SearchQuery { Text = "ліхтар срибнии" }, CancellationToken.None)[0];
        Assert.Equal((1000001, TitleKind.Movie, 1994, 90_000, NameKind.Aka), (hit.TitleId, hit.Kind, hit.Year, hit.Votes, hit.MatchedNameKind));
        Assert.Equal("срибнии ліхтар", hit.MatchedName);
        Assert.InRange(hit.Score, 0.0001, 1);
    }

    [Fact]
    public void Unknown_year_and_votes_stay_unknown()
    {
        var hit = _catalog.Index.Search(new SearchQuery { Text = "episode 5.17" }, CancellationToken.None)[0];
        Assert.Null(hit.Year);
        Assert.Null(hit.Votes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_limit_out_of_range_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _catalog.Index.Search(new SearchQuery { Text = "x", Limit = limit }, CancellationToken.None));
}
