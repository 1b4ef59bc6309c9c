using Dapper;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>A co-production is named by where it comes from, which the file puts first.</summary>
public sealed class CountryOrderTests
{
    static readonly TitleId Film = new(101);

    static ImdbFiles CoProduction() => ImdbFiles.Small().Write(ImdbFile.Countries, "tt0000101|PT,ES,BR,DE", "tt0000102|ES");

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_first_country_of_the_file_stays_the_first_everywhere(Engine engine)
    {
        using var files = CoProduction();
        await using var house = await CatalogHouse.With(files, engine);
        string[] expected = ["PT", "ES", "BR", "DE"];
        Assert.Equal(expected, (await house.Title("tt0000101"))!.Countries);
        var countries = await house.Get<Candidates>().Countries([Film], CancellationToken.None);
        Assert.Equal(expected, countries[Film]);
        var features = Feature.Of(default, 1994, countries[Film], []).ToList();
        Assert.Equal("PT", TonightReasons.Rotated(features).Params["country"]);

        await house.Get<KnownTitles>().Remember([Film], CancellationToken.None);
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000009|movie|Other|Other|0|\\N|\\N|\\N|\\N");
        await house.Import(later);
        var kept = (await house.Title("tt0000101"))!;
        Assert.True(kept.Known);
        Assert.Equal(expected, kept.Countries);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_generation_from_before_is_brought_up_to_date_at_start(Engine engine)
    {
        using var files = CoProduction();
        await using var house = await CatalogHouse.With(files, engine);
        await using (var connection = await TestCatalog.Open(house))
        {
            await connection.ExecuteAsync("alter table catalog.country drop column position; delete from catalog.migration where number = 6");
        }

        await house.Get<StoreOpening>().Open(writing: true, CancellationToken.None);
        Assert.Equal(["BR", "DE", "ES", "PT"], (await house.Title("tt0000101"))!.Countries);
        await house.Import(files);
        Assert.Equal("PT", (await house.Title("tt0000101"))!.Countries[0]);
    }

    [Fact]
    public async Task A_reading_command_refuses_a_generation_from_before()
    {
        using var files = CoProduction();
        await using var house = await CatalogHouse.With(files);
        await using (var connection = await TestCatalog.Open(house))
        {
            await connection.ExecuteAsync("alter table catalog.country drop column position; delete from catalog.migration where number = 6");
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<StoreOpening>().Open(writing: false, CancellationToken.None));
        Assert.Equal("storage.earlierRelease", refusal.Text.Code);
    }
}
