using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Watching;

/// <summary>Files whose titles turn out to be one while they wait, and after they were applied.</summary>
public sealed class ImportMergeTests
{
    const string Reviews = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        + "2020-03-02,Harbour of Salt,1991,https://boxd.it/r1,4,,Grey.,,2020-03-01\n2021-04-02,Copper Weather,1993,https://boxd.it/r3,3,,Slow.,,2021-04-01\n";

    const string Likes = "Date,Name,Year,Letterboxd URI\n2020-03-02,Harbour of Salt,1991,https://boxd.it/f1\n";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_there_is_once_of_a_title_is_said_by_one_row_of_a_file_that_names_both(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Reviews, "reviews.csv");
        await Merge(house, 101, 103);
        await house.Apply(preview.Id);
        var mine = await house.Mine(103);
        Assert.Equal((6, "Slow.", 2), (mine.Rating, mine.Note, (await house.Watched(103)).Count));
        Assert.Equal(0, (await house.Undo(preview.Id)).LeftAlone);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_like_that_both_titles_had_stays_when_one_file_is_taken_back(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        await house.Get<Marquee.Watching.Likes>().Set(house.Ada, new TitleId(103), true, Ct);
        var import = (await house.Apply((await house.Preview(Likes, "likes.csv")).Id)).Id;
        var merge = await Merge(house, 101, 103);
        Assert.True((await house.Mine(103)).Liked);
        await house.Get<TitleMerges>().Undo(house.Ada, merge, Ct);
        await Finish(house, merge);
        Assert.Equal((true, true), ((await house.Mine(101)).Liked, (await house.Mine(103)).Liked));
        await Merge(house, 101, 103);
        await house.Undo(import);
        Assert.True((await house.Mine(103)).Liked);
    }

    static async Task<long> Merge(ImportHouse house, long from, long into)
    {
        var started = await house.Get<TitleMerges>().Merge(house.Ada, new TitleId(from), new TitleId(into), Ct);
        await Finish(house, started.Merge);
        return started.Merge;
    }

    static Task<JobRun> Finish(ImportHouse house, long merge) =>
        house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, Ct, key: TitleMergeWork.Key(merge));
}
