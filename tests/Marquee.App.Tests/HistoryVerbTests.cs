namespace Marquee.App.Tests;

/// <summary>The verbs about a member's own files, each beside a running server and without one.</summary>
public sealed class HistoryVerbTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task History_shows_what_a_file_would_change_and_applies_it_with_a_yes(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var file = house.File("ratings.csv", house.Ratings(7));
        var preview = await house.Json("import", "history", file);
        Assert.Equal(("preview", 1, 1), (preview.GetProperty("state").GetString(), preview.GetProperty("waiting").GetInt32(), preview.GetProperty("brings").GetProperty("ratings").GetInt32()));
        await house.Says("It brings 1 rating.", "import", "history", file);
        await house.Says("1 applied.", "import", "history", file, "--yes");
        await house.Says("nothing to change", "import", "history", file, "--yes");
        await house.Refuses("No program is known to write this file", "import", "history", house.File("page.csv", "nothing, that\nis, a, table"));
        await house.Refuses("cannot be read", "import", "history", Path.Combine(house.Folder, "missing.csv"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Take_file_replaces_what_the_member_has_said_since(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says("1 applied.", "import", "history", house.File("newer.csv", house.Ratings(9, "2024-05-06")), "--yes");
        var older = house.File("older.csv", house.Ratings(4, "2019-01-02"));
        await house.Says("rated or noted otherwise by you", "import", "history", older, "--yes");
        await house.Says("1 applied.", "import", "history", older, "--yes", "--take-file");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Map_says_what_the_columns_of_a_table_mean(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var file = house.File("mine.csv", $"a;b;c\n{house.Title};{house.Year};8\n");
        var preview = await house.Json("import", "history", file, "--map", "name=1,year=2,rating=3");
        Assert.Equal(8, preview.GetProperty("sample").GetProperty("new")[0].GetProperty("rating").GetInt32());
        await house.Refuses("is not MEANING=COLUMN", "import", "history", file, "--map", "name=first");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Profile_takes_the_rows_of_one_person(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var file = house.File("Ratings.csv", $"Profile Name,Title Name,Thumbs Value,Event Utc Ts\nAda,{house.Title},2,2021-03-04 05:06:07\nIvo,{house.Title},1,2021-03-04 05:06:07\n");
        await house.Refuses("Ada, Ivo", "import", "history", file);
        var preview = await house.Json("import", "history", file, "--profile", "ada");
        Assert.Equal((1, 1, 0), (preview.GetProperty("rows").GetInt32(), preview.GetProperty("brings").GetProperty("likes").GetInt32(), preview.GetProperty("brings").GetProperty("notInterested").GetInt32()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Questions_lists_what_a_file_asks(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var id = await house.Asking();
        await house.Says("1: Quite Unheard Of", "import", "questions", id);
        await house.Says("2 questions are open", "import", "questions", id);
        await house.Refuses(house.NoImport, "import", "questions", "99");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Answer_decides_a_row_for_good(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var id = await house.Asking();
        await house.Refuses("is no title's id", "import", "answer", id, "1", "nonsense");
        await house.Refuses("Nobody knows the title", "import", "answer", id, "1", "tt9999999999");
        await house.Says("1 row decided; questions left: 1.", "import", "answer", id, "1", house.Id);
        await house.Says("1 row decided; questions left: 0.", "import", "answer", id, "2", "none");
        await house.Refuses(house.NoImport, "import", "answer", id, "77", "none");
        // The next file is answered by it.
        var again = await house.Json("import", "history", house.Netflix());
        Assert.Equal((1, 1), (again.GetProperty("waiting").GetInt32(), again.GetProperty("counts").GetProperty("leftOut").GetInt32()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Apply_says_yes_to_a_preview_that_waits(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var id = await house.Asking();
        await house.Says("1 row decided", "import", "answer", id, "1", house.Id);
        await house.Says("1 applied.", "import", "apply", id);
        await house.Refuses(house.NoImport, "import", "apply", "99");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Undo_takes_a_row_or_the_whole_file_back(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var id = (await house.Json("import", "history", house.File("ratings.csv", house.Ratings(7) + $"{house.Other},5,2020-01-02,B,,movie\n"), "--yes")).GetProperty("id").ToString();
        Assert.Equal("undone", (await house.Json("import", "undo", id, "--row", "2")).GetProperty("sample").GetProperty("new").EnumerateArray().Single(row => row.GetProperty("number").GetInt32() == 2).GetProperty("state").GetString());
        await house.Refuses("already taken back", "import", "undo", id, "--row", "2");
        await house.Says("taken back", "import", "undo", id);
        await house.Refuses("already taken back", "import", "undo", id);
        await house.Refuses(house.NoImport, "import", "undo", "99");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Web_is_off_and_asks_nothing_until_a_host_can_be_reached(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says("first set Outbound:Contact", "import", "web");
        await house.Refuses("Set Outbound:Contact first", "import", "web", "--on");
        await house.Refuses("Set Outbound:Contact first", "import", "web", "https://www.imdb.com/list/ls000000001/");
        await house.Refuses("no such list on the web", "import", "web", "--read", "7");
        await house.Refuses("no such list on the web", "import", "web", "--remove", "7");
        await house.Refuses("not both", "import", "web", "--on", "--off");
        Assert.False((await house.Json("import", "web")).GetProperty("on").GetBoolean());
    }
}
