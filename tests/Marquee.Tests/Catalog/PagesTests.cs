using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

public sealed class PagesTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_title_page_names_everybody_and_what_they_play(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        var page = (await house.Get<TitlePages>().Find(new TitleId(101), Ct))!;
        Assert.Equal(["Ines Vega", "Tomas Rey"], page.Directors.Select(p => p.Name));
        Assert.Equal(["Tomas Rey"], page.Writers.Select(p => p.Name));
        var lola = Assert.Single(page.Cast);
        Assert.Equal(("Lola Mar", "actress"), (lola.Name, lola.Category));
        Assert.Equal(["Ana \"La Sal\"", "Her Sister"], lola.Characters);
        // name.basics lacks the composer: the id stands for the name.
        Assert.Equal([new CrewMember(new PersonId(4), "nm0000004", "composer", "music by")], page.Crew);
        Assert.Equal(3, page.Akas.Count);
        Assert.True(page.Akas[0].Original);
        Assert.Empty(page.Seasons);
        Assert.Null(await house.Get<TitlePages>().Find(new TitleId(999), Ct));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_series_has_seasons_and_episodes_in_order(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        var series = TitleId.Parse("tt10000200", null);
        Assert.Equal([new SeasonCount(1, 1), new SeasonCount(2, 1)], (await house.Get<TitlePages>().Find(series, Ct))!.Seasons);
        Assert.Equal(["First Lamp", "Second Lamp"], (await house.Get<Episodes>().Of(series, null, Ct)).Select(e => e.Title));
        Assert.Equal(["Second Lamp"], (await house.Get<Episodes>().Of(series, 2, Ct)).Select(e => e.Title));
        Assert.Equal(["Second Lamp"], (await house.Get<Episodes>().Numbered([series, new TitleId(101)], 2, 5, Ct)).Select(e => e.Title));
        Assert.Empty(await house.Get<Episodes>().Numbered([series], 2, 1, Ct));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Directors_come_from_the_principals_when_title_crew_was_not_imported(Engine engine)
    {
        using var files = ImdbFiles.Small().Remove(ImdbFile.Crew)
            .Write(ImdbFile.Principals, "tt0000101|1|nm0000001|director|\\N|\\N", "tt0000101|2|nm0000002|writer|story|\\N");
        await using var house = await CatalogHouse.With(files, engine);
        var page = (await house.Get<TitlePages>().Find(new TitleId(101), Ct))!;
        Assert.Equal(["Ines Vega"], page.Directors.Select(p => p.Name));
        Assert.Equal(["Tomas Rey"], page.Writers.Select(p => p.Name));
        Assert.Empty(page.Crew);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_person_page_shows_films_by_year_and_episodes_as_their_series(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        var pages = house.Get<PersonPages>();
        var lola = (await pages.Find(new PersonId(3), Sight.Everything, Ct))!;
        Assert.Equal(("Lola Mar", 1970, null), (lola.Name, lola.BirthYear, lola.DeathYear));
        Assert.Equal(["Harbour of Salt", "The Lighthouse Keepers"], (await pages.Facts(lola.KnownFor, Ct)).OrderBy(f => lola.KnownFor.ToList().IndexOf(f.Id)).Select(f => f.Title));
        var portion = lola.Filmography.For(adult: false).Portion(FilmSort.Year, null, null, 10);
        var films = await pages.Credits(lola.Id, portion.Films, Ct);
        var names = (await pages.Facts(portion.Films.Select(f => f.Id), Ct)).ToDictionary(f => f.Id, f => f.Title);
        Assert.Equal(["The Lighthouse Keepers", "Harbour of Salt"], films.Select(f => names[f.Film.Id]));
        Assert.Equal([2, 0], films.Select(f => f.Film.Episodes));
        Assert.Equal(["Herself"], Assert.Single(films[0].Roles).Characters);
        Assert.Equal(3, lola.Filmography.For(adult: true).Count);
        var tomas = (await pages.Find(new PersonId(2), Sight.Everything, Ct))!.Filmography.For(adult: false);
        Assert.Equal([new RoleCount("director", 1), new RoleCount("writer", 1)], tomas.Roles.OrderBy(r => r.Category, StringComparer.Ordinal));
        Assert.Null(await pages.Find(new PersonId(99), Sight.Everything, Ct));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_new_generation_is_read_anew(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        Assert.Equal(2, (await house.Get<PersonPages>().Find(new PersonId(3), Sight.Everything, Ct))!.Filmography.For(adult: false).Count);
        Assert.Equal("Harbour of Salt", (await house.Get<TitlePages>().Find(new TitleId(101), Ct))!.Facts.Title);
        var best = (await house.Get<BestLists>().Find(new BestQuery(), Ct)).Total;
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000101|movie|Renamed|Renamed|0|1994|\\N|102|Drama,Romance");
        await house.Import(later);
        Assert.Null(await house.Get<PersonPages>().Find(new PersonId(3), Sight.Everything, Ct));
        Assert.Equal("Renamed", (await house.Get<TitlePages>().Find(new TitleId(101), Ct))!.Facts.Title);
        Assert.True(best > (await house.Get<BestLists>().Find(new BestQuery(), Ct)).Total);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    public void Nobody_is_played_where_nothing_is_known(string? json) => Assert.Empty(Characters.Parse(json));

    [Fact]
    public void Text_that_is_no_list_is_one_name() => Assert.Equal(["[\"Cut sh"], Characters.Parse("[\"Cut sh"));
}
