using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>Likes, "not interested" and notes of files: applied, counted, taken back, and never against what the member said.</summary>
public sealed class ImportWordsTests
{
    const string Thumbs = "Profile Name,Title Name,Thumbs Value,Event Utc Ts\n"
        + "Ada,Harbour of Salt,2,2021-03-04 05:06:07\nAda,Copper Weather,1,2021-03-05 05:06:07\n"
        + "Ada,The Glass Orchard,1,2020-01-01 00:00:00\nAda,The Glass Orchard,3,2022-01-01 00:00:00\n";

    const string Reviews = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        + "2020-03-02,Harbour of Salt,1991,https://boxd.it/r1,4,,\"Grey, and good.\",,2020-03-01\n"
        + "2021-03-02,Harbour of Salt,1991,https://boxd.it/r2,4.5,Yes,\"Even better\nthe second time. \",,2021-03-01\n"
        + "2021-04-02,Copper Weather,1993,https://boxd.it/r3,,,Slow.,,2021-04-01\n";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Thumbs_become_likes_and_not_interested_of_their_day_and_are_taken_back(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Thumbs, "Ratings.csv");
        // Of two opinions of one title the later counts.
        Assert.Equal((3, 2, 1, 1), (preview.Counts.New, preview.Brings.Likes, preview.Brings.NotInterested, preview.Counts.Repeated));
        var applied = await house.Apply(preview.Id);
        Assert.Equal((3, 0), (applied.Applied, applied.Waiting));
        Assert.Equal((true, false, true), ((await house.Mine(101)).Liked, (await house.Mine(103)).Liked, (await house.Mine(103)).NotInterested));
        Assert.Equal((true, false), ((await house.Mine(105)).Liked, (await house.Mine(105)).NotInterested));
        Assert.Contains("words 101 1614834367 -1 ", await house.Everything(), StringComparison.Ordinal);
        Assert.Equal(1, (await house.Mine(101)).Revision);

        var before = await house.Everything();
        var again = await house.Preview(Thumbs, "Ratings.csv");
        Assert.Equal((0, 3), (again.Waiting, again.Counts.Known));
        Assert.Null((await house.Get<HistoryImports>().Apply(house.Ada, again.Id, Ct))!.Fact);
        Assert.Equal(before, await house.Everything());

        Assert.NotNull(await house.Get<HistoryImports>().UndoRow(house.Ada, preview.Id, 1, Ct));
        Assert.Equal((false, 2), ((await house.Mine(101)).Liked, (await house.Mine(101)).Revision));
        Assert.True((await house.Mine(103)).NotInterested);
        Assert.Equal(0, (await house.Undo(preview.Id)).LeftAlone);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_said_again_since_is_left_alone(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var import = (await house.Apply((await house.Preview(Thumbs, "Ratings.csv")).Id)).Id;
        await house.Get<Likes>().Set(house.Ada, new TitleId(101), false, Ct);
        await house.Get<Likes>().Set(house.Ada, new TitleId(101), true, Ct);
        var undone = await house.Undo(import);
        Assert.Equal((ImportState.Undone, 1), (undone.State, undone.LeftAlone));
        Assert.Equal((true, false), ((await house.Mine(101)).Liked, (await house.Mine(105)).Liked));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Reviews_become_notes_the_latest_of_a_title_and_twice_is_once(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Reviews, "reviews.csv");
        Assert.Equal((2, 3, 1), (preview.Brings.Notes, preview.Brings.Watches, preview.Brings.Ratings));
        var applied = await house.Apply(preview.Id);
        Assert.Equal(("Even better\nthe second time.", "Slow."), ((await house.Mine(101)).Note, (await house.Mine(103)).Note));
        Assert.Equal("Slow.", applied.Sample!.New.Single(row => row.Id == "tt0000103").Note);
        var before = await house.Everything();
        var again = await house.Preview(Reviews, "reviews.csv");
        Assert.Equal((0, 0), (again.Waiting, again.Counts.Conflicting));
        Assert.Equal(before, await house.Everything());
        Assert.Equal(0, (await house.Undo(preview.Id)).LeftAlone);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_note_of_the_members_own_stays_until_they_want_the_files_and_comes_back(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Get<Notes>().Set(house.Ada, new TitleId(103), "mine", Ct);
        var preview = await house.Preview(Reviews, "reviews.csv");
        Assert.Equal((1, 1), (preview.Counts.Conflicting, preview.Brings.Notes));
        Assert.Equal("watching.import.otherNote", preview.Sample!.Conflicting[0].Reason!.Code);
        await house.Apply(preview.Id);
        Assert.Equal(("mine", 1), ((await house.Mine(103)).Note, (await house.Watched(103)).Count));

        var again = await house.Preview(Reviews, "reviews.csv");
        Assert.Equal((0, 1), (again.Waiting, again.Counts.Conflicting));
        await house.Apply(again.Id, takeFile: true);
        Assert.Equal("Slow.", (await house.Mine(103)).Note);
        Assert.Equal(0, (await house.Undo(again.Id)).LeftAlone);
        Assert.Equal("mine", (await house.Mine(103)).Note);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_said_between_preview_and_yes_stays(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Reviews, "reviews.csv");
        await house.Get<Notes>().Set(house.Ada, new TitleId(103), "meanwhile", Ct);
        await house.Get<Ratings>().Set(house.Ada, new TitleId(101), 3, Ct);
        var applied = await house.Apply(preview.Id);
        Assert.Equal(("meanwhile", 3), ((await house.Mine(103)).Note, (await house.Mine(101)).Rating));
        Assert.Equal((2, 2), ((await house.Watched(101)).Count, applied.Counts.Conflicting));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_viewing_keeps_the_device_and_a_list_its_notes(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        const string activity = "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country\n"
            + "Ada,2024-03-19 20:00:00,01:31:00,,Harbour of Salt,,Living room TV,01:31:00,01:31:00,DE (Germany)\n";
        await house.Apply((await house.Preview(activity, "ViewingActivity.csv")).Id);
        Assert.Equal("Living room TV", Assert.Single(await house.Get<Watches>().Of(house.Ada, new TitleId(101), Ct)).Device);

        const string list = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-01-01,Rainy days,,https://boxd.it/l1,\n\nPosition,Name,Year,URL,Description\n"
            + "1,Night Train to Varna,1994,https://boxd.it/f4,for the train\n";
        var id = (await house.Apply((await house.Preview(list, "rainy-days.csv")).Id)).Id;
        var made = Assert.Single(await house.Get<TitleLists>().All(house.Ada, Ct));
        Assert.Equal("for the train", Assert.Single(await house.Get<TitleLists>().Titles(house.Ada, made.Id, 0, 10, Ct)).Note);
        await house.Undo(id);
        Assert.Empty(await house.Get<TitleLists>().All(house.Ada, Ct));
    }
}
