using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class RecentFactsTests
{
    const int Half = 50_000;

    readonly RecentFacts _facts = new();

    [Fact]
    public void A_title_is_found_in_its_generation_alone()
    {
        _facts.Keep(7, Of(42));
        Assert.Equal("Title 42", _facts.Find(7, 42)?.Title);
        Assert.Null(_facts.Find(8, 42));
        Assert.Null(_facts.Find(7, 43));
    }

    [Fact]
    public void What_is_asked_for_again_outlives_what_is_not()
    {
        _facts.Keep(7, Of(1));
        _facts.Keep(7, Of(2));
        Fill(from: 1_000, Half);
        Assert.NotNull(_facts.Find(7, 1)); // asked for: among the newer ones again
        Fill(from: 100_000, Half);
        Assert.NotNull(_facts.Find(7, 1));
        Assert.Null(_facts.Find(7, 2));
    }

    [Fact]
    public void No_more_than_two_halves_are_kept()
    {
        Fill(from: 1_000, 3 * Half);
        Assert.InRange(Enumerable.Range(1_000, 3 * Half).Count(id => _facts.Find(7, id) is not null), Half, 2 * Half);
    }

    void Fill(int from, int count)
    {
        for (var id = from; id < from + count; id++)
        {
            _facts.Keep(7, Of(id));
        }
    }

    static TitleFacts Of(int id) => new() { Id = new TitleId(id), Title = $"Title {id}", Kind = TitleKind.Movie };
}
