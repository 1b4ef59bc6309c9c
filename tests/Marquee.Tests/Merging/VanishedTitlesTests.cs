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
    const string Salt = "tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance";
    const string Other = "tt0000900|movie|Harbour of Salt|Sal y puerto|0|1995|\\N|102|Drama,Romance";

    [Fact]
    public async Task An_id_that_went_is_proposed_with_its_evidence_and_merged_when_accepted()
    {
        await using var house = await Open();
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

    [Fact]
    public async Task A_declined_pair_is_never_proposed_again()
    {
        await using var house = await Open();
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

    [Fact]
    public async Task A_proposal_is_withdrawn_when_the_id_is_back()
    {
        await using var house = await Open();
        await Rated(house, 101);
        await Import(house, [Other]);
        Assert.Single(await house.Get<MergeProposals>().Open(default));
        await Import(house, [Salt, Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));
    }

    [Fact]
    public async Task What_nobody_has_and_what_only_looks_alike_is_not_proposed()
    {
        await using var house = await Open();
        await Import(house, [Other]);
        Assert.Empty(await house.Get<MergeProposals>().Open(default));

        await using var second = await Open();
        await Rated(second, 101);
        var report = await Import(second, ["tt0000901|movie|Harbour of Salt|Harbour of Salt|0|2014|\\N|95|Drama", "tt0000902|movie|Salt Harbour|Salt Harbour|0|1994|\\N|95|Drama"]);
        Assert.Equal(0, report.Proposals);
        Assert.Empty(await second.Get<MergeProposals>().Open(default));
    }

    static async Task<TestHouse> Open()
    {
        var house = await TestHouse.Open(Engine.Sqlite, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching());
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
