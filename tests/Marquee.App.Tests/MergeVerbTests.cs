using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>Merging from the command line, beside a running server and without one.</summary>
public sealed class MergeVerbTests
{
    [Fact]
    public async Task Two_ids_are_merged_and_parted_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        var best = JsonDocument.Parse((await RunningMarquee.Run("recommend", "--json", "--kind", "movie", "--data", marquee.Folder)).Out).RootElement;
        var (old, into) = (best[0].GetProperty("id").GetString()!, best[1].GetProperty("id").GetString()!);
        await Says($"{old} is {into} now.", "merge", old, into);
        await Refuses($"{old} was merged into {into} already", "merge", old, into);
        await Says($"{old} is a title of its own again.", "merge", old, "--undo");
        await Says("Nothing is proposed.", "proposals");

        Assert.Equal(0, await marquee.Stop());
        await Says($"{old} is {into} now.", "merge", old, into);
        await Says($"{old} is a title of its own again.", "merge", old, "--undo");
        await Refuses($"{old} is not merged", "merge", old, "--undo");
        await Refuses("Name the title that it is", "merge", old);
        await Refuses("is not a title id", "merge", old, "nonsense");
        await Refuses("There is no such proposal", "proposals", "--accept", "7");

        async Task Says(string sentence, params string[] words)
        {
            var (code, output, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.True(code == 0, error);
            Assert.Contains(sentence, output, StringComparison.Ordinal);
        }

        async Task Refuses(string sentence, params string[] words)
        {
            var (code, _, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.Equal(2, code);
            Assert.Contains(sentence, error, StringComparison.Ordinal);
        }
    }
}
