using System.Text;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>Files of other programs than IMDb: what becomes of them, and that they change nothing a second time.</summary>
public sealed class ImportSourcesTests
{
    const string Diary = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        + "2020-03-02,Harbour of Salt,1991,https://boxd.it/aaa1,4.5,,,2020-03-01\n"
        + "2021-03-02,Harbour of Salt,1991,https://boxd.it/aaa2,4,Yes,,2021-03-01\n"
        + "2021-04-02,Copper Weather,1993,https://boxd.it/aaa3,,,,2021-04-01\n";

    const string Watched = "Date,Name,Year,Letterboxd URI\n2020-03-02,Harbour of Salt,1991,https://boxd.it/f1\n2020-01-01,The Glass Orchard,1995,https://boxd.it/f5\n";

    const string Wishes = "Date,Name,Year,Letterboxd URI\n2020-05-05,Seven Quiet Bridges,1996,https://boxd.it/f6\n";

    const string List = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-01-01,Rainy days,,https://boxd.it/l1,\n\nPosition,Name,Year,URL,Description\n"
        + "1,Night Train to Varna,1994,https://boxd.it/f4,\n2,Harbour of Salt,1991,https://boxd.it/f1,\n3,A Garden in Winter,1992,https://boxd.it/f2,\n";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    static byte[] Letterboxd => ImportHouse.Zip(("diary.csv", Diary), ("watched.csv", Watched), ("watchlist.csv", Wishes), ("lists/rainy-days.csv", List));

    [Theory, MemberData(nameof(Engines))]
    public async Task An_archive_gives_plays_ratings_wishes_and_lists_in_their_order_and_is_taken_back_whole(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Letterboxd, "letterboxd-ada.zip");
        Assert.Equal(("letterboxd", 9, 0), (preview.Source, preview.Rows, preview.Counts.Unmatched));
        var applied = await house.Apply(preview.Id);
        Assert.Equal((ImportState.Applied, 0), (applied.State, applied.Waiting));
        // Two plays of one film, the newer rating; a film without a day has a watch of an unknown time, and no second one beside its diary.
        Assert.Equal(["2021-03-01", "2020-03-01"], (await house.Watched(101)).Select(at => at!.Value.ToString("yyyy-MM-dd", null)));
        Assert.Equal([(DateTimeOffset?)null], await house.Watched(105));
        Assert.Equal(8, (await house.Get<MemberTitles>().Of(house.Ada, [new TitleId(101)], CancellationToken.None))[new TitleId(101)].Rating);
        Assert.True((await house.Get<MemberTitles>().Of(house.Ada, [new TitleId(106)], CancellationToken.None))[new TitleId(106)].Watchlist);
        var list = Assert.Single(await house.Get<TitleLists>().All(house.Ada, CancellationToken.None));
        Assert.Equal(("Rainy days", 3), (list.Name, list.Entries));
        Assert.Equal([104L, 101, 102], (await house.Get<TitleLists>().Titles(house.Ada, list.Id, 0, 10, CancellationToken.None)).Select(t => t.Title.Number));

