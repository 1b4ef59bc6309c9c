using System.Globalization;

namespace Marquee.Benchmarks;

/// <summary>
/// What a server costs that nobody uses: memory after half a minute of rest, with the sample and with a full catalog, and the
/// time to readiness against an empty ASP.NET Core program with Quartz, started in turn.
/// </summary>
static class IdleBenchmark
{
    const int Starts = 5;
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var options = new Arguments(args);
        var results = new Results("idle");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-idle-").FullName;
        var met = true;
        try
        {
            var sample = new BenchHouse(folder);
            await using (await sample.Serve())
            {
                // The first start makes the folder and loads the sample.
            }

            met &= await StartUp(sample, results);
            met &= await AtRest("sample catalog", sample, mostResident: 150, mostAnonymous: 70, results);
            if (!options.Has("--sample"))
            {
                met &= await AtRest("full catalog", BenchHouse.Full(options), mostResident: 250, mostAnonymous: null, results);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        results.Keep();
        return met ? 0 : 1;
    }

    static async Task<bool> StartUp(BenchHouse house, Results results)
    {
        List<StartedProgram> ours = [], empty = [];
        for (var n = 0; n < Starts; n++)
        {
            await using (var program = await StartedProgram.Start(BenchHouse.Empty, port => ["--urls", $"http://127.0.0.1:{port}"]))
            {
                empty.Add(program);
            }

            await using (var program = await house.Serve())
            {
                ours.Add(program);
            }
        }

        Tell("CPU", null, p => p.Work);
        return Tell("wall", 2.5, p => p.Ready);

        bool Tell(string what, double? target, Func<StartedProgram, TimeSpan> figure)
        {
            var (own, floor) = (Middle(ours.Select(p => figure(p).TotalSeconds)), Middle(empty.Select(p => figure(p).TotalSeconds)));
            return IdleBenchmark.Tell(results, string.Create(CultureInfo.InvariantCulture, $"start to ready, {what}: {own:F2} s, empty program {floor:F2} s (medians of {Starts}); ratio"), own / floor, target);
        }
    }

    static async Task<bool> AtRest(string what, BenchHouse house, double mostResident, double? mostAnonymous, Results results)
    {
        await using var program = await house.Serve();
        await Task.Delay(Rest);
        return Tell(results, $"{what}: resident MiB", program.Memory("VmRSS"), mostResident) & Tell(results, $"{what}: anonymous MiB (the rest is mapped files)", program.Memory("RssAnon"), mostAnonymous);
    }

    static bool Tell(Results results, string what, double figure, double? target)
    {
        var met = target is null || figure <= target;
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{what} {figure:0.0#}{(target is null ? "" : $", target <= {target}: {(met ? "met" : "missed")}")}"));
        return met;
    }

    static double Middle(IEnumerable<double> figures) => figures.Order().ElementAt(Starts / 2);
}
