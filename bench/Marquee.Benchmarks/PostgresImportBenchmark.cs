using System.Diagnostics;
using System.Globalization;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>
/// Titles with their ratings into a fresh table without an index: from IMDb's compressed files through our import, and, as the
/// peer in the same run, by psql's <c>\copy</c> of a text file that holds the same rows ready for the same columns. Target: at
/// most 1.3 times the peer. Needs psql, a folder with title.basics and title.ratings, and a server on which a database may be
/// made (<c>--server</c>, or MARQUEE_TEST_POSTGRES).
/// </summary>
static class PostgresImportBenchmark
{
    const double Target = 1.3;

    const string Columns = """
        (id bigint not null, kind integer not null, title text not null, original text, adult boolean not null, year integer, end_year integer,
         runtime integer, genres bigint not null, rating integer, votes integer)
        """;

    /// <param name="Client">CPU seconds of the loading process.</param>
    /// <param name="Server">CPU seconds of the server's process for it; null when the server is elsewhere.</param>
    readonly record struct Cost(double Wall, double? Client, double? Server)
    {
        public double? Both => Client + Server;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Wall,6:F1} s wall, CPU {Client:F1} s here and {Server:F1} s in the server");
    }

    public static async Task<int> Run(string[] args)
    {
        var rounds = int.Parse(Option(args, "--rounds") ?? "3", CultureInfo.InvariantCulture);
        if (Option(args, "--dir") is not { } folder || (Option(args, "--server") ?? Environment.GetEnvironmentVariable("MARQUEE_TEST_POSTGRES")) is not { } server)
        {
            await Console.Error.WriteLineAsync("marquee bench import --postgres --dir FOLDER [--server CONNECTION] [--rounds 3]: the folder holds title.basics and title.ratings.");
            return 2;
        }

        var results = new Results("import-postgres");
        var name = "marquee_bench_" + Guid.NewGuid().ToString("N");
        var work = Directory.CreateTempSubdirectory("marquee-bench-").FullName;
        await Execute(server, $"create database {name}");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false };
            return await Measure(connection, ImportSources.In(folder), Path.Combine(work, "rows.tsv"), rounds, results) ? 0 : 1;
        }
        finally
        {
            await Execute(server, $"drop database {name} with (force)");
            Directory.Delete(work, recursive: true);
            results.Keep();
        }
    }

    static async Task<bool> Measure(NpgsqlConnectionStringBuilder server, ImportSources sources, string text, int rounds, Results results)
    {
        // Not measured: the rows once, to make the peer's file of them.
        var (_, rows) = await Ours(server, sources);
        await Psql(server, $"\\copy ours to '{text}'");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} titles with ratings into one table without an index, {rounds} rounds, medians; the peer's file holds {new FileInfo(text).Length / 1e6:F0} MB."));
        var (ours, peers) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add((await Ours(server, sources)).Cost);
            peers.Add(await Peer(server, text));
        }

        var (us, peer) = (Median(ours), Median(peers));
        results.Line($"our import, from IMDb's .tsv.gz {us}");
        results.Line($"psql \\copy, from ready text     {peer}");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"ratio {us.Wall / peer.Wall:F2}x wall, {us.Both / peer.Both:F2}x CPU; target wall <= {Target}x: {(us.Wall / peer.Wall <= Target ? "met" : "missed")}"));
        return us.Wall / peer.Wall <= Target;
    }

    static async Task<(Cost Cost, long Rows)> Ours(NpgsqlConnectionStringBuilder server, ImportSources sources)
    {
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await Execute(connection, $"drop table if exists ours");
        using var here = Process.GetCurrentProcess();
        var (started, before, served) = (TimeProvider.System.GetTimestamp(), here.TotalProcessorTime, ServerCpu(connection.ProcessID));
        var ratings = new RatingTable();
        using var rejects = new Rejects(null);
        if (sources.Find(ImdbFile.Ratings) is { } rated)
        {
            await foreach (var block in new FileParse(rated, rejects).Run((_, _) => { }, (line, _, _) => Rate(line, ratings), CancellationToken.None))
            {
                block.Dispose();
            }

            ratings.Sort();
        }

        await using var loader = new KeylessLoader(connection, $"create table ours {Columns}");
        var loaded = await new FileLoad(loader, rejects, new ImportMeter(sources, _ => { })).Run(sources.Basics, new TitleFileRows(ratings), null, null, CancellationToken.None);
        here.Refresh();
        return (new Cost(
            TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            (here.TotalProcessorTime - before).TotalSeconds,
            ServerCpu(connection.ProcessID) - served), loaded.Stored);
    }

    static string? Rate(ReadOnlySpan<byte> line, RatingTable to)
    {
        var reason = ImdbRating.Read(line, out var rating);
        if (reason is null)
        {
            to.Add(rating.Title, rating.Tenths, rating.Votes);
        }

        return reason;
    }

    static async Task<Cost> Peer(NpgsqlConnectionStringBuilder server, string text)
    {
        var started = TimeProvider.System.GetTimestamp();
        var said = await Psql(server, $"""
            drop table if exists peer;
            create table peer {Columns.ReplaceLineEndings(" ")};
            select pg_backend_pid() as backend \gset
            \setenv BACKEND :backend
            \copy peer from '{text}'
            \! cat /proc/$PPID/stat /proc/$BACKEND/stat 2>/dev/null
            """);
        var wall = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var stats = said.Split('\n').Where(line => line.Contains(") ", StringComparison.Ordinal)).Select(Cpu).ToList();
        return new Cost(wall, stats.Count == 2 ? stats[0] : null, stats.Count == 2 ? stats[1] : null);
    }

    static async Task<string> Psql(NpgsqlConnectionStringBuilder server, string script)
    {
        var start = new ProcessStartInfo("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGDATABASE"] = server.Database;
        using var psql = Process.Start(start)!;
        await psql.StandardInput.WriteLineAsync(script);
        psql.StandardInput.Close();
        var said = await psql.StandardOutput.ReadToEndAsync();
        await psql.WaitForExitAsync();
        return psql.ExitCode == 0 ? said : throw new InvalidOperationException($"psql ended with {psql.ExitCode}.");
    }

    static double? ServerCpu(int process) => File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat") is var stat && stat.Contains("postgres", StringComparison.Ordinal) ? Cpu(stat) : null;

    /// <summary>User and system time of a line of /proc/PID/stat, whose second field may hold anything in parentheses.</summary>
    static double Cpu(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    static Cost Median(List<Cost> costs) => costs.OrderBy(c => c.Wall).ElementAt(costs.Count / 2);

    static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;

    static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await Execute(connection, sql);
    }

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
