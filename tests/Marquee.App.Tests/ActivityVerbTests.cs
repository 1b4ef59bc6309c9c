namespace Marquee.App.Tests;

/// <summary>What a member changed, and taking it back, beside a running server and without one.</summary>
public sealed class ActivityVerbTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_change_is_shown_with_its_number_and_taken_back_by_it(bool server)
    {
        await using var house = await VerbHouse.Open(server);
        await house.Says("1 applied.", "import", "history", house.File("ratings.csv", house.Ratings(7)), "--yes");
        var change = (await house.Json("activity")).GetProperty("items")[0];
        Assert.Equal(("import.applied", true), (change.GetProperty("kind").GetString(), change.GetProperty("undoable").GetBoolean()));
        var number = change.GetProperty("id").GetInt64().ToString(null, null);
        await house.Says($"Change {number} is taken back.", "undo", number);
        await house.Says("(taken back)", "activity");
        await house.Refuses("taken back", "undo", number);
        await house.Refuses("", "undo", "999999");
    }
}
