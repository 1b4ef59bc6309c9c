using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>Members from the command line, beside a running server and without one.</summary>
public sealed class MemberVerbTests
{
    [Fact]
    public async Task Keys_and_invitations_are_listed_and_taken_away_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        await Life("Ada");
        Assert.Equal(0, await marquee.Stop());
        await Life("Ben");

        async Task Life(string name)
        {
            await marquee.Out("members", "add", name);
            Assert.Contains($"{name} has no API key.", await marquee.Out("keys", "list", "--member", name), StringComparison.Ordinal);
            await marquee.Out("key", "player", "--scope", "read", "write", "--days", "30", "--member", name);
            var list = await marquee.Out("keys", "list", "--member", name);
            Assert.Matches(@"^\s*\d+\. player \(read, write\), until .+ UTC, never used\s*$", list);
            Assert.DoesNotContain("mq_", list, StringComparison.Ordinal);
            var id = list.Trim().Split('.')[0];
            await marquee.Refuses("You have no such key", "keys", "delete", id); // the host has not
            Assert.Contains($"The key {id} is deleted.", await marquee.Out("keys", "delete", id, "--member", name), StringComparison.Ordinal);
            await marquee.Refuses("You have no such key", "keys", "delete", id, "--member", name);

            Assert.Contains("No invitation is open.", await marquee.Out("members", "invitations"), StringComparison.Ordinal);
            await marquee.Out("members", "invite", "--role", "child", "--name", $"{name}'s child");
            var open = await marquee.Out("members", "invitations");
            Assert.Matches($@"^\s*\d+\. {name}'s child \(child\), by host, until .+ UTC, its digits until .+ UTC\s*$", open);
            var row = JsonDocument.Parse(await marquee.Out("members", "invitations", "--json")).RootElement[0];
            Assert.False(row.TryGetProperty("link", out _) || row.TryGetProperty("code", out _));
            Assert.Contains("is taken back.", await marquee.Out("members", "uninvite", open.Trim().Split('.')[0]), StringComparison.Ordinal);
            await marquee.Refuses("There is no such invitation", "members", "uninvite", open.Trim().Split('.')[0]);
        }
    }

    [Fact]
    public async Task A_childs_ceiling_is_shown_changed_and_left_to_its_rule()
    {
        await using var marquee = await RunningMarquee.Start();
        Assert.Equal(0, await marquee.Stop());
        await Says("/link/", "members", "add", "Cleo", "--role", "child");
        await Says("Titles rated for 0 years or less, and no others by a rule.", "members", "ceiling", "Cleo");
        await Says("of the others:", "members", "ceiling", "Cleo", "--age", "6", "--genre", "Animation", "--genre", "Family", "--without-genre", "Horror", "--allow", "tt0096283", "--hide", "tt0114709");
        var now = await Says("--without-genre Horror", "members", "ceiling", "Cleo");
        Assert.Contains("  --genre Animation\n  --genre Family\n", now, StringComparison.Ordinal);
        Assert.Contains("--allow tt0096283  My Neighbor Totoro", now, StringComparison.Ordinal);
        now = await Says("--hide tt0114709", "members", "ceiling", "Cleo", "--leave", "tt0096283", "--without-genre", "none", "--before", "1990");
        Assert.DoesNotContain("tt0096283", now, StringComparison.Ordinal);
        Assert.DoesNotContain("--without-genre", now, StringComparison.Ordinal);
        Assert.Contains("--genre Family\n  --before 1990", now, StringComparison.Ordinal);
        await Refuses("is no genre", "members", "ceiling", "Cleo", "--without-genre", "Horrow");
        await Refuses("host", "members", "ceiling", "host", "--age", "6");
        await Says("tt0114709 is rated from 6 years.", "rate-age", "tt0114709", "6");
        await Says("The age rating of tt0114709 is taken away.", "rate-age", "tt0114709", "none");

        async Task<string> Says(string sentence, params string[] words)
        {
            var (code, output, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.True(code == 0, error);
            Assert.Contains(sentence, output, StringComparison.Ordinal);
            return output.ReplaceLineEndings("\n");
        }

        async Task Refuses(string sentence, params string[] words)
        {
            var (code, _, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.Equal(2, code);
            Assert.Contains(sentence, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Members_are_invited_changed_and_removed_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        await Life("Ada");
        Assert.Equal(0, await marquee.Stop());
        await Life("Ben");
        await Says("host (host)", "member", "list"); // as it was spelled at first

        async Task Life(string name)
        {
            var (code, output, error) = await Run("members", "invite", "--role", "child", "--name", name, "--json");
            Assert.True(code == 0, error);
            var invited = JsonDocument.Parse(output).RootElement;
            Assert.Matches("^[0-9]{6}$", invited.GetProperty("code").GetString());
            Assert.Contains("/join/", invited.GetProperty("link").GetString(), StringComparison.Ordinal);

            await Says("/link/", "members", "add", name, "--role", "member");
            await Refuses($"There is already a member named {name}", "members", "invite", "--name", name);
            await Says($"{name} (child)", "members", "role", name, "child");
            await Says($"{name} II (child)", "members", "rename", name, $"{name} II");
            await Says($"{name} II (child, shut out)", "members", "disable", $"{name} II");
            await Says($"{name} II (child)", "members", "enable", $"{name} II");
            await Refuses("for hosts", "key", "x", "--scope", "admin", "--member", $"{name} II");
            await Says("mq_", "key", "x", "--scope", "read", "write", "--member", $"{name} II");
            await Says("mq_", "key", "prometheus", "--scope", "metrics");
            await Refuses("add --sure", "members", "remove", $"{name} II");
            await Refuses("add --sure", "members", "remove", $"{name} II", "--sure", name);
            await Refuses("only host", "members", "remove", "host", "--sure", "host");
            await Refuses("only host", "members", "role", "host", "member");
            await Says($"{name} II is removed", "members", "remove", $"{name} II", "--sure", $"{name} ii");
            await Refuses("There is no member named", "members", "enable", $"{name} II");
        }

        Task<(int Code, string Out, string Error)> Run(params string[] words) => RunningMarquee.Run([.. words, "--data", marquee.Folder]);

        async Task Says(string sentence, params string[] words)
        {
            var (code, output, error) = await Run(words);
            Assert.True(code == 0, error);
            Assert.Contains(sentence, output, StringComparison.Ordinal);
        }

        async Task Refuses(string sentence, params string[] words)
        {
            var (code, _, error) = await Run(words);
            Assert.Equal(2, code);
            Assert.Contains(sentence, error, StringComparison.Ordinal);
        }
    }
}
