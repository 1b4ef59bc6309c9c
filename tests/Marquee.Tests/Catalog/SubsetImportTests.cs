using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>Importing a part of IMDb's titles: what stays, what members keep, what a later import does.</summary>
public sealed class SubsetImportTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Only_wanted_kinds_stay_and_episodes_come_with_their_series(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        await Import(house, files, CatalogSubset.Of("tvSeries,tvEpisode", 0, episodePrincipals: true));
        Assert.Null(await house.Title("tt0000101"));
        Assert.NotNull(await house.Title("tt10000200"));
        Assert.Equal("The Lighthouse Keepers", (await house.Title("tt10000202"))!.Series!.Title);
        Assert.Equal(3, (await house.Get<CatalogFacts>().Find(Ct)).Titles);
        Assert.NotEmpty((await house.Get<TitleSearch>().Search("second lamp", null, 5, Sight.WithoutAdult, Ct)).Hits);
        Assert.Empty((await house.Get<TitleSearch>().Search("hafen aus salz", null, 5, Sight.WithoutAdult, Ct)).Hits);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Votes_choose_films_and_series_but_not_single_episodes(Engine engine)
    {
        using var files = ImdbFiles.Small().Write(ImdbFile.Ratings, "tt0000101|8.1|40000", "tt0000102|9.0|100", "tt10000200|7.0|500");
        await using var house = await CatalogHouse.Open(engine);
        await Import(house, files, CatalogSubset.Of(null, 500, episodePrincipals: true));
        Assert.NotNull(await house.Title("tt0000101"));
        Assert.Null(await house.Title("tt0000102"));
        Assert.NotNull(await house.Title("tt10000201"));
        Assert.Equal(4, (await house.Get<CatalogFacts>().Find(Ct)).Titles);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task People_of_single_episodes_can_be_left_out_and_people_without_a_credit_with_them(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        await Import(house, files, CatalogSubset.Of("tvSeries,tvEpisode", 0, episodePrincipals: false));
        Assert.Empty((await house.Get<TitlePages>().Find(new TitleId(10_000_201), Ct))!.Cast);
        Assert.Null(await house.Get<PersonPages>().Find(new PersonId(3), Sight.Everything, Ct));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task What_members_have_stays_with_its_series(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        await house.Get<KnownTitles>().Remember([new TitleId(10_000_201), new TitleId(103)], Ct);
        await Import(house, files, CatalogSubset.Of("movie", 1000, episodePrincipals: true));
        var title = await house.Title("tt10000201");
        Assert.False(title!.Known);
        Assert.Equal("The Lighthouse Keepers", title.Series!.Title);
        Assert.NotNull(await house.Title("tt0000103"));
        Assert.Null(await house.Title("tt10000202"));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_later_import_keeps_the_part_until_the_whole_is_asked_for(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        var part = CatalogSubset.Of("movie", 1000, episodePrincipals: true);
        await Import(house, files, part);
        await house.Import(files);
        var state = await house.Get<CatalogFacts>().Find(Ct);
        Assert.Equal((1, part), (state.Titles, state.Subset));
        await Import(house, files, CatalogSubset.Whole);
        state = await house.Get<CatalogFacts>().Find(Ct);
        Assert.Equal((6, null), (state.Titles, state.Subset));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_estimate_counts_exactly_the_titles_that_the_import_keeps(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        var part = CatalogSubset.Of("movie,tvSeries,tvEpisode", 0, episodePrincipals: false);
        var estimate = await house.Get<Subsets>().Estimate(files.Folder, part, Ct);
        await Import(house, files, part);
        Assert.Equal((5, 6), (estimate.Titles, estimate.AllTitles));
        Assert.Equal(estimate.Titles, (await house.Get<CatalogFacts>().Find(Ct)).Titles);
        Assert.True(estimate.Bytes < estimate.AllBytes);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task An_earlier_generation_that_serves_again_has_its_own_label_and_the_house_still_wants_its_part(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        var part = CatalogSubset.Of("movie", 1000, episodePrincipals: true);
        await Import(house, files, part);
        await Lose(house, 2);
        var state = await house.Get<CatalogFacts>().Find(Ct);
        Assert.Equal((1, 6, false, null), (state.Generation, state.Titles, state.Sample, state.Subset));

        await house.Import(files);
        state = await house.Get<CatalogFacts>().Find(Ct);
        Assert.Equal((1L, part), (state.Titles, state.Subset));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_sample_that_serves_again_is_called_a_sample(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        await house.Get<SampleCatalog>().Load(Ct);
        await house.Import(files);
        await Lose(house, 2);
        var state = await house.Get<CatalogFacts>().Find(Ct);
        Assert.Equal((1, true, null), (state.Generation, state.Sample, state.Subset));
    }

    static async Task Lose(TestHouse house, int generation)
    {
        if (house.Database is PostgresDatabase postgres)
        {
            await using var connection = await postgres.Connect(Ct);
            await connection.ExecuteAsync($"drop schema catalog_{generation} cascade");
        }
        else
        {
            Directory.Delete(house.Get<DataFolder>().Generation(generation), recursive: true);
        }

        await house.Get<StoreOpening>().Open(writing: true, Ct);
    }

    [Fact]
    public void A_word_that_is_no_kind_is_refused() =>
        Assert.Contains("films", Assert.Throws<Refusal>(() => CatalogSubset.Of("movie,films", 0, true)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_set_of_numbers_has_what_was_added_and_nothing_else()
    {
        long[] numbers = [1, 64, 4095, 70_000_000, 1_000_000_000_001];
        var set = new NumberSet();
        foreach (var number in numbers.Concat(numbers))
        {
            set.Add(number);
        }

        Assert.Equal(numbers.Length, set.Count);
        Assert.All(numbers, number => Assert.True(set.Contains(number)));
        Assert.All(numbers, number => Assert.False(set.Contains(number + 1)));
    }

    static Task<ImportReport> Import(TestHouse house, ImdbFiles files, CatalogSubset subset) =>
        house.Get<CatalogImport>().Run(new CatalogImportArguments(files.Folder, subset), _ => { }, Ct);
}
