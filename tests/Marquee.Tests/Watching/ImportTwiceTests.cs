using System.Text;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>The same export twice, and exports that overlap, change nothing: watches, ratings, watchlist, lists, likes and notes. Recorded ones: <see cref="RecordedTwiceTests"/>.</summary>
public sealed class ImportTwiceTests
{
    const string DiaryHead = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n";
    const string ReviewHead = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n";
    const string FilmHead = "Date,Name,Year,Letterboxd URI\n";
    const string ListHead = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-01-01,Rainy days,,https://boxd.it/l1,\n\nPosition,Name,Year,URL,Description\n";

    /// <summary>Of one diary, exported in two years; what is new in the second one stands behind.</summary>
    static readonly (string Path, string Head, string Both, string Later)[] Parts =
    [
        ("diary.csv", DiaryHead, "2020-03-02,Harbour of Salt,1991,https://boxd.it/a1,4.5,,,2020-03-01\n", "2021-03-02,Harbour of Salt,1991,https://boxd.it/a2,4,Yes,,2021-03-01\n2021-04-02,Copper Weather,1993,https://boxd.it/a3,,,,2021-04-01\n"),
        ("reviews.csv", ReviewHead, "2020-03-02,Harbour of Salt,1991,https://boxd.it/a1,4.5,,Grey and good.,,2020-03-01\n", "2021-04-02,Copper Weather,1993,https://boxd.it/a3,,,\"Slow,\nand long.\",,2021-04-01\n"),
        ("watched.csv", FilmHead, "2020-03-02,Harbour of Salt,1991,https://boxd.it/f1\n", "2021-01-01,The Glass Orchard,1995,https://boxd.it/f5\n"),
        ("watchlist.csv", FilmHead, "2020-05-05,Seven Quiet Bridges,1996,https://boxd.it/f6\n", "2021-05-05,Postcards from Ulm,1997,https://boxd.it/f7\n"),
        ("likes/films.csv", FilmHead, "2020-03-02,Harbour of Salt,1991,https://boxd.it/f1\n", "2021-04-02,Copper Weather,1993,https://boxd.it/f3\n"),
        ("lists/rainy-days.csv", ListHead, "1,Night Train to Varna,1994,https://boxd.it/f4,for the train\n2,Harbour of Salt,1991,https://boxd.it/f1,\n", "3,A Garden in Winter,1992,https://boxd.it/f2,\n"),
    ];

    static readonly string Thumbs = "Profile Name,Title Name,Thumbs Value,Event Utc Ts\nAda,Harbour of Salt,2,2021-03-04 05:06:07\nAda,Night Train to Varna,1,2021-03-05 05:06:07\n";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_export_twice_is_once(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        foreach (var (name, bytes) in MadeUp())
        {
            await house.Apply((await house.Preview(bytes, name)).Id);
            var before = await house.Everything();
            var again = await house.Preview(bytes, name);
            Assert.Equal((name, 0), (name, again.Waiting));
            Assert.Null((await house.Get<HistoryImports>().Apply(house.Ada, again.Id, CancellationToken.None))!.Fact);
            Assert.Equal(before, await house.Everything());
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_exports_that_overlap_are_one_history_in_either_order(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var (earlier, later) = (Archive(whole: false), Archive(whole: true));
        await house.Apply((await house.Preview(earlier, "2020.zip")).Id);
        await house.Apply((await house.Preview(later, "2021.zip")).Id);
        var both = await house.Everything();
        foreach (var kind in new[] { "rating 101 8", "watch 101", "wish 107", "words 103", "Slow", "entry Rainy days 1024 104 for the train", "list Rainy days" })
        {
            Assert.Contains(kind, both, StringComparison.Ordinal);
        }

        foreach (var (bytes, name) in new[] { (earlier, "2020.zip"), (later, "2021.zip") })
        {
            Assert.Equal((name, 0), (name, (await house.Preview(bytes, name)).Waiting));
        }

        await using var other = await ImportHouse.Open(engine);
        await other.Apply((await other.Preview(later, "2021.zip")).Id);
        Assert.Equal((0, 0), await other.Preview(earlier, "2020.zip") is var again ? (again.Waiting, again.Counts.Unmatched) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_viewing_says_whose_file_it_came_with(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Apply((await house.Preview(DiaryHead + "2020-03-02,Harbour of Salt,1991,https://boxd.it/a1,,,,2020-03-01\n", "diary.csv")).Id);
        await house.Get<Watches>().Add(house.Ada, new TitleId(101), new DateTimeOffset(2021, 1, 2, 12, 0, 0, TimeSpan.Zero), CancellationToken.None);
        var watches = await house.Get<Watches>().Of(house.Ada, new TitleId(101), CancellationToken.None);
        Assert.Equal([("page", null), ("import", "letterboxd")], watches.Select(watch => (watch.Origin, watch.Source)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_row_is_taken_as_it_was_in_an_earlier_file_until_that_is_taken_back(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        const string Row = DiaryHead + "2020-03-02,Harbour of Salt,1991,https://boxd.it/a1,,,,2020-03-01\n";
        var first = await house.Preview(Row, "diary.csv");
        await house.Apply(first.Id);
        Assert.Equal(101, await Taken(first.Id));
        // As if the evidence of that day had said another title.
        await house.House.Database.Write(Store.House, writing => writing.Execute("update house.import_row set title = 107 where import = @Id", new { first.Id }), CancellationToken.None);
        Assert.Equal(107, await Taken((await house.Preview(Row, "diary.csv")).Id));
        Assert.Equal(107, await Taken((await house.Preview(Row.Replace("/a1", "/b1", StringComparison.Ordinal), "diary.csv")).Id));
        await house.Undo(first.Id);
        Assert.Equal(101, await Taken((await house.Preview(Row, "diary.csv")).Id));

        async Task<long> Taken(long import)
        {
            await using var connection = await house.House.Database.Read(CancellationToken.None);
            return await connection.ExecuteScalarAsync<long>("select title from house.import_row where import = @import", new { import });
        }
    }

    static byte[] Archive(bool whole) => ImportHouse.Zip([.. Parts.Select(part => (part.Path, part.Head + part.Both + (whole ? part.Later : "")))]);

    static IEnumerable<(string Name, byte[] Bytes)> MadeUp() =>
    [
        ("letterboxd.zip", Archive(whole: true)), ("Ratings.csv", Encoding.UTF8.GetBytes(Thumbs)),
        .. Parts.Select(part => (Path.GetFileName(part.Path) is "films.csv" ? "likes.csv" : Path.GetFileName(part.Path), Encoding.UTF8.GetBytes(part.Head + part.Both + part.Later))),
        ("mine.csv", "Title,Year,Rating,Watched on,Liked,Note\nSeven Quiet Bridges,1996,7,2022-02-02,yes,for a Sunday\n"u8.ToArray()),
    ];
}
