using Marquee.Access;
using Marquee.Catalog;
using Marquee.Texts;
using Marquee.Watching;
using Marquee.Watching.Review;

namespace Marquee.Screens;

/// <summary>A title of a year and the day of its watch.</summary>
public sealed record DatedCard : TitleCard
{
    public DatedCard(TitleCard card) : base(card)
    {
    }

    public DateOnly Day { get; init; }
}

/// <summary>A series of a year.</summary>
public sealed record SeriesYearCard : TitleCard
{
    public SeriesYearCard(TitleCard card) : base(card)
    {
    }

    public int Episodes { get; init; }

    public int Minutes { get; init; }
}

/// <param name="Titles">Films, and series whatever the number of their episodes.</param>
public sealed record NamedShare(string Name, int Titles);

public sealed record DecadeShare(int Decade, int Titles);

public sealed record PersonShare(string Id, string Name, int Titles);

/// <summary>A year of the asking member; see <see cref="YearInReview"/>.</summary>
public sealed record ReviewView
{
    public int Year { get; init; }

    /// <summary>The time zone in which days and the year begin, by its IANA name.</summary>
    public string TimeZone { get; init; } = "";

    public IReadOnlyList<int> Years { get; init; } = [];

    public int Undated { get; init; }

    public YearCounts Counts { get; init; } = YearCounts.Nothing;

    public YearCounts Before { get; init; } = YearCounts.Nothing;

    public DatedCard? First { get; init; }

    public DatedCard? Last { get; init; }

    public IReadOnlyList<TitleCard> Highest { get; init; } = [];

    public IReadOnlyList<SeriesYearCard> Series { get; init; } = [];

    public IReadOnlyList<NamedShare> Genres { get; init; } = [];

    public IReadOnlyList<NamedShare> Countries { get; init; } = [];

    public IReadOnlyList<DecadeShare> Decades { get; init; } = [];

    public IReadOnlyList<PersonShare> Directors { get; init; } = [];

    public IReadOnlyList<PersonShare> Actors { get; init; } = [];

    public IReadOnlyList<int> Months { get; init; } = [];

    public BusiestDay? Busiest { get; init; }

    public Streak? Streak { get; init; }

    public TitleCard? Oldest { get; init; }

    public TitleCard? Shortest { get; init; }

    public TitleCard? Longest { get; init; }

    /// <summary>The member's rating is in <c>mine</c>, IMDb's mean in <c>rating</c>.</summary>
    public TitleCard? LikedMore { get; init; }

    public TitleCard? LikedLess { get; init; }

    public int New { get; init; }

    public int Again { get; init; }
}

/// <summary>Puts a year together for its page, its picture and the command line.</summary>
public sealed class ReviewScreens(YearReview reviews, TitleCards cards)
{
    public async Task<ReviewView> Of(Viewer viewer, CalendarYear year, CancellationToken ct)
    {
        var review = await reviews.Of(viewer, year, ct);
        var shown = await cards.ById(viewer, Titles(review), ct);
        return new ReviewView
        {
            Year = review.Year,
            TimeZone = year.Zone.Id,
            Years = review.Years,
            Undated = review.Undated,
            Counts = review.Counts,
            Before = review.Before,
            First = Dated(review.First),
            Last = Dated(review.Last),
            Highest = [.. review.Highest.Select(id => Card(id)).OfType<TitleCard>()],
            Series = [.. from series in review.Series let card = Card(series.Series) where card is not null select new SeriesYearCard(card) { Episodes = series.Episodes, Minutes = series.Minutes }],
            Genres = [.. review.Genres.Select(g => new NamedShare(g.What, g.Titles))],
            Countries = [.. review.Countries.Select(c => new NamedShare(c.What, c.Titles))],
            Decades = [.. review.Decades.Select(d => new DecadeShare(d.What, d.Titles))],
            Directors = [.. review.Directors.Select(Person)],
            Actors = [.. review.Actors.Select(Person)],
            Months = review.Months,
            Busiest = review.Busiest,
            Streak = review.Streak,
            Oldest = Card(review.Oldest),
            Shortest = Card(review.Shortest),
            Longest = Card(review.Longest),
            LikedMore = Card(review.LikedMore?.Title),
            LikedLess = Card(review.LikedLess?.Title),
            New = review.New,
            Again = review.Again,
        };

        TitleCard? Card(TitleId? id) => id is { } asked ? shown.GetValueOrDefault(asked.ToString()) : null;

        DatedCard? Dated(DatedTitle? dated) => dated is not null && Card(dated.Title) is { } card ? new DatedCard(card) { Day = dated.Day } : null;
    }

    /// <returns>An SVG in the language of who asks; null for a year without a dated watch.</returns>
    public async Task<string?> Picture(Viewer viewer, CalendarYear year, CancellationToken ct)
    {
        var review = await Of(viewer, year, ct);
        return review.Counts.Watches == 0 ? null
            : ReviewPicture.Of(new PictureWords(review.Year, viewer.Name, review.Counts, review.Months, [.. Lines(review).OfType<PictureLine>()]), Language.Current);
    }

    static IEnumerable<PictureLine?> Lines(ReviewView review)
    {
        yield return review.Highest is [var best, ..] ? new PictureLine(new Text("review.picture.highest", ("rating", best.Mine?.Rating ?? 0)), best.Title) : null;
        yield return review.Series is [var series, ..] ? new PictureLine(new Text("review.picture.series"), series.Title) : null;
        yield return review.Genres is [var genre, ..] ? new PictureLine(new Text("review.picture.genre"), Genres.Said(genre.Name).ToString()) : null;
        yield return review.Directors is [var director, ..] ? new PictureLine(new Text("review.picture.director"), director.Name) : null;
        yield return review.Actors is [var actor, ..] ? new PictureLine(new Text("review.picture.actor"), actor.Name) : null;
        yield return review.Oldest is { Year: { } year } oldest ? new PictureLine(new Text("review.picture.oldest", ("year", year)), oldest.Title) : null;
        yield return review.First is { } first ? new PictureLine(new Text("review.picture.first"), first.Title) : null;
    }

    static PersonShare Person(Share<PersonName> share) => new(share.What.Id.ToString(), share.What.Name, share.Titles);

    static IEnumerable<TitleId> Titles(YearInReview review) =>
        ((TitleId?[])[review.First?.Title, review.Last?.Title, review.Oldest, review.Shortest, review.Longest, review.LikedMore?.Title, review.LikedLess?.Title]).OfType<TitleId>()
            .Concat(review.Highest).Concat(review.Series.Select(s => s.Series));
}