        Assert.Equal((ImportState.Undone, 0), (await house.Undo(preview.Id)) is { } undone ? (undone.State, undone.LeftAlone) : default);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_file_and_parts_of_it_change_nothing(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Apply((await house.Preview(Letterboxd, "letterboxd.zip")).Id);
        var before = await house.Everything();
        foreach (var (bytes, name) in new[] { (Letterboxd, "again.zip"), (Encoding.UTF8.GetBytes(Diary), "diary.csv"), (Encoding.UTF8.GetBytes(Watched), "watched.csv"), (Encoding.UTF8.GetBytes(List), "rainy-days.csv") })
        {
            var again = await house.Preview(bytes, name);
            Assert.Equal((name, 0), (name, again.Waiting));
            Assert.Null((await house.Get<HistoryImports>().Apply(house.Ada, again.Id, CancellationToken.None))!.Fact);
        }

        Assert.Equal(before, await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Ten_rows_of_Netflix_are_six_films_three_episodes_and_one_known_film(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Get<Watches>().Add(house.Ada, new TitleId(107), new DateTimeOffset(2024, 3, 20, 19, 0, 0, TimeSpan.Zero), CancellationToken.None);
        var csv = "Title,Date\n" + string.Concat(Enumerable.Range(1, 7).Select(i => $"\"{ImportHouse.Film(i)}\",\"3/{27 - i}/24\"\n"))
            + "\"The Lighthouse Keepers: Season 1: First Lamp\",\"3/16/24\"\n\"The Lighthouse Keepers: Season 1: Second Lamp\",\"3/15/24\"\n\"The Lighthouse Keepers: Season 2: The Long Watch\",\"3/14/24\"\n";
        var preview = await house.Preview(csv, "NetflixViewingHistory.csv");
        Assert.Equal(("netflix", 10, 6, 3, 1), (preview.Source, preview.Rows, preview.Films, preview.Episodes, preview.Counts.Known));
        await house.Apply(preview.Id);
        Assert.Equal([new DateTimeOffset(2024, 3, 15, 12, 0, 0, TimeSpan.Zero)], await house.Watched(10000202));
        var before = await house.Everything();
        var again = await house.Preview(csv, "NetflixViewingHistory.csv");
        Assert.Equal((0, 10), (again.Waiting, again.Counts.Known));
        Assert.Equal(new ImportStarted(null, null), await house.Get<HistoryImports>().Apply(house.Ada, again.Id, CancellationToken.None));
        Assert.Equal(before, await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_row_is_taken_back_and_the_others_stay(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var import = (await house.Apply((await house.Preview(Diary, "diary.csv")).Id)).Id;
        var imports = house.Get<HistoryImports>();
        Assert.NotNull(await imports.UndoRow(house.Ada, import, 3, CancellationToken.None));
        Assert.Empty(await house.Watched(103));
        Assert.Equal(2, (await house.Watched(101)).Count);
        await Assert.ThrowsAsync<Refusal>(() => imports.UndoRow(house.Ada, import, 3, CancellationToken.None));
        Assert.Null(await imports.UndoRow(house.Ada, import, 99, CancellationToken.None));
        Assert.Equal("import.rowUndone", (await house.Get<Marquee.Journal.Facts>().Page(house.Ada.Member, null, 10, CancellationToken.None))[0].Kind);
        Assert.Equal(ImportState.Undone, (await house.Undo(import)).State);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rating_that_is_newer_than_the_files_stays_unless_the_member_wants_the_files(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Get<Ratings>().Set(house.Ada, new TitleId(101), 3, CancellationToken.None);
        var preview = await house.Preview(Diary, "diary.csv");
        Assert.Equal(1, preview.Counts.Conflicting);
        var applied = await house.Apply(preview.Id);
        Assert.Equal(3, (await house.Get<MemberTitles>().Of(house.Ada, [new TitleId(101)], CancellationToken.None))[new TitleId(101)].Rating);
        // What else the row says is applied all the same.
        Assert.Equal(2, (await house.Watched(101)).Count);
        Assert.Equal(0, applied.Waiting);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_table_of_ones_own_shows_its_guess_and_is_read_as_the_member_says(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        const string table = "Film,Jahr,Punkte\nHarbour of Salt,1991,8\nCopper Weather,1993,6\n";
        var guessed = await house.Preview(table, "my films.csv");
        Assert.Equal(("csv", "Film"), (guessed.Source, guessed.Columns[0].Header));
        var mapping = new Marquee.Integrations.Exports.ColumnMapping
        {
            Columns = new Dictionary<int, Marquee.Integrations.Exports.ColumnMeaning> { [0] = Marquee.Integrations.Exports.ColumnMeaning.Name, [1] = Marquee.Integrations.Exports.ColumnMeaning.Year, [2] = Marquee.Integrations.Exports.ColumnMeaning.Rating },
            Scale = 10,
        };
        var said = await house.Preview(table, "my films.csv", new ReadingChoices(mapping));
        Assert.Equal((2, 8), (said.Counts.New, said.Sample!.New[0].Rating));
    }
}
