using System.Diagnostics;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>A data folder to measure on, and the built program that works on it.</summary>
/// <param name="postgres">The database that holds the stores instead; null for SQLite.</param>
sealed class BenchHouse(string folder, string? postgres = null)
{
    const string Database = "marquee_bench_house";

    public string Folder => folder;

    public string? Postgres => postgres;

    public bool OnPostgres => postgres is not null;

    /// <summary>What <c>./marquee bench</c> has built.</summary>
    public static string Program { get; } = Find("artifacts/app/Marquee.App.dll") ?? Find("src/Marquee.App/bin/Release/net10.0/Marquee.App.dll")
        ?? throw new InvalidOperationException("The program is not built: use ./marquee bench.");

    /// <summary>ASP.NET Core and Quartz with nothing in them, published as the program is.</summary>
    public static string Empty => Find("artifacts/empty/EmptyServer.dll") ?? throw new InvalidOperationException("bench/EmptyServer is not published: use ./marquee bench idle.");

    /// <summary>
    /// Imported from IMDb's files once, and kept for the next run: in the folder <c>--data</c>, or with <c>--server</c> in a
    /// database of that server.
    /// </summary>
    public static BenchHouse Full(Arguments options)
    {
        var server = options.Text("--server", "");
        var house = server.Length == 0
            ? new BenchHouse(options.Text("--data", Path.Combine(Path.GetTempPath(), "marquee-bench-house")))
            : new BenchHouse(options.Text("--data", Path.Combine(Path.GetTempPath(), "marquee-bench-house-postgres")), InDatabase(server));
        var imported = Path.Combine(house.Folder, "imported");
        if (!File.Exists(imported))
        {
            var dumps = Dumps.Make(options.Text("--dir", Path.Combine(Path.GetTempPath(), "marquee-bench-search")),
                [Integrations.Imdb.ImdbFile.Basics, Integrations.Imdb.ImdbFile.Ratings, Integrations.Imdb.ImdbFile.Akas], options.Number("--scale", 1));
            house.Run("import", "imdb", dumps.Folder, "--accept-terms");
            File.WriteAllText(imported, dumps.Folder);
        }

        return house;
    }

    /// <param name="settings">Further settings, as variables of the environment.</param>
    public Task<StartedProgram> Serve(IReadOnlyDictionary<string, string>? settings = null) =>
        StartedProgram.Start(Program, port => ["serve", "--data", folder, "--listen", $"127.0.0.1:{port}"], Environment().Concat(settings ?? new Dictionary<string, string>()).ToDictionary());

    /// <returns>What it printed.</returns>
    public string Run(params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. verb, "--data", folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"marquee {string.Join(' ', verb)} ended with {process.ExitCode}");
    }

    Dictionary<string, string> Environment() => postgres is null ? [] : new() { ["MARQUEE_Storage__Postgres"] = postgres };

    static string InDatabase(string server)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand($"select count(*) from pg_database where datname = '{Database}'", connection);
        if ((long)command.ExecuteScalar()! == 0)
        {
            command.CommandText = $"create database {Database}";
            command.ExecuteNonQuery();
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = Database }.ToString();
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
