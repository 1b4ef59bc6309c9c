using System.Text.Json;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching.Export;

/// <summary>What a member takes along is the same in another house, and twice is once.</summary>
public sealed class ArchiveRoundTripTests
{
    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres, true)]
    [InlineData(Engine.Sqlite, Engine.Postgres, false)]
    [InlineData(Engine.Postgres, Engine.Sqlite, false)]
    [InlineData(Engine.Postgres, Engine.Sqlite, true)]
    public async Task An_archive_in_an_empty_house_gives_the_same_archive_again_byte_for_byte(Engine from, Engine to, bool catalog)
    {
        await using var here = await ArchiveHouse.Open(from, catalog: true);
        var (ada, ivo) = (await here.Member("Ada"), await here.Member("Ivo"));
        await here.Live(ada);
        await here.Live(ivo);
        await here.Get<Ratings>().Set(ivo, ArchiveHouse.Lamp, 2, CancellationToken.None);
        await here.Merge(ArchiveHouse.Second, ArchiveHouse.First);
        var (adas, ivos) = (await here.Export(ada), await here.Export(ivo));
        Assert.NotEqual(adas, ivos);
        Assert.DoesNotContain("tt9000012", adas, StringComparison.Ordinal);

        await using var there = await ArchiveHouse.Open(to, catalog, before: 2);
        var (adaThere, ivoThere) = (await there.Member("Ada the Second"), await there.Member("Ivo the Third"));
        var applied = await there.Import(adaThere, adas);
        Assert.Equal((ImportState.Applied, "marquee", "marquee-1"), (applied.State, applied.Source, applied.Layout));
        Assert.Equal((0, 0, 0, 0), (applied.Counts.Unreadable, applied.Counts.Unmatched, applied.Counts.Repeated, applied.Counts.Conflicting));
        Assert.Equal(adas, await there.Export(adaThere));
        await there.Import(ivoThere, ivos);
        Assert.Equal(ivos, await there.Export(ivoThere));
        Assert.Equal(adas, await there.Export(adaThere));

        await using var back = await ArchiveHouse.Open(from, catalog: true, before: 1);
        var adaAgain = await back.Member("Ada");
        await back.Import(adaAgain, await there.Export(adaThere));
        Assert.Equal(adas, await back.Export(adaAgain));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_archive_names_every_section_and_is_json_that_any_program_reads(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var ada = await house.Member("Ada");
        await house.Live(ada);
        var archive = JsonDocument.Parse(await house.Export(ada)).RootElement;
        Assert.Equal(
            ["format", "version", "titles", "watches", "ratings", "watchlist", "likes", "notInterested", "notes", "lists", "answers", "corrections", "inbox", "preferences"],
            archive.EnumerateObject().Select(p => p.Name));
        Assert.All(archive.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array), section => Assert.NotEqual(0, section.Value.GetArrayLength()));
        Assert.Equal(10, archive.GetProperty("watches").GetArrayLength());
        var first = archive.GetProperty("watches")[0];
        Assert.Equal(("tt9000001", JsonValueKind.Null, "cli"), (first.GetProperty("title").GetString(), first.GetProperty("at").ValueKind, first.GetProperty("origin").GetString()));
        var episode = archive.GetProperty("titles").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "tt9000012");
        Assert.Equal(("tvEpisode", "End", "tt9000010", "Puppets", 1, 2), (
            episode.GetProperty("kind").GetString(), episode.GetProperty("name").GetString(), episode.GetProperty("series").GetString(), episode.GetProperty("seriesName").GetString(),
            episode.GetProperty("season").GetInt32(), episode.GetProperty("episode").GetInt32()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_member_without_anything_has_an_archive_too_and_it_says_so(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var ada = await house.Member("Ada");
        var archive = await house.Export(ada);
        Assert.All(JsonDocument.Parse(archive).RootElement.EnumerateObject().Skip(2), section => Assert.Equal(0, section.Value.GetArrayLength()));
        Assert.Equal("exports.noRows", (await Assert.ThrowsAsync<Refusal>(() => house.Preview(ada, archive))).Text.Code);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_archive_twice_changes_nothing(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: false);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        var archive = await house.Export(ada);
        await house.Import(other, archive);
        foreach (var viewer in new[] { ada, other })
        {
            var again = await house.Preview(viewer, archive);
            Assert.Equal(new ImportCounts { Known = again.Rows }, again.Counts);
            Assert.Equal((0, new ImportStarted(null, null)), (again.Waiting, await house.Get<HistoryImports>().Apply(viewer, again.Id, CancellationToken.None)));
            Assert.Equal(archive, await house.Export(viewer));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_archive_can_be_taken_back_whole_and_what_was_there_before_stays(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        await house.Get<Ratings>().Set(other, ArchiveHouse.Series, 3, CancellationToken.None);
        await house.Get<Notes>().Set(other, ArchiveHouse.Lamp, "mine", CancellationToken.None);
        await house.Get<TitleLists>().Make(other, "Same", null, [ArchiveHouse.Nordlys], CancellationToken.None);
        var before = await house.Export(other);
        var applied = await house.Import(other, await house.Export(ada));
        Assert.NotEqual(before, await house.Export(other));
        var undone = await house.Undo(other, applied.Id);
        Assert.Equal((ImportState.Undone, 0), (undone.State, undone.LeftAlone));
        Assert.Equal(before, await house.Export(other));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_has_changed_since_is_left_alone_when_an_archive_is_taken_back(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        var applied = await house.Import(other, await house.Export(ada));
        await house.Get<Ratings>().Set(other, ArchiveHouse.Lamp, 1, CancellationToken.None);
        await house.Get<Notes>().Set(other, ArchiveHouse.Lamp, "another", CancellationToken.None);
        var list = (await house.Get<TitleLists>().All(other, CancellationToken.None)).First(l => l.Owner == other.Member && l is { Name: "Same", Live: false });
        await house.Get<ListEntries>().Put(other, list.Id, ArchiveHouse.Series, null, null, CancellationToken.None);
        var undone = await house.Undo(other, applied.Id);
        Assert.Equal(3, undone.LeftAlone);
        var left = JsonDocument.Parse(await house.Export(other)).RootElement;
        Assert.Equal(["tt9000001"], left.GetProperty("ratings").EnumerateArray().Select(r => r.GetProperty("title").GetString()));
        Assert.Equal("another", Assert.Single(left.GetProperty("notes").EnumerateArray()).GetProperty("note").GetString());
        var kept = Assert.Single(left.GetProperty("lists").EnumerateArray());
        Assert.Equal(("Same", 1), (kept.GetProperty("name").GetString(), kept.GetProperty("entries").GetArrayLength()));
        Assert.Equal(0, left.GetProperty("watches").GetArrayLength());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_row_can_be_taken_back_and_the_rest_stays(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        var archive = await house.Export(ada);
        var applied = await house.Import(other, archive);
        var imports = house.Get<HistoryImports>();
        var rows = (await imports.Rows(other, applied.Id, ImportClass.New, 0, 500, CancellationToken.None))!;
        foreach (var row in rows.Where(r => r.Liked || r.WatchedAt == new DateTimeOffset(2024, 1, 5, 20, 25, 7, TimeSpan.Zero) || r.Title == "preferences" || r.Title == "trakt"))
        {
            await imports.UndoRow(other, applied.Id, row.Number, CancellationToken.None);
        }

        var (whole, left) = (Lines(archive), Lines(await house.Export(other)));
        Assert.Empty(left.Except(whole));
        var gone = whole.Except(left).ToList();
        Assert.Equal(4, gone.Count);
        Assert.Contains(gone, line => line.Contains("2024-01-05T20:25:07Z", StringComparison.Ordinal));
        Assert.Contains(gone, line => line.Contains("ratingStyle", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_member_who_has_something_keeps_it_and_gets_the_rest_once(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        var archive = await house.Export(ada);
        await house.Get<Ratings>().Set(other, ArchiveHouse.Lamp, 3, CancellationToken.None);
        await house.Write("update house.rating set rated_at = rated_at + 60 where member = @Member", new { other.Member });
        await house.Watched(other, ArchiveHouse.Second, new DateTimeOffset(1979, 7, 20, 20, 17, 0, TimeSpan.Zero)); // the same day as one without a time
        await house.Get<Watchlist>().Put(other, ArchiveHouse.Nordlys, "my own", null, CancellationToken.None);
        await house.Get<TitleLists>().Make(other, "Same", null, [ArchiveHouse.Nordlys, ArchiveHouse.Lamp], CancellationToken.None);
        var applied = await house.Import(other, archive);
        Assert.Equal(1, applied.Counts.Conflicting);
        var there = JsonDocument.Parse(await house.Export(other)).RootElement;
        Assert.Equal(3, there.GetProperty("ratings").EnumerateArray().Single(r => r.GetProperty("title").GetString() == "tt9000001").GetProperty("rating").GetInt32());
        Assert.Equal("1979-07-20T20:17:00Z", Assert.Single(there.GetProperty("watches").EnumerateArray(), w => w.GetProperty("title").GetString() == "tt9000012").GetProperty("at").GetString());
        Assert.Equal("my own", there.GetProperty("watchlist").EnumerateArray().Single(w => w.GetProperty("title").GetString() == "tt9000002").GetProperty("note").GetString());
        Assert.Equal(5, there.GetProperty("lists").GetArrayLength());
        Assert.Equal(["tt9000002", "tt9000001"], there.GetProperty("lists")[0].GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("title").GetString()));
        var after = await house.Export(other);
        var again = await house.Preview(other, archive);
        Assert.Equal((0, 1), (again.Waiting, again.Counts.Conflicting));
        Assert.Equal(after, await house.Export(other));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_import_that_was_stopped_on_the_way_goes_on(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Live(ada);
        var archive = await house.Export(ada);
        var preview = await house.Preview(other, archive);
        await house.House.Database.Write(Store.House, writing => ImportSteps.Apply(writing, preview.Id, other.Member, 1, preview.Rows / 2, 5), CancellationToken.None);
        Assert.NotEqual(archive, await house.Export(other));
        await house.House.Database.Write(Store.House, async writing =>
        {
            await ImportSteps.Apply(writing, preview.Id, other.Member, 1, preview.Rows, 5);
            await ImportSteps.Apply(writing, preview.Id, other.Member, 1, preview.Rows, 5);
        }, CancellationToken.None);
        Assert.Equal(archive, await house.Export(other));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Titles_that_are_one_here_are_one_from_an_archive_too(Engine engine)
    {
        await using var here = await ArchiveHouse.Open(engine, catalog: true);
        var ada = await here.Member("Ada");
        await here.Live(ada);
        await using var there = await ArchiveHouse.Open(Engine.Sqlite, catalog: true);
        await there.Get<Ratings>().Set(await there.Member("Other"), ArchiveHouse.Door, 5, CancellationToken.None);
        await there.Merge(ArchiveHouse.Door, ArchiveHouse.Lamp);
        var viewer = await there.Member("Ada");
        await there.Import(viewer, await here.Export(ada));
        var archive = await there.Export(viewer);
        Assert.DoesNotContain("tt9000003", archive, StringComparison.Ordinal);
        Assert.Equal(0, (await there.Preview(viewer, await here.Export(ada))).Waiting);
    }

    /// <summary>The entries, whatever section they are in.</summary>
    static HashSet<string> Lines(string archive) => [.. archive.Split('\n').Where(line => line.StartsWith("{\"", StringComparison.Ordinal)).Select(line => line.TrimEnd(','))];
}
