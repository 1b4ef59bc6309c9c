using System.Diagnostics;

namespace Marquee.App.Tests;

/// <summary>
/// A folder for data whose disk becomes full when told to: a small file system in memory where we may mount one, else a limit on
/// the size of the program's files.
/// </summary>
sealed class SmallDisk : IDisposable
{
    const long Bytes = 400L << 20;
    readonly string _place = Directory.CreateTempSubdirectory("marquee-disk-").FullName;
    readonly bool _mounted;

    public SmallDisk()
    {
        _mounted = Mount(_place, Bytes);
        Folder = Directory.CreateDirectory(Path.Combine(_place, "data")).FullName;
    }

    public string Folder { get; }

    /// <summary>Runs a verb, during which the disk becomes full once the file that it is told about grows.</summary>
    public async Task<(int Code, string Out, string Error)> RunUntilFull(string growing, ProcessStartInfo start)
    {
        if (!_mounted)
        {
            return await RunningMarquee.Run(Limited(start));
        }

        using var ended = new CancellationTokenSource();
        var filling = Fill(Path.Combine(Folder, growing), ended.Token);
        var run = await RunningMarquee.Run(start);
        await ended.CancelAsync();
        Assert.True(await filling, "the disk was never filled: the verb was too fast");
        return run;
    }

    public void Free()
    {
        if (_mounted)
        {
            Assert.True(Resize(Bytes));
        }
    }

    /// <summary>At once: the file system becomes as small as what is on it.</summary>
    async Task<bool> Fill(string growing, CancellationToken ended)
    {
        while (!File.Exists(growing) || new FileInfo(growing).Length < 1 << 18)
        {
            if (ended.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(2, CancellationToken.None);
        }

        while (!Resize(Bytes - new DriveInfo(_place).AvailableFreeSpace))
        {
            // More was written meanwhile.
        }

        return true;
    }

    bool Resize(long bytes) => Command("mount", "-o", $"remount,size={bytes}", _place);

    /// <returns>False where we may not mount.</returns>
    public static bool Mount(string place, long bytes) =>
        OperatingSystem.IsLinux() && Environment.UserName == "root" && Command("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", place);

    /// <summary>Writing past the limit fails instead of ending the program. (Its own code then may not be mapped twice, which takes a large file.)</summary>
    static ProcessStartInfo Limited(ProcessStartInfo start)
    {
        var limited = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        limited.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var word in (string[])["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$@\"", "bash", start.FileName, .. start.ArgumentList])
        {
            limited.ArgumentList.Add(word);
        }

        return limited;
    }

    internal static bool Command(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Assert.True(Command("umount", _place));
        }

        Directory.Delete(_place, recursive: true);
    }
}
