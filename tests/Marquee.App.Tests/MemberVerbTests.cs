using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>Members from the command line, beside a running server and without one.</summary>
public sealed class MemberVerbTests
{
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
