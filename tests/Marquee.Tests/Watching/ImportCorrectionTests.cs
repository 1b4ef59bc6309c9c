using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>What a member said was about another title is not told again by the file that told it wrong.</summary>
public sealed class ImportCorrectionTests
{
    const string Diary = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        + "2020-03-02,Harbour of Salt,1991,https://boxd.it/aaa1,4.5,,,2020-03-01\n2021-04-02,Copper Weather,1993,https://boxd.it/aaa3,,,,2021-04-01\n";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_row_that_was_corrected_whole_is_about_the_other_title(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var first = (await house.Apply((await house.Preview(Diary, "diary.csv")).Id)).Id;
        await MoveWatch(house, 101, 102);
        await house.Get<Corrections>().MoveRating(house.Ada, new TitleId(101), new TitleId(102), Ct);
        var before = await house.Everything();
        var again = await house.Preview(Diary, "diary.csv");
        Assert.Equal((0, 2), (again.Waiting, again.Counts.Known));
        Assert.Equal(("tt0000102", "watching.match.corrected"), again.Sample!.Known.Where(row => row.Number == 1).Select(row => (row.Id, row.Evidence[0].Code)).Single());
        Assert.Null((await house.Get<HistoryImports>().Apply(house.Ada, again.Id, Ct))!.Fact);
        Assert.Equal(before, await house.Everything());

        // Taking the file back leaves what was moved where it is; taken away by hand, the file brings it back there.
        Assert.Equal(1, (await house.Undo(first)).LeftAlone);
        Assert.Equal(9, (await house.Mine(102)).Rating);
        await house.Get<Ratings>().Remove(house.Ada, new TitleId(102), Ct);
        await house.Get<Watches>().Remove(house.Ada, (await house.Get<Watches>().Of(house.Ada, new TitleId(102), Ct))[0].Id, Ct);
        await house.Apply((await house.Preview(Diary, "diary.csv")).Id);
        Assert.Equal((9, 1), ((await house.Mine(102)).Rating, (await house.Watched(102)).Count));
        Assert.Equal((null, false), ((await house.Mine(101)).Rating, (await house.Mine(101)).Seen));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_a_row_that_was_corrected_in_part_only_the_rest_counts(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Apply((await house.Preview(Diary, "diary.csv")).Id);
        await MoveWatch(house, 101, 102);
        var again = await house.Preview(Diary, "diary.csv");
        Assert.Equal((0, "tt0000101"), (again.Waiting, again.Sample!.Known[0].Id));
        Assert.Empty(await house.Watched(101));

        // A viewing of another day is another viewing.
        const string other = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2022-03-02,Harbour of Salt,1991,https://boxd.it/aaa9,,,,2022-03-01\n";
        await house.Apply((await house.Preview(other, "diary.csv")).Id);
        Assert.Single(await house.Watched(101));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_went_back_was_no_mistake(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Apply((await house.Preview(Diary, "diary.csv")).Id);
        await MoveWatch(house, 103, 104);
        await MoveWatch(house, 104, 103);
        var id = (await house.Get<Watches>().Of(house.Ada, new TitleId(103), Ct))[0].Id;
        await house.Get<Watches>().Remove(house.Ada, id, Ct);
        await house.Apply((await house.Preview(Diary, "diary.csv")).Id);
        Assert.Equal((1, 0), ((await house.Watched(103)).Count, (await house.Watched(104)).Count));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_correction_between_preview_and_yes_counts(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var waiting = await house.Preview(Diary, "diary.csv");
        await house.Apply((await house.Preview(Diary, "diary.csv")).Id);
        await MoveWatch(house, 103, 104);
        var before = await house.Everything();
        await house.Apply(waiting.Id);
        Assert.Equal(before, await house.Everything());
    }

    static async Task MoveWatch(ImportHouse house, long from, long to) => Assert.NotNull((await house.Get<Corrections>().MoveWatch(
        house.Ada, (await house.Get<Watches>().Of(house.Ada, new TitleId(from), Ct))[0].Id, new TitleId(to), Ct))!.Fact);
}
