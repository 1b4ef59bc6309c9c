using System.Diagnostics;
using Marquee.Storage;

namespace Marquee.App.Tests.Sync;

/// <summary>PouchDB as it comes from npm replicates with the real program: web/tests/sync/ holds what it does.</summary>
public sealed class PouchTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task PouchDB_replicates_both_ways_live_and_after_interruptions(Engine engine)
    {
        var web = Path.Combine(Repository(), "web");
        if (!Directory.Exists(Path.Combine(web, "node_modules", "pouchdb-core")))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "PouchDB is not installed: run npm ci in web");
            Assert.Fail("PouchDB is not installed under CI");
        }

        await using var sync = await SyncServer.Start(engine);
        var start = new ProcessStartInfo("npm") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = web };
        start.ArgumentList.Add("run");
        start.ArgumentList.Add("test:sync");
        start.Environment["MARQUEE_SYNC"] = sync.Url;
        var (code, output, error) = await RunningMarquee.Run(start);
        Assert.True(code == 0, output + error + sync.Marquee.Log);
        Assert.Matches("pass [1-9]", output);
    }

    static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Marquee.slnx")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }
}
