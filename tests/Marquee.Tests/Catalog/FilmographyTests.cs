using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class FilmographyTests
{
    static readonly Filmography Films = new(
        [
            Film(1, 1990, 7.0, 100, "actor"),
            Film(2, null, 9.0, 10, "director", "actor"),
            Film(3, 2001, null, null, "actor") with { Kind = TitleKind.Short },
            Film(4, 2001, 6.5, 5, "self") with { Kind = TitleKind.TvSeries },
            Film(5, 1990, 7.0, 100, "actor") with { Adult = true },
        ],
        new Dictionary<TitleKind, double>());

    [Theory]
    [InlineData(FilmSort.Year, null, new long[] { 4, 3, 1, 5, 2 })]
    [InlineData(FilmSort.Rating, null, new long[] { 2, 1, 5, 4, 3 })]
    [InlineData(FilmSort.Year, "director", new long[] { 2 })]
    [InlineData(FilmSort.Year, "composer", new long[] { })]
    public void Portions_follow_each_other_to_the_end(FilmSort sort, string? role, long[] expected)
    {
        var seen = new List<long>();
        FilmPlace? after = null;
        do
        {
            var portion = Films.Portion(sort, role, after, 2);
            Assert.Equal(expected.Length, portion.Total);
            seen.AddRange(portion.Films.Select(f => f.Id.Number));
            after = portion.Next is { } next ? FilmPlace.Parse(next.ToString()) : null;
        }
        while (after is not null);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void A_film_that_is_gone_still_marks_its_place()
    {
        var without = new Filmography([Film(1, 1990, 7.0, 100), Film(2, null, 9.0, 10)], new Dictionary<TitleKind, double>());
        Assert.Equal([1L, 2], without.Portion(FilmSort.Year, null, new FilmPlace(2001, -1, new TitleId(3)), 10).Films.Select(f => f.Id.Number));
        Assert.Empty(without.Portion(FilmSort.Year, null, new FilmPlace(-1, 1, new TitleId(9)), 10).Films);
    }

    [Fact]
    public void A_career_is_counted_by_role_and_by_year()
    {
        var shown = Films.For(adult: false);
        Assert.Equal([new RoleCount("actor", 3), new RoleCount("director", 1), new RoleCount("self", 1)], shown.Roles.OrderByDescending(r => r.Films).ThenBy(r => r.Category, StringComparer.Ordinal));
        Assert.Equal([new CareerYear(1990, 1, 0, 0), new CareerYear(2001, 0, 1, 1)], shown.Career.Years);
        Assert.Equal((1, 4, 5), (shown.Career.Undated, shown.Count, Films.Count));
    }

    [Fact]
    public void A_film_comes_back_as_it_was_put_in()
    {
        var film = Film(7, 2020, 8.3, 12, "actor", "writer") with { Kind = TitleKind.TvSeries, Episodes = 3, Credited = [11, 10, 9] };
        var back = Assert.Single(new Filmography([film], new Dictionary<TitleKind, double>()).Portion(FilmSort.Year, null, null, 10).Films);
        Assert.Equal(film with { Categories = back.Categories, Credited = back.Credited }, back);
        Assert.Equal(film.Categories, back.Categories);
        Assert.Equal(film.Credited, back.Credited);
    }

    [Theory]
    [InlineData("1990_5_tt0000101", true)]
    [InlineData("-1_-1_tt0000101", true)]
    [InlineData("1990_tt0000101", false)]
    [InlineData("x_5_tt0000101", false)]
    [InlineData("1990_5_nm1", false)]
    public void A_place_is_read_as_it_is_written(string word, bool place) => Assert.Equal(place ? word : null, FilmPlace.Parse(word)?.ToString());

    static Film Film(long id, int? year, double? rating, int? votes, params string[] roles) =>
        new() { Id = new TitleId(id), Kind = TitleKind.Movie, Year = year, Rating = rating, Votes = votes, Categories = roles };
}
