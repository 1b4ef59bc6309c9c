using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.App.Tests;

/// <summary>A house on either engine whose verbs are cut off, and what must hold of it afterwards.</summary>
sealed class InterruptedHouse : IAsyncDisposable
{
    readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal) { ["MARQUEE_Outbound__Allowed__0"] = "127.0.0.1" };

    InterruptedHouse(string folder, TestDatabase? database)
    {
        (Folder, Database) = (folder, database);
        if (database is not null)
        {
            _settings["MARQUEE_Storage__Postgres"] = database.Connection;
        }
    }

    public string Folder { get; }

    /// <summary>Null on SQLite.</summary>
    public TestDatabase? Database { get; }

    public static async Task<InterruptedHouse> Open(Engine engine) =>
        On(engine == Engine.Postgres ? await TestDatabase.Make() : null);

    public static InterruptedHouse On(TestDatabase? database, string? folder = null) =>
        new(folder ?? Directory.CreateTempSubdirectory("marquee-app-").FullName, database);

    public ProcessStartInfo Program(params string[] words)
    {
        var start = RunningMarquee.Program([.. words, "--data", Folder]);
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public Task<(int Code, string Out, string Error)> Try(params string[] words) => RunningMarquee.Run(Program(words));

    /// <returns>What it printed.</returns>
    public async Task<string> Run(params string[] words)
    {
        var (code, output, error) = await Try(words);
        Assert.True(code == 0, error);
        return output;
    }

    public Task Import(string files) => Run("import", "imdb", files, "--accept-terms", "--quiet");

    /// <returns>How long the verb takes when nothing interrupts it.</returns>
    public async Task<TimeSpan> Time(params string[] words)
    {
        var clock = Stopwatch.StartNew();
        await Run(words);
        return clock.Elapsed;
    }

    /// <summary>Lets a verb begin, and after a while does something to it; then waits for its end.</summary>
    /// <returns>How long it ran, its exit code and what it said; <c>Cut</c> is false when it had ended before.</returns>
    public async Task<(TimeSpan Ran, bool Cut, int Code, string Error)> Interrupt(TimeSpan after, Func<Process, Task> how, params string[] words)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Program(words))!;
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var moment = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(moment.Token);
            Assert.True(process.ExitCode == 0, await error);
            return (clock.Elapsed, false, 0, "");
        }
        catch (OperationCanceledException)
        {
            await how(process);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await process.WaitForExitAsync(limit.Token);
            await Age();
            return (clock.Elapsed, true, process.ExitCode, await error);
        }
    }

    /// <summary>SIGKILL.</summary>
    public static Task Kill(Process process)
    {
        process.Kill();
        return Task.CompletedTask;
    }

    /// <summary>As if it had been a while: on PostgreSQL a run that is silent for 20 s counts as lost, before that it may live elsewhere.</summary>
    async Task Age()
    {
        if (Database is not null && (await Database.Ask("select count(*) from pg_class where oid = to_regclass('jobs.run')")) is ["1"])
        {
            await Database.Ask("update jobs.run set seen_at = seen_at - 60000 where state = 'running'");
        }
    }

    /// <returns>The best hit of a search in the catalog as it is now.</returns>
    public async Task<string?> First() =>
        JsonDocument.Parse(await Run("search", "unmistakable lighthouse", "--json")).RootElement.GetProperty("hits")[0].GetProperty("title").GetString();

    /// <returns>The first cell of the answer.</returns>
    public async Task<long> Count(string sql) => long.Parse((await Run("sql", sql, "--csv")).Split('\n', StringSplitOptions.TrimEntries)[1], CultureInfo.InvariantCulture);

    /// <returns>The numbers of the generations that the engine has.</returns>
    public async Task<IReadOnlyList<int>> Generations() => Database is null
        ? Folders()
        : [.. (await Database.Ask("select substr(nspname, 9) from pg_namespace where nspname like 'catalog%'")).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).Order()];

    /// <summary>
    /// After a start: the empty catalog, the current one and the one before; of each only what is read; in the folder only what
    /// belongs there; no run that seems to go on, no session on the server.
    /// </summary>
    public async Task AssertNothingLeft()
    {
        await using var marquee = await RunningMarquee.Start(Folder, _settings); // and deletes the folder afterwards
        Assert.Equal(0, await marquee.Stop());
        var generations = await Generations();
        Assert.Equal(3, generations.Count);
        Assert.Equal(0, generations[0]);
        Assert.Equal(generations[1] + 1, generations[2]);
        string[] indexes = ["browse.index", "titles.index"];
        Assert.Subset(generations.ToHashSet(), Folders().ToHashSet());
        Assert.Equal(generations[2], Folders()[^1]);
        Assert.All(Folders().Where(g => g > 0), g => Assert.Equal(Database is null ? ["browse.index", "catalog.db", "titles.index"] : indexes, Names("catalog", $"{g:D4}")));
        Assert.Equal(Database is null ? ["importing.lock"] : [], Names("catalog"));
        Assert.Subset(((string[])["catalog", "downloads"]).ToHashSet(), Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).ToHashSet());
        Assert.Subset(
            ((string[])["house", "known", "swarm", "jobs"]).SelectMany(s => (string[])[s + ".db", s + ".db-wal", s + ".db-shm"]).Append("marquee.lock").Append("secrets.key").ToHashSet(StringComparer.Ordinal),
            Names().ToHashSet(StringComparer.Ordinal));
        if (Directory.Exists(Path.Combine(Folder, "downloads", "imdb")))
        {
            Assert.Subset(ImdbFile.All.Select(f => f.Name + ".tsv.gz").Append("fetching.lock").ToHashSet(StringComparer.Ordinal), Names("downloads", "imdb").ToHashSet(StringComparer.Ordinal));
        }

        Assert.All(JsonDocument.Parse(await Run("jobs", "--json", "--limit", "1000")).RootElement.EnumerateArray(), run => Assert.Contains(run.GetProperty("state").GetString(), (string[])["done", "cancelled", "failed"]));
        if (Database is not null)
        {
            Assert.Equal(["0"], await Database.Ask("select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()"));
        }
    }

    IReadOnlyList<int> Folders() => [.. Directory.GetDirectories(Path.Combine(Folder, "catalog")).Select(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).Order()];

    List<string> Names(params string[] at) => [.. Directory.GetFiles(Path.Combine([Folder, .. at])).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
