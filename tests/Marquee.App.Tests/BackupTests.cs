using System.Net;

namespace Marquee.App.Tests;

/// <summary>A house is saved beside its running server and comes back on another folder.</summary>
public sealed class BackupTests
{
    const string Csv = """
        Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors
        tt99999901,7,2024-05-01,The Only Print,,Movie,,90,2024,Drama,,,
        """;

    [Fact]
    public async Task A_backup_beside_the_server_brings_ratings_back_and_lets_nobody_in_by_an_old_session()
    {
        var file = Path.Combine(Path.GetTempPath(), $"marquee-{Guid.NewGuid():N}.zip");
        var other = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        await using var marquee = await RunningMarquee.Start();
        using var person = await Person.SignIn(marquee);
        var film = (await person.Get(marquee, "/api/v1/tonight?kind=movie&limit=1")).GetProperty("picks")[0];
        var (id, title) = (film.GetProperty("id").GetString(), film.GetProperty("title").GetString()!);
        await person.Send(marquee, HttpMethod.Put, $"/api/v1/ratings/{id}", new { rating = 9 });
        var import = await person.Import(marquee, Csv);
        var job = (await person.Send(marquee, HttpMethod.Post, $"/api/v1/imports/{import.GetProperty("id")}/apply")).GetProperty("job").GetInt64();
        await person.Job(marquee, job, j => j.GetProperty("state").GetString() == "done");
        Assert.Equal(99999901, await Found(person, marquee, "the only print"));

        var (saved, _, wrong) = await RunningMarquee.Run("backup", file, "--known", "--data", marquee.Folder);
        Assert.True(saved == 0, wrong);
        await person.Send(marquee, HttpMethod.Put, $"/api/v1/ratings/{id}", new { rating = 2 });
        Assert.Equal(3, (await RunningMarquee.Run("restore", file, "--data", marquee.Folder)).Code);

        var (restored, said, told) = await RunningMarquee.Run("restore", file, "--data", other);
        Assert.True(restored == 0, told);
        Assert.StartsWith("Restored house and known as of", said, StringComparison.Ordinal);
        Assert.Contains("Everybody signs in again", told, StringComparison.Ordinal);
        await using var second = await RunningMarquee.Start(other);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Status(second, "/api/v1/session"));
        using var again = await Person.SignIn(second);
        Assert.Equal(9, (await again.Get(second, $"/api/v1/titles/{id}")).GetProperty("mine").GetProperty("rating").GetInt32());
        Assert.Equal(99999901, await Found(again, second, "the only print"));
        Assert.Equal(id, (await again.Get(second, $"/api/v1/search?q={Uri.EscapeDataString(title)}")).GetProperty("hits")[0].GetProperty("id").GetString());
        File.Delete(file);
    }

    [Fact]
    public async Task The_plan_is_changed_through_the_server_or_without_one_and_keeps_what_is_not_named()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var (alone, told, wrong) = await RunningMarquee.Run("backup", "plan", "--every", "weekly", "--keep-weeks", "9", "--data", folder);
        Assert.True(alone == 0, wrong);
        Assert.StartsWith("Plan: weekly; 7 days and 9 weeks", told, StringComparison.Ordinal);

        await using var marquee = await RunningMarquee.Start(folder);
        var elsewhere = Path.Combine(folder, "elsewhere");
        Assert.Equal(0, (await RunningMarquee.Run("backup", "plan", "--keep-days", "3", "--folder", elsewhere, "--with-known", "false", "--data", folder)).Code);
        using var person = await Person.SignIn(marquee);
        var plan = (await person.Get(marquee, "/api/v1/house/backups")).GetProperty("plan");
        Assert.Equal(
            ("weekly", 3, 9, elsewhere, false),
            (plan.GetProperty("every").GetString(), plan.GetProperty("keepDays").GetInt32(), plan.GetProperty("keepWeeks").GetInt32(), plan.GetProperty("folder").GetString(), plan.GetProperty("withKnown").GetBoolean()));

        var (refused, _, why) = await RunningMarquee.Run("backup", "plan", "--keep-days", "900", "--data", folder);
        Assert.Equal(2, refused);
        Assert.Contains("1 to 366 days", why, StringComparison.Ordinal);
        Assert.StartsWith("Plan: off", (await RunningMarquee.Run("backup", "plan", "--every", "off", "--folder", "default", "--data", folder)).Out, StringComparison.Ordinal);
    }

    static async Task<int> Found(Person person, RunningMarquee marquee, string text) =>
        int.Parse((await person.Get(marquee, $"/api/v1/search?q={Uri.EscapeDataString(text)}")).GetProperty("hits")[0].GetProperty("id").GetString()![2..], System.Globalization.CultureInfo.InvariantCulture);
}
