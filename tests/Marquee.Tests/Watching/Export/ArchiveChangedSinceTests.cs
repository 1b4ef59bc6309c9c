using System.Text;
using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching.Export;

/// <summary>What a member says of their own stands against an archive, before it is applied and when it is taken back.</summary>
public sealed class ArchiveChangedSinceTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    static readonly DateTimeOffset Evening = new(2024, 1, 8, 20, 15, 7, TimeSpan.Zero);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Lists_that_were_shared_or_described_since_stay_when_the_archive_is_taken_back(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        foreach (var (name, shared, description) in new[] { ("Left", false, (string?)null), ("Shown", false, null), ("Told", true, "of Ada"), ("Hidden", true, "too"), ("Whole", true, "and so it stays") })
        {
            var (id, _) = await house.Get<TitleLists>().Make(ada, name, null, [ArchiveHouse.Lamp], Ct);
            await house.Get<TitleLists>().Change(ada, id, null, description, shared, Ct);
        }

        var applied = await house.Import(other, await house.Export(ada));
        await Change("Shown", null, shared: true);
        await Change("Told", "mine", null);
        await Change("Hidden", null, shared: false);
        await Change("Whole", "another", null);
        await Change("Whole", "and so it stays", null);
        var undone = await house.Undo(other, applied.Id);
        Assert.Equal(["Hidden", "Shown", "Told"], (await Lists()).Select(list => list.Name));
        Assert.Equal(3, undone.LeftAlone);
        Assert.All(await Lists(), list => Assert.Equal(0, list.Entries));

        async Task<List<TitleList>> Lists() => [.. (await house.Get<TitleLists>().All(other, Ct)).Where(list => list.Owner == other.Member)];

        async Task Change(string name, string? description, bool? shared) =>
            await house.Get<TitleLists>().Change(other, (await Lists()).Single(list => list.Name == name).Id, null, description, shared, Ct);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_of_any_file_that_was_shared_since_stays_too(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var ada = await house.Member("Ada");
        const string csv = "Position,Const,Created,Modified,Description,Title,URL,Title Type\n1,tt9000001,2020-01-02,2020-01-02,,The Lamp,,movie\n";
        foreach (var name in new[] { "Shown", "Left" })
        {
            var applied = await house.Import(ada, csv, name + ".csv");
            if (name == "Shown")
            {
                await house.Get<TitleLists>().Change(ada, Assert.Single(await house.Get<TitleLists>().All(ada, Ct)).Id, null, null, shared: true, Ct);
            }

            await house.Undo(ada, applied.Id);
            Assert.Equal("Shown", Assert.Single(await house.Get<TitleLists>().All(ada, Ct)).Name);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Entries_with_another_note_or_priority_since_stay(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Get<Watchlist>().Put(ada, ArchiveHouse.Lamp, "soon", 2, Ct);
        await house.Get<Watchlist>().Put(ada, ArchiveHouse.Door, "soon", null, Ct);
        await house.Get<Watchlist>().Put(ada, ArchiveHouse.Series, "soon", null, Ct);
        await house.Get<TitleLists>().Make(ada, "Rainy", null, [ArchiveHouse.Lamp, ArchiveHouse.Door], Ct);
        var applied = await house.Import(other, await house.Export(ada));
        await house.Get<Watchlist>().Put(other, ArchiveHouse.Lamp, "soon", 1, Ct);
        await house.Get<Watchlist>().Put(other, ArchiveHouse.Door, "later", null, Ct);
        var list = (await house.Get<TitleLists>().All(other, Ct)).Single(each => each.Owner == other.Member);
        await house.Get<ListEntries>().Put(other, list.Id, ArchiveHouse.Door, null, "with Ivo", Ct);
        Assert.Equal(4, (await house.Undo(other, applied.Id)).LeftAlone); // the list too, since it is not empty
        var left = JsonDocument.Parse(await house.Export(other)).RootElement;
        Assert.Equal(["tt9000001", "tt9000003"], left.GetProperty("watchlist").EnumerateArray().Select(wish => wish.GetProperty("title").GetString()).Order());
        Assert.Equal("with Ivo", Assert.Single(left.GetProperty("lists")[0].GetProperty("entries").EnumerateArray()).GetProperty("note").GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_correction_stands_against_the_archives_opposite_until_its_member_agrees_and_comes_back_with_it(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await Corrected(ada, ArchiveHouse.Nordlys, ArchiveHouse.Door);
        await Corrected(other, ArchiveHouse.Door, ArchiveHouse.Nordlys);
        var (archive, mine) = (await house.Export(ada), await Corrections(other));
        Assert.NotEqual(await Corrections(ada), mine);
        var preview = await house.Preview(other, archive);
        Assert.Equal(1, preview.Counts.Conflicting);
        var row = Assert.Single((await house.Get<HistoryImports>().Rows(other, preview.Id, ImportClass.Conflicting, 0, 10, Ct))!);
        Assert.Equal("watching.import.correctedOtherwise", row.Reason!.Code);
        Assert.Contains("opposite of this correction", await house.Get<HistoryImports>().Rejects(other, preview.Id, Ct), StringComparison.Ordinal);

        var applied = await house.Import(other, archive);
        Assert.Equal((mine, 1), (await Corrections(other), applied.Counts.Conflicting));
        await house.Get<HistoryImports>().Apply(other, applied.Id, Ct, takeFile: true);
        await house.Work(HistoryApplyWork.Name, applied.Id);
        Assert.Equal(await Corrections(ada), await Corrections(other));
        await house.Undo(other, applied.Id);
        Assert.Equal(mine, await Corrections(other));

        async Task Corrected(Viewer viewer, TitleId from, TitleId into)
        {
            await house.Watched(viewer, from, Evening);
            await house.Get<Corrections>().MoveWatch(viewer, (await house.Get<Watches>().Of(viewer, from, Ct))[0].Id, into, Ct);
            await house.Write("update house.correction set made_at = 1700000000 + member where member = @Member", new { viewer.Member });
            await house.Write("delete from house.watch where member = @Member", new { viewer.Member });
        }

        async Task<string> Corrections(Viewer viewer) => JsonDocument.Parse(await house.Export(viewer)).RootElement.GetProperty("corrections").GetRawText();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_correction_made_between_the_preview_and_the_yes_stays(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Watched(ada, ArchiveHouse.Nordlys, Evening);
        await house.Get<Corrections>().MoveWatch(ada, (await house.Get<Watches>().Of(ada, ArchiveHouse.Nordlys, Ct))[0].Id, ArchiveHouse.Door, Ct);
        var preview = await house.Preview(other, await house.Export(ada));
        await house.Watched(other, ArchiveHouse.Door, Evening);
        await house.Get<Corrections>().MoveWatch(other, (await house.Get<Watches>().Of(other, ArchiveHouse.Door, Ct))[0].Id, ArchiveHouse.Nordlys, Ct);
        await house.Get<HistoryImports>().Apply(other, preview.Id, Ct);
        await house.Work(HistoryApplyWork.Name, preview.Id);
        Assert.Equal(1, (await house.Get<HistoryImports>().Find(other, preview.Id, Ct))!.Counts.Conflicting);
        var kept = Assert.Single(JsonDocument.Parse(await house.Export(other)).RootElement.GetProperty("corrections").EnumerateArray());
        Assert.Equal(("tt9000003", "tt9000002"), (kept.GetProperty("title").GetString(), kept.GetProperty("into").GetString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Thousands_of_answers_are_judged_applied_and_taken_back_in_portions(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var other = await house.Member("Other");
        var count = (ImportSteps.Portion * 2) + 7;
        await house.House.Database.Write(Store.House, writing => MatchAnswers.Set(writing, other.Member, "name|title 3|2000|film", ArchiveHouse.Door, 1_600_000_000), Ct);
        var archive = new StringBuilder("""{"format":"marquee-archive","version":1,"titles":[],"watches":[],"ratings":[],"watchlist":[],"likes":[],"notInterested":[],"notes":[],"lists":[],"answers":[""")
            .AppendJoin(',', Enumerable.Range(1, count).Select(i => $$"""{"key":"name|title {{i}}|2000|film","title":"tt9000001","at":"2023-11-14T22:13:20Z"}"""))
            .Append("""],"corrections":[],"inbox":[],"preferences":[]}""").ToString();
        var preview = await house.Preview(other, archive);
        Assert.Equal((count, count - 1, 1), (preview.Rows, preview.Counts.New, preview.Counts.Known));
        var applied = await house.Import(other, archive);
        Assert.Equal(count - 1, applied.Applied);
        Assert.Equal(0, (await house.Preview(other, archive)).Waiting);
        Assert.Equal(0, (await house.Undo(other, applied.Id)).LeftAlone);
        Assert.Single(JsonDocument.Parse(await house.Export(other)).RootElement.GetProperty("answers").EnumerateArray());
    }
}
