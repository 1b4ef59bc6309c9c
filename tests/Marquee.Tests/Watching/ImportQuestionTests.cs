using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>Rows whose title is not certain: what is asked, what an answer decides, and that it is remembered.</summary>
public sealed class ImportQuestionTests
{
    const string Csv = "Title,Date\n\"The Twin Ferry\",\"3/26/24\"\n\"The Twin Ferry\",\"3/20/24\"\n\"Harbour of Salt\",\"3/19/24\"\n"
        + "\"Les Gardiens du phare inconnu: Season 1: First Lamp\",\"3/16/24\"\n\"Les Gardiens du phare inconnu: Season 1: Second Lamp\",\"3/15/24\"\n";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_answer_decides_all_rows_like_it_and_is_remembered(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var questions = house.Get<ImportQuestions>();
        var preview = await house.Preview(Csv, "NetflixViewingHistory.csv");
        Assert.Equal((4, 1), (preview.Counts.Unmatched, preview.Counts.New));
        var page = (await questions.Open(house.Ada, preview.Id, 0, 10, Ct))!;
        Assert.Equal((2, 2, 2), (page.Open, page.Questions[0].Rows, page.Questions[1].Rows));
        Assert.Equal(["tt0000120", "tt0000121"], page.Questions[0].Candidates.Select(c => c.Id).Order());

        Assert.Equal(new ImportAnswered(2, 1), await questions.Answer(house.Ada, preview.Id, page.Questions[0].Row.Number, new TitleId(121), Ct));
        // One answer about the series finds both of its episodes.
        Assert.Equal(new ImportAnswered(2, 0), await questions.Answer(house.Ada, preview.Id, page.Questions[1].Row.Number, new TitleId(10000200), Ct));
        var applied = await house.Apply(preview.Id);
        Assert.Equal((0, 5), (applied.Counts.Unmatched, applied.Applied));
        Assert.Equal(2, (await house.Watched(121)).Count);
        Assert.Single(await house.Watched(10000201));

        var again = await house.Preview(Csv, "NetflixViewingHistory.csv");
        Assert.Equal((0, 0, 5), (again.Counts.Unmatched, again.Waiting, again.Counts.Known));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task None_of_these_leaves_a_row_out_now_and_later(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var questions = house.Get<ImportQuestions>();
        var preview = await house.Preview(Csv, "NetflixViewingHistory.csv");
        Assert.Equal(new ImportAnswered(2, 1), await questions.Answer(house.Ada, preview.Id, 1, null, Ct));
        Assert.Equal(2, (await house.Get<HistoryImports>().Find(house.Ada, preview.Id, Ct))!.Counts.LeftOut);
        Assert.Equal(2, (await house.Preview(Csv, "NetflixViewingHistory.csv")).Counts.LeftOut);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_is_applied_can_still_be_answered_and_goes_on(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Csv, "NetflixViewingHistory.csv");
        var fact = (await house.Apply(preview.Id)).Fact;
        await house.Get<ImportQuestions>().Answer(house.Ada, preview.Id, 1, new TitleId(120), Ct);
        Assert.Equal(2, (await house.Get<HistoryImports>().Find(house.Ada, preview.Id, Ct))!.Waiting);
        var applied = await house.Apply(preview.Id);
        Assert.Equal((0, 3, fact), (applied.Waiting, applied.Applied, applied.Fact));
        await house.Undo(preview.Id);
        Assert.Equal("", await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Only_its_member_answers_and_only_titles_that_there_are(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var preview = await house.Preview(Csv, "NetflixViewingHistory.csv");
        var questions = house.Get<ImportQuestions>();
        var stranger = house.Ada with { Member = 77 };
        Assert.Null(await questions.Open(stranger, preview.Id, 0, 10, Ct));
        Assert.Null(await questions.Answer(stranger, preview.Id, 1, new TitleId(120), Ct));
        Assert.Null(await questions.Answer(house.Ada, preview.Id, 3, new TitleId(120), Ct));
        await Assert.ThrowsAsync<Refusal>(() => questions.Answer(house.Ada, preview.Id, 1, new TitleId(4711), Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_answer_for_a_series_takes_back_what_was_guessed_of_another_one_of_that_name(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine, titles: new SampleTitles
        {
            Basics =
            {
                "tt10000300|tvSeries|Twin Harbour|Twin Harbour|0|1990|1991|45|Drama", "tt10000301|tvEpisode|The Arrival|The Arrival|0|1990|\\N|45|Drama", "tt10000302|tvEpisode|Low Tide|Low Tide|0|1990|\\N|45|Drama",
                "tt10000310|tvSeries|Twin Harbour|Twin Harbour|0|2015|2016|45|Drama", "tt10000311|tvEpisode|The Arrival|The Arrival|0|2015|\\N|45|Drama", "tt10000312|tvEpisode|Dry Dock|Dry Dock|0|2015|\\N|45|Drama",
            },
            Episodes = { "tt10000301|tt10000300|1|1", "tt10000302|tt10000300|1|2", "tt10000311|tt10000310|1|1", "tt10000312|tt10000310|1|3" },
        });
        var preview = await house.Preview("Title,Date\n\"Twin Harbour: Season 1: The Arrival\",\"3/16/24\"\n\"Twin Harbour: Season 1: Dry Dock\",\"3/15/24\"\n", "NetflixViewingHistory.csv");
        Assert.Equal((1, 1), (preview.Counts.Unmatched, preview.Counts.New)); // Dry Dock is only in the newer series, so it was taken for that one
        var questions = house.Get<ImportQuestions>();
        await questions.Answer(house.Ada, preview.Id, 1, new TitleId(10000300), Ct);

        var now = (await house.Get<HistoryImports>().Find(house.Ada, preview.Id, Ct))!;
        Assert.Equal("tt10000301", Assert.Single(now.Sample!.New).Id);
        Assert.Equal(2, Assert.Single(now.Sample.Unmatched).Line - 1);
        Assert.Equal(1, (await questions.Open(house.Ada, preview.Id, 0, 10, Ct))!.Open);
    }
}
