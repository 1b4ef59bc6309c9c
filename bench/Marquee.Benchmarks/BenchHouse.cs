using System.Diagnostics;

namespace Marquee.Benchmarks;

/// <summary>A data folder to measure on, and the built program that works on it.</summary>
sealed class BenchHouse(string folder)
{
    public string Folder => folder;

    /// <summary>What <c>./marquee bench</c> has built.</summary>
    public static string Program { get; } = Find("artifacts/app/Marquee.App.dll") ?? Find("src/Marquee.App/bin/Release/net10.0/Marquee.App.dll")
        ?? throw new InvalidOperationException("The program is not built: use ./marquee bench.");

    /// <summary>ASP.NET Core and Quartz with nothing in them, published as the program is.</summary>
    public static string Empty => Find("artifacts/empty/EmptyServer.dll") ?? throw new InvalidOperationException("bench/EmptyServer is not published: use ./marquee bench idle.");

    /// <summary>Imported from IMDb's files once, and kept for the next run.</summary>
    public static BenchHouse Full(Arguments options)
    {
        var house = new BenchHouse(options.Text("--data", Path.Combine(Path.GetTempPath(), "marquee-bench-house")));
        var catalog = Path.Combine(house.Folder, "catalog");
        if (!Directory.Exists(catalog) || !Directory.EnumerateDirectories(catalog).Any(generation => Path.GetFileName(generation) != "0000"))
        {
            var dumps = Dumps.Make(options.Text("--dir", Path.Combine(Path.GetTempPath(), "marquee-bench-search")),
                [Integrations.Imdb.ImdbFile.Basics, Integrations.Imdb.ImdbFile.Ratings, Integrations.Imdb.ImdbFile.Akas], options.Number("--scale", 1));
            house.Run("import", "imdb", dumps.Folder, "--accept-terms");
        }

        return house;
    }

    public Task<StartedProgram> Serve() => StartedProgram.Start(Program, port => ["serve", "--data", folder, "--listen", $"127.0.0.1:{port}"]);

    /// <returns>What it printed.</returns>
    public string Run(params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. verb, "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"marquee {string.Join(' ', verb)} ended with {process.ExitCode}");
    }

    static string? Find(string path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Marquee.slnx")))
            {
                return File.Exists(Path.Combine(at.FullName, path)) ? Path.Combine(at.FullName, path) : null;
            }
        }

        return null;
    }
}
