using System.Net;

namespace Marquee.App.Tests;

/// <summary>Where a member is signed in, and who came in or tried to.</summary>
public sealed class DeviceVerbTests
{
    [Fact]
    public async Task A_device_is_signed_out_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        using (var person = await Person.SignIn(marquee))
        {
            await marquee.Refuses("", "devices", "revoke", "99");
            await marquee.Out("devices", "revoke", (await marquee.Out("devices")).Trim().Split('.')[0]);
            Assert.Equal(HttpStatusCode.Unauthorized, await person.Status(marquee, "/api/v1/session"));
        }

        Assert.Contains("host is signed in nowhere.", await marquee.Out("devices"), StringComparison.Ordinal);
        Assert.Equal(0, await marquee.Stop());
        await using var again = await RunningMarquee.Start(marquee.Folder);
        using var later = await Person.SignIn(again);
        Assert.Equal(0, await again.Stop());
        var listed = await marquee.Out("devices");
        Assert.Matches(@"^\s*\d+\. .+, signed in .+, last seen .+ UTC\s*$", listed);
        Assert.Contains("is signed out.", await marquee.Out("devices", "revoke", listed.Trim().Split('.')[0]), StringComparison.Ordinal);
        await marquee.Refuses("", "devices", "revoke", listed.Trim().Split('.')[0]);

        await marquee.Out("members", "add", "Ben");
        Assert.Contains("link", await marquee.Out("sign-ins"), StringComparison.Ordinal);
        Assert.Equal(2, (await marquee.Out("sign-ins", "--all")).Trim().Split('\n').Length);
        Assert.Contains("Nobody has come in", await marquee.Out("sign-ins", "--member", "Ben"), StringComparison.Ordinal);
        await marquee.Refuses("Only a host", "sign-ins", "--all", "--member", "Ben");
    }

    [Fact]
    public async Task A_command_that_comes_while_the_server_starts_waits_for_it()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var starting = RunningMarquee.Start(folder);
        while (!File.Exists(Path.Combine(folder, "marquee.lock")))
        {
            await Task.Delay(5);
        }

        var (code, key, error) = await RunningMarquee.Run("key", "player", "--data", folder);
        await using var marquee = await starting;
        Assert.True(code == 0, error);
        Assert.StartsWith("mq_", key, StringComparison.Ordinal);
    }
}
