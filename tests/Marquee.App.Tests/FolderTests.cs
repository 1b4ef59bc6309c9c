using System.Runtime.Versioning;

namespace Marquee.App.Tests;

/// <summary>What the program makes of the data folder it is given.</summary>
public sealed class FolderTests
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Readable = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task In_a_folder_that_others_may_enter_the_stores_are_for_their_owner_alone_and_the_doctor_warns()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        File.SetUnixFileMode(folder, Readable);
        await using var marquee = await RunningMarquee.Start(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~Owner);
        }

        var (_, told, _) = await RunningMarquee.Run("doctor", "--data", folder);
        Assert.Contains($"[look] privacy   Other users of this machine can get at {folder}: chmod -R go= {folder}", told, StringComparison.Ordinal);
        File.SetUnixFileMode(Path.Combine(folder, "house.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        (_, told, _) = await RunningMarquee.Run("doctor", "--data", folder);
        Assert.Contains("house.db: chmod", told, StringComparison.Ordinal);
        File.SetUnixFileMode(folder, Owner);
        (_, told, _) = await RunningMarquee.Run("doctor", "--data", folder);
        Assert.Contains("[ok]   privacy", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/below")]
    public async Task A_file_in_place_of_the_folder_is_called_a_file(string below)
    {
        var file = Path.GetTempFileName();
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", file + below);
        Assert.Equal((4, $"marquee: {file} is a file, so it cannot be, or hold, the data folder. Name a folder with --data."), (code, error.Trim()));
        File.Delete(file);
    }

    [Fact]
    public async Task Log_lines_are_time_level_and_sentence()
    {
        await using var marquee = await RunningMarquee.Start();
        var line = marquee.Log.Split('\n').First(l => l.Contains("Storage is SQLite", StringComparison.Ordinal));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info     Storage is SQLite \S+ in ", line);
    }
}
