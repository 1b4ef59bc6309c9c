namespace Marquee.App.Tests;

/// <summary>What a member says of titles on the command line, beside a running server and without one.</summary>
public sealed class TitleVerbTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_title_is_rated_liked_noted_and_hidden_by_its_id_or_its_name(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var rated = await house.Json("rate", $"{house.Title} {house.Year}", "8");
        Assert.Equal((house.Id, $"{house.Title} ({house.Year})"), (rated.GetProperty("title").GetString(), rated.GetProperty("name").GetString()));
        await house.Says("nothing to change", "rate", house.Id, "8");
        await house.Says("is taken away", "rate", house.Id, "none");
        await house.Says("nothing to change", "rate", house.Id, "none");
        await house.Refuses("from 1 to 10", "rate", house.Id, "11");
        await house.Refuses("from 1 to 10", "rate", house.Id, "much");
        await house.Refuses("No such title is known here", "rate", "tt0999999", "8");
        await house.Refuses("No title is called 'qqqq zzzz xxxx'", "rate", "qqqq zzzz xxxx", "8");

        await house.Says($"{house.Title} ({house.Year}) is liked.", "like", house.Id);
        await house.Says("nothing to change", "like", house.Id);
        await house.Says("The like of", "unlike", house.Id);
        await house.Says("not suggested any more", "not-interested", house.Id);
        await house.Says("suggested again", "not-interested", house.Id, "--undo");
        await house.Says("There is no note", "note", house.Id);
        await house.Says("is kept", "note", house.Id, "seen with Ivo");
        await house.Says("seen with Ivo", "note", house.Id);
        await house.Says("is removed", "note", house.Id, "");
        await house.Refuses("at most 20,000 characters", "note", house.Id, new string('x', 20_001));
        await house.Refuses("at most 1,000 characters", "watchlist", "add", house.Id, "--note", new string('x', 1001));
        await house.Refuses("at most 60 characters", "watch", house.Id, "--device", new string('x', 61));

        var change = (await house.Json("like", house.Id)).GetProperty("fact").ToString();
        await house.Says("is taken back", "undo", change);
        await house.Says("is liked", "like", house.Id);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_name_that_several_titles_have_is_refused_with_all_of_them(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var csv = "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year\n"
            + "tt99999901,7,2024-05-01,Quite The Twin,,Movie,,90,1984\ntt99999902,7,2024-05-01,Quite the Twin,,Movie,,90,2021\n"
            + "tt99999903,7,2024-05-01,The Unlit Harbourmaster,,Movie,,90,1999\n";
        await house.Says("3 applied.", "import", "history", house.File("twins.csv", csv), "--yes");
        await house.Refuses("tt99999901 Quite The Twin (1984)", "like", "quite the twin");
        await house.Refuses("tt99999902 Quite the Twin (2021)", "like", "quite the twin");
        await house.Refuses("tt99999901", "like", "the twin");
        var liked = await house.Json("like", "Quite the Twin 2021");
        Assert.Equal("tt99999902", liked.GetProperty("title").GetString());
        await house.Says("The Unlit Harbourmaster (1999) is liked.", "like", "unlit harbourmaster");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_watch_is_noted_with_its_day_and_taken_away_by_it(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Refuses("no such watch", "unwatch", house.Id);
        await house.Says("is marked as watched", "watch", house.Id, "--at", "2024-05-01", "--device", "projector");
        await house.Says("nothing to change", "watch", house.Id, "--at", "2024-05-01");
        await house.Says("is marked as watched", "watch", house.Id);
        await house.Refuses("Say when as a day", "watch", house.Id, "--at", "yesterday");
        await house.Refuses("2024-05-01, unknown", "unwatch", house.Id);
        await house.Refuses("no such watch", "unwatch", house.Id, "--at", "2024-05-02");
        await house.Says("is taken away", "unwatch", house.Id, "--at", "2024-05-01");
        await house.Says("is taken away", "unwatch", house.Id);
        await house.Refuses("no such watch", "unwatch", house.Id);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_watchlist_is_shown_and_changed(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says("The watchlist is empty.", "watchlist");
        await house.Says("is on the watchlist", "watchlist", "add", house.Id, "--note", "with Ivo", "--priority", "1");
        await house.Says("is on the watchlist", "watchlist", "add", house.Other);
        Assert.Equal([house.Id, house.Other], (await house.Json("watchlist", "--sort", "priority")).EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        await house.Says("with Ivo", "watchlist");
        await house.Says("is off the watchlist", "watchlist", "remove", house.Id);
        await house.Says("nothing to change", "watchlist", "remove", house.Id);
        Assert.Equal(1, (await house.Json("watchlist")).GetArrayLength());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_list_is_made_filled_renamed_shared_and_deleted_by_its_name(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        var made = await house.Json("lists", "create", "Rainy days");
        await house.Says("is on the list Rainy days", "lists", "add", "rainy days", house.Id, "--note", "again");
        await house.Says("is on the list Rainy days", "lists", "add", made.GetProperty("list").ToString(), house.Other, "--place", "1");
        Assert.Equal([house.Other, house.Id], (await house.Json("lists", "show", "Rainy days")).EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        await house.Says("again", "lists", "show", "Rainy days");
        await house.Says("is off the list", "lists", "remove", "Rainy days", house.Other);
        await house.Refuses("", "lists", "remove", "Rainy days", house.Other);
        await house.Refuses("There is no list 'Snow'. There are: Rainy days.", "lists", "show", "Snow");
        await house.Says("is called Wet days now", "lists", "rename", "Rainy days", "Wet days");
        await house.Refuses("", "lists", "rename", "Wet days", " ");
        await house.Says("see the list Wet days now", "lists", "share", "Wet days");
        Assert.True((await house.Json("lists"))[0].GetProperty("shared").GetBoolean());
        await house.Says("/link/", "members", "add", "Ben");
        Assert.Equal(1, (await house.Json("lists", "show", "Wet days", "--member", "Ben")).GetArrayLength());
        await house.Refuses("You have no such list", "lists", "rename", "Wet days", "Mine", "--member", "Ben");
        await house.Says("Only you see", "lists", "share", "Wet days", "--undo");
        await house.Refuses("There is no list", "lists", "show", "Wet days", "--member", "Ben");
        await house.Says("is made", "lists", "create", "wet Days");
        await house.Refuses("Several lists are called 'Wet days'", "lists", "show", "Wet days");
        await house.Says("is deleted", "lists", "delete", made.GetProperty("list").ToString());
        Assert.Equal(1, (await house.Json("lists")).GetArrayLength());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_child_is_answered_on_the_command_line_as_on_its_pages(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says("/link/", "members", "add", "Cleo");
        await house.Says("is rated", "rate", house.Id, "9", "--member", "Cleo");
        await house.Says("Cleo (child)", "members", "role", "Cleo", "child");
        await house.Refuses("No title is called", "rate", $"{house.Title} {house.Year}", "1", "--member", "Cleo");
        await house.Refuses("No such title is known here", "rate", house.Id, "1", "--member", "Cleo");
        await house.Says("nothing to change", "rate", house.Id, "none", "--member", "Cleo");
        await house.Refuses("No such title is known here", "note", house.Id, "x", "--member", "Cleo");
        await house.Says("Cleo (member)", "members", "role", "Cleo", "member");
        await house.Says("is taken away", "rate", house.Id, "none", "--member", "Cleo");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_inbox_says_what_happens_to_files_of_each_source(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says(Path.Combine("inbox", "host"), "inbox");
        await house.Says("letterboxd: applied without asking", "inbox", "mode", "letterboxd", "apply");
        await house.Says("letterboxd: waits for your yes", "inbox", "mode", "letterboxd", "ask");
        await house.Refuses("'betamax' is no source of files", "inbox", "mode", "betamax", "ask");
    }
}
