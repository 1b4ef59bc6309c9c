using System.Diagnostics;
using System.Text;

namespace Marquee.App.Tests;

/// <summary>The real program in a process of its own, on a folder of its own, listening on a free port of 127.0.0.1.</summary>
public sealed class RunningMarquee : IAsyncDisposable
{
    readonly Process _process;
    readonly StringBuilder _errors;

    RunningMarquee(Process process, string folder, StringBuilder errors, Uri signIn)
    {
        _process = process;
        _errors = errors;
        Folder = folder;
        SignIn = signIn;
        Address = new Uri(signIn.GetLeftPart(UriPartial.Authority));
    }

    public string Folder { get; }

    /// <summary>The host's one-time link, as the program printed it.</summary>
    public Uri SignIn { get; }

    public Uri Address { get; }

    public string Log
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static async Task<RunningMarquee> Start(string? folder = null, IReadOnlyDictionary<string, string>? settings = null, params string[] more)
    {
        folder ??= Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var start = Program(["serve", "--data", folder, "--listen", "127.0.0.1:0", .. more]);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Split(' ').FirstOrDefault(w => w.Contains("/link/", StringComparison.Ordinal)) is { } link)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new RunningMarquee(process, folder, errors, new Uri(link));
            }
        }

        await process.WaitForExitAsync(limit.Token);
        throw new InvalidOperationException($"the server did not start:\n{errors}");
    }

    /// <summary>A verb run to its end.</summary>
    public static Task<(int Code, string Out, string Error)> Run(params string[] words) => Run(Program(words));

    /// <summary>A verb run to its end, with settings in its environment.</summary>
    public static Task<(int Code, string Out, string Error)> RunWith(Dictionary<string, string> settings, params string[] words)
    {
        var start = Program(words);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Run(start);
    }

    public static async Task<(int Code, string Out, string Error)> Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>What a verb on this house says; it must succeed.</summary>
    public async Task<string> Out(params string[] words)
    {
        var (code, output, error) = await Run([.. words, "--data", Folder]);
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>A verb on this house must refuse with a sentence that holds these words.</summary>
    public async Task Refuses(string sentence, params string[] words)
    {
        var (code, _, error) = await Run([.. words, "--data", Folder]);
        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    /// <summary>A verb that is killed after a while, unless it has ended.</summary>
    public static async Task RunAndKill(TimeSpan after, params string[] words)
    {
        using var process = Process.Start(Program(words))!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await Task.Delay(after);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGKILL: nothing gets a chance to tidy up.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task<int> Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    internal static ProcessStartInfo Program(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C.UTF-8"; // what the program says is read by these tests
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Marquee.App.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another program on the same folder has already tidied it away.
        }
    }
}
