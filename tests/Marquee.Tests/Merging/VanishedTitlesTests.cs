using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Tests.Catalog;
using Marquee.Watching;

namespace Marquee.Tests.Merging;

/// <summary>What IMDb merged is noticed by an import, proposed once, and done when a host says so.</summary>
public sealed class VanishedTitlesTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    const string Salt = "tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance";
    const string Other = "tt0000900|movie|Harbour of Salt|Sal y puerto|0|1995|\\N|102|Drama,Romance";

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_that_went_is_proposed_with_its_evidence_and_merged_when_accepted(Engine engine)
    {
        await using var house = await Open(engine);
        var viewer = await Rated(house, 101);
        await Import(house, [Other], "tt0000900|nm0000001|\\N");
        var proposal = Assert.Single(await house.Get<MergeProposals>().Open(default));
        Assert.Equal((new TitleId(101), new TitleId(900), 90), (proposal.Title, proposal.Into, proposal.Certainty));
        Assert.Equal(("Harbour of Salt", 1994, false, true, true, true, true), (proposal.Evidence.Title, proposal.Evidence.Year, proposal.Evidence.SameYear, proposal.Evidence.SameKind, proposal.Evidence.SameOriginalTitle, proposal.Evidence.SharedDirector == true, proposal.Evidence.SameRuntime));

        await house.Get<MergeProposals>().Accept(viewer, proposal.Id, default);
        Assert.Equal(8, (await house.Get<MemberTitles>().Of(viewer, [new TitleId(900)], default))[new TitleId(900)].Rating);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
        await Assert.ThrowsAsync<Refusal>(() => house.Get<MergeProposals>().Accept(viewer, proposal.Id, default));
        await Import(house, [Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_declined_pair_is_never_proposed_again(Engine engine)
    {
        await using var house = await Open(engine);
        var viewer = await Rated(house, 101);
        await Import(house, [Other]);
        var proposal = Assert.Single(await house.Get<MergeProposals>().Open(default));
        Assert.True(await house.Get<MergeProposals>().Decline(viewer, proposal.Id, default));
        Assert.False(await house.Get<MergeProposals>().Decline(viewer, proposal.Id, default));
        await Import(house, [Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
        Assert.True(await house.Get<MergeProposals>().Reopen(proposal.Id, default));
        Assert.Single(await house.Get<MergeProposals>().Open(default));
        Assert.Null(await house.Get<MergeProposals>().Decline(viewer, 12345, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_proposal_is_withdrawn_when_the_id_is_back(Engine engine)
    {
        await using var house = await Open(engine);
        await Rated(house, 101);
        await Import(house, [Other]);
        Assert.Single(await house.Get<MergeProposals>().Open(default));
        await Import(house, [Salt, Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_has_and_what_only_looks_alike_is_not_proposed(Engine engine)
    {
        await using var house = await Open(engine);
        await Import(house, [Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));

        await using var second = await Open(engine);
        await Rated(second, 101);
        var report = await Import(second, ["tt0000901|movie|Harbour of Salt|Harbour of Salt|0|2014|\\N|95|Drama", "tt0000902|movie|Salt Harbour|Salt Harbour|0|1994|\\N|95|Drama"]);
        Assert.Equal(0, report.Proposals);
        Assert.Empty(await second.Get<MergeProposals>().Open(default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_files_once_more_change_nothing_of_what_waits(Engine engine)
    {
        // Another year and another original title: only the director speaks for it, and only the catalog before knows them.
        const string renamed = "tt0000900|movie|Harbour of Salt|Puerto|0|1995|\\N|150|Drama";
        const string rival = "tt0000901|movie|Harbour of Salt|Sel|0|1994|\\N|102|Drama";
        await using var house = await Open(engine);
        await Rated(house, 101);
        await Import(house, [renamed, rival], "tt0000900|nm0000001|\\N", "tt0000901|nm0000077|\\N");
        var proposal = Assert.Single(await house.Get<MergeProposals>().Open(default));
        Assert.Equal((new TitleId(900), true), (proposal.Into, proposal.Evidence.SharedDirector));
        Assert.Equal(0, (await Import(house, [renamed, rival], "tt0000900|nm0000001|\\N", "tt0000901|nm0000077|\\N")).Proposals);
        Assert.Equal(proposal, Assert.Single(await house.Get<MergeProposals>().Open(default)));

        await Import(house, [rival], "tt0000901|nm0000077|\\N");
        Assert.Equal(new TitleId(901), Assert.Single(await house.Get<MergeProposals>().Open(default)).Into);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_part_proposes_what_IMDb_lacks_and_not_what_the_part_left_out(Engine engine)
    {
        await using var house = await Open(engine);
        var viewer = await Rated(house, 101);
        using var files = new ImdbFiles()
            .Write(ImdbFile.Basics, Other, "tt0000102|movie|\"Quoted|\"Quoted|0|1999|\\N|\\N|Action", "tt0000902|movie|\"Quoted|\"Quoted|0|1999|\\N|\\N|Action")
            .Write(ImdbFile.Ratings, "tt0000900|8.0|5000", "tt0000902|8.0|5000");
        var rated = false;
        var report = await house.Get<CatalogImport>().Run(new CatalogImportArguments(files.Folder, CatalogSubset.Of(null, 1000, true)), told =>
        {
            // The part is chosen; a member rates what it leaves out.
            if (!rated && told.Sentence.Code == "catalog.import.reading")
            {
                rated = true;
                Task.Run(() => house.Get<Ratings>().Set(viewer, new TitleId(102), 9, default)).GetAwaiter().GetResult();
            }
        }, default);
        Assert.True(rated);
        Assert.Equal(1, report.Proposals);
        Assert.Equal(new TitleId(101), Assert.Single(await house.Get<MergeProposals>().Open(default)).Title);

        // It shows nevertheless, and the next import brings it whole.
        Assert.True((await house.Title("tt0000102"))!.Known);
        Assert.Contains((await house.Get<TitleSearch>().Search("quoted", null, 5, Sight.WithoutAdult, default)).Hits, h => h.Title.Id.Number == 102);
        Assert.Equal(9, (await house.Get<MemberTitles>().Of(viewer, [new TitleId(102)], default))[new TitleId(102)].Rating);
        await house.Import(files);
        Assert.False((await house.Title("tt0000102"))!.Known);
        Assert.Equal(new TitleId(101), Assert.Single(await house.Get<MergeProposals>().Open(default)).Title);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_host_answers_while_an_import_runs_stays_answered(Engine engine)
    {
        await using var house = await Open(engine);
        var viewer = await Rated(house, 101);
        await Import(house, [Other]);
        var proposal = Assert.Single(await house.Get<MergeProposals>().Open(default));
        var answered = false;
        using var files = new ImdbFiles().Write(ImdbFile.Basics, Other, "tt0000901|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance");
        await house.Import(files, told =>
        {
            if (!answered && told.Sentence.Code == "catalog.import.reading")
            {
                answered = true;
                Task.Run(() => house.Get<MergeProposals>().Accept(viewer, proposal.Id, default)).GetAwaiter().GetResult();
            }
        });
        Assert.True(answered);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));

        // The same between the search for rivals and their proposal.
        var late = proposal with { Into = new TitleId(901) };
        Assert.Equal(0, await new MergeProposalStore(house.Database).Replace([late], 1, default));
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
    }

    static async Task<TestHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching());
        await house.Get<ImdbTerms>().Accept(default);
        using var files = ImdbFiles.Small();
        await house.Import(files);
        return house;
    }

    static async Task<Viewer> Rated(TestHouse house, long title)
    {
        var viewer = Viewers.Of(await house.Get<Members>().EnsureHost("Ada", default), Origin.Page);
        await house.Get<Ratings>().Set(viewer, new TitleId(title), 8, default);
        return viewer;
    }

    static async Task<ImportReport> Import(TestHouse house, string[] titles, params string[] crew)
    {
        using var files = new ImdbFiles().Write(ImdbFile.Basics, titles);
        if (crew.Length > 0)
        {
            files.Write(ImdbFile.Crew, crew);
        }

        return await house.Import(files);
    }
}
