namespace Marquee.App.Tests;

/// <summary>Wishes on the command line, beside a running server and without one.</summary>
public sealed class WishVerbTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_host_wishes_and_says_yes_and_no(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Refuses("This house does not get titles yet", "wish", house.Id);
        await house.Says("bookmarked", "wish", house.Id, "--bookmark");
        await house.Refuses("content that the house may have", "wishes", "on");
        await house.Says("sent to the servers", "wishes", "on", "--may-have");
        await house.Refuses("No such title is known here", "wish", "tt0999999");
        await house.Refuses("A part is all", "wish", house.Id, "--part", "half");
        await house.Refuses("A film is wished for as a whole", "wish", house.Id, "--season", "1");

        var wish = await house.Json("wish", $"{house.Title} {house.Year}");
        var id = wish.GetProperty("id").GetString()!;
        Assert.Equal("buffer", wish.GetProperty("state").GetString());
        await house.Says("waits to be sent", "wishes", "--all", "--state", "buffer");
        await house.Says(id, "wishes");
        await house.Refuses("States are approval", "wishes", "--state", "lost");
        await house.Says("A host said no: we have it", "refuse", id, "--reason", "we have it");
        await house.Says("refused", "wishes", "--state", "refused");
        Assert.Equal("buffer", (await house.Json("approve", id)).GetProperty("state").GetString());
        await house.Refuses("There is no such wish", "approve", "nothing-at-all");
        await house.Refuses("There is no such wish", "refuse", "nothing-at-all");
        Assert.Equal("buffer", (await house.Json("wishes", "try", id)).GetProperty("state").GetString());
        Assert.Equal("withdrawn", (await house.Json("wishes", "withdraw", id)).GetProperty("state").GetString());
        await house.Refuses("There is no such wish", "wishes", "try", "nothing-at-all");
        await house.Refuses("There is no such wish", "wishes", "withdraw", "nothing-at-all");
        await house.Refuses("There is no such server for titles of this kind", "wish", house.Other, "--server", "99", "--quality-profile", "4", "--root-folder", "/media/4k");
        await house.Says("The house gets nothing", "wishes", "off");
        await house.Refuses("This house does not get titles yet", "wish", house.Other);
        await house.Says("There are no such wishes", "wishes", "--state", "here");
    }
}
