using System.Globalization;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Acquisition.Reconciling;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// Brings an empty collection in line with 10,000 films and 2,000 series of 100,000 episodes, then looks again when nothing has
/// changed. The floor reads the same answers and throws them away. Target: at most 30 s and 300 MiB each. On SQLite, or with
/// <c>--server</c> on PostgreSQL.
/// </summary>
static class ReconcileBenchmark
{
    const double MostMiB = 300;
    const double MostSeconds = 30;

    public static Task<int> Run(string[] args) => args switch
    {
        ["ours", var address, var folder, .. var postgres] => Ours(address, folder, postgres.FirstOrDefault()),
        _ => Measure(new Arguments(args).Text("--server", "")),
    };

    static async Task<int> Measure(string postgres)
    {
        var results = new Results(postgres.Length == 0 ? "reconcile" : "reconcile-postgres");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-reconcile-").FullName;
        await using var server = await StartedProgram.Start(typeof(ReconcileBenchmark).Assembly.Location, port => ["servarr", "serve", port.ToString(CultureInfo.InvariantCulture)]);
        var ours = $"{Comparison.Self()} reconcile ours {server.Address} {folder}{(postgres.Length == 0 ? "" : $" '{postgres}'")}";
        var floor = Measured.Run($"{Comparison.Self()} servarr floor {server.Address}");
        var (first, again) = (Measured.Run(ours), Measured.Run(ours));
        results.Line($"{MadeUpServarr.Films:N0} films, {MadeUpServarr.Series:N0} series, {MadeUpServarr.Series * MadeUpServarr.EpisodesOfEach:N0} episodes");
        results.Line($"floor  read and thrown away  {floor}");
        results.Line($"ours   all new               {first}");
        results.Line($"ours   nothing new           {again}");
        var met = new[] { first, again }.All(m => m.PeakMiB <= MostMiB && m.Wall <= MostSeconds);
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"       {first.Cpu / floor.Cpu:F2}x and {again.Cpu / floor.Cpu:F2}x the floor's CPU; target <= {MostMiB} MiB and <= {MostSeconds} s each: {(met ? "met" : "missed")}"));
        results.Keep();
        Directory.Delete(folder, recursive: true);
        return met ? 0 : 1;
    }

    static async Task<int> Ours(string address, string folder, string? postgres)
    {
        var ct = CancellationToken.None;
        await using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder), new("Storage:Postgres", postgres)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddAccess().AddCatalog().AddAcquisition().BuildServiceProvider();
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, ct);
        var connections = provider.GetRequiredService<Connections>();
        foreach (var kind in (await connections.All(ct)).Count > 0 ? [] : Enum.GetValues<ServarrProgram>())
        {
            await connections.Add(new ConnectionDraft { Kind = kind, Address = address, OnThisMachine = true }, new SecretText("key"), ct);
        }

        foreach (var connection in await connections.All(ct))
        {
            await provider.GetRequiredService<InlineJobs>().Run(ReconcileWork.Name, new ReconcileArguments(connection.Id, ReconcileStep.Reconcile), null, ct, key: Reconciles.Key(connection.Id));
        }

        var plans = await provider.GetRequiredService<Reconciles>().Latest(null, 2, ct);
        return plans.All(p => p.State == ReconcileState.Applied) && plans.Sum(p => p.Done + p.Same) == MadeUpServarr.Films + MadeUpServarr.Series ? 0 : 1;
    }
}
