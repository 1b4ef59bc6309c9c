using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>The real program as a newcomer meets it.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task The_first_start_prints_one_link_that_signs_the_host_in_once()
    {
        await using var marquee = await RunningMarquee.Start();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = marquee.Address };
        using var missing = await browser.GetAsync("/no-such-file.txt");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        var page = await browser.GetStringAsync(marquee.SignIn);
        Assert.Contains("<button", page, StringComparison.Ordinal);
        using var used = await browser.PostAsync(marquee.SignIn, null);
        Assert.Equal(HttpStatusCode.SeeOther, used.StatusCode);
        var session = JsonDocument.Parse(await browser.GetStringAsync("/api/v1/session")).RootElement;
        Assert.Equal("host", session.GetProperty("member").GetProperty("role").GetString());
        Assert.True(session.GetProperty("instance").GetProperty("sample").GetBoolean());
        using var again = await browser.PostAsync(marquee.SignIn, null);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal(0, await marquee.Stop());
        Assert.DoesNotContain(marquee.SignIn.Segments[^1], marquee.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_in_one_sentence()
    {
        await using var marquee = await RunningMarquee.Start();
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", marquee.Folder, "--listen", "127.0.0.1:0");
        Assert.Equal(3, code);
        Assert.StartsWith("marquee: A Marquee server already runs on", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_taken_port_is_refused_with_another_to_try()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", folder, "--quiet", "--listen", taken.LocalEndpoint.ToString()!);
        Assert.Equal(5, code);
        Assert.Contains("is taken by another program", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", "/proc/marquee");
        Assert.Equal(4, code);
        Assert.StartsWith("marquee: The data folder", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_verb_is_named()
    {
        var (code, _, error) = await RunningMarquee.Run("serf");
        Assert.Equal(2, code);
        Assert.Contains("'serf'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_can_be_made_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        var (code, link, _) = await RunningMarquee.Run("link", "--data", marquee.Folder);
        Assert.Equal(0, code);
        Assert.StartsWith(marquee.Address + "link/", link, StringComparison.Ordinal);
        await marquee.Stop();
        var (alone, json, _) = await RunningMarquee.Run("link", "--data", marquee.Folder, "--json");
        Assert.Equal(0, alone);
        Assert.Contains("/link/", JsonDocument.Parse(json).RootElement.GetProperty("signIn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^\d+\.\d+\.\d+\S*\s*$", (await RunningMarquee.Run("--version")).Out);
}
