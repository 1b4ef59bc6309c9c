using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Marquee.Integrations.Tests.Servarr.Strict;

/// <summary>
/// A validator made from a document of the API (express-openapi-validator, run by Node), in front of a stand-in. Its packages are
/// fetched once into a folder of the system's temporary ones.
/// </summary>
sealed class StrictServer : IAsyncDisposable
{
    static readonly SemaphoreSlim Fetching = new(1);
    readonly Process _node;

    StrictServer(Process node, ConcurrentQueue<string> breaches) => (_node, Breaches) = (node, breaches);

    public required Uri Address { get; init; }

    /// <summary>What broke the document, one line each.</summary>
    public ConcurrentQueue<string> Breaches { get; }

    public static bool NodeIsHere =>
        Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")) && File.Exists(Path.Combine(folder, "npm"))) == true;

    public static async Task<StrictServer> Start(string document, ServarrStandIn behind)
    {
        var folder = await Packages();
        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Here(), "server.mjs"), document, behind.Address.GetLeftPart(UriPartial.Authority), ServarrStandIn.Key])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var port = new TaskCompletionSource<string?>();
        var breaches = new ConcurrentQueue<string>();
        node.OutputDataReceived += (_, line) =>
        {
            if (!port.TrySetResult(line.Data) && line.Data is { } breach)
            {
                breaches.Enqueue(breach);
            }
        };
        node.BeginOutputReadLine();
        return new StrictServer(node, breaches) { Address = new Uri($"http://127.0.0.1:{await port.Task.WaitAsync(TimeSpan.FromMinutes(2))}/") };
    }

    /// <summary>The folder with its packages, as the lock file names them.</summary>
    static async Task<string> Packages()
    {
        await Fetching.WaitAsync();
        try
        {
            var lockFile = await File.ReadAllBytesAsync(Path.Combine(Here(), "package-lock.json"));
            var folder = Path.Combine(Path.GetTempPath(), $"marquee-strict-{Convert.ToHexString(SHA256.HashData(lockFile))[..16]}");
            if (!Directory.Exists(folder))
            {
                // Others may be fetching at the same time: whoever is first leaves theirs.
                var fetched = Directory.CreateTempSubdirectory("marquee-strict-").FullName;
                foreach (var file in (string[])["package.json", "package-lock.json"])
                {
                    File.Copy(Path.Combine(Here(), file), Path.Combine(fetched, file));
                }

                using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = fetched, UseShellExecute = false })!;
                await npm.WaitForExitAsync();
                Assert.Equal(0, npm.ExitCode);
                try
                {
                    Directory.Move(fetched, folder);
                }
                catch (IOException) when (Directory.Exists(folder))
                {
                    Directory.Delete(fetched, recursive: true);
                }
            }

            return folder;
        }
        finally
        {
            Fetching.Release();
        }
    }

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    public async ValueTask DisposeAsync()
    {
        _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
