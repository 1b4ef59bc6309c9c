using System.Globalization;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Servarr;
using Microsoft.Extensions.Options;

namespace Marquee.Benchmarks;

/// <summary>
/// Walks a library of 10,000 films and 2,000 series with 100,000 episodes through the clients, as a reconcile does. The floor reads
/// the same answers and looks at none. Target: at most 300 MiB and 30 s.
/// </summary>
static class ServarrBenchmark
{
    const int Rounds = 3;
    const int AtOnce = 4;
    const double MostMiB = 300;
    const double MostSeconds = 30;

    public static Task<int> Run(string[] args) => args switch
    {
        ["serve", var port] => MadeUpServarr.Serve(int.Parse(port, CultureInfo.InvariantCulture)),
        ["floor", var address] => Floor(new Uri(address)),
        ["ours", var address] => Ours(address),
        _ => Measure(),
    };

    static async Task<int> Measure()
    {
        var results = new Results("servarr");
        await using var server = await StartedProgram.Start(typeof(ServarrBenchmark).Assembly.Location, port => ["servarr", "serve", port.ToString(CultureInfo.InvariantCulture)]);
        List<Measured> floors = [], ours = [];
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(Measured.Run($"{Comparison.Self()} servarr floor {server.Address}"));
            ours.Add(Measured.Run($"{Comparison.Self()} servarr ours {server.Address}"));
        }

        var (floor, our) = (Measured.Median(floors), Measured.Median(ours));
        results.Line($"{MadeUpServarr.Films:N0} films, {MadeUpServarr.Series:N0} series, {MadeUpServarr.Series * MadeUpServarr.EpisodesOfEach:N0} episodes, medians of {Rounds} rounds");
        results.Line($"floor  read and thrown away  {floor}");
        results.Line($"ours   walked               {our}");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"       {our.Cpu / floor.Cpu:F2}x the floor's CPU; target <= {MostMiB} MiB and <= {MostSeconds} s: {(our.PeakMiB <= MostMiB && our.Wall <= MostSeconds ? "met" : "missed")}"));
        results.Keep();
        return our.PeakMiB <= MostMiB && our.Wall <= MostSeconds ? 0 : 1;
    }

    static async Task<int> Ours(string address)
    {
        using var outbound = new OutboundClients(Options.Create(new OutboundOptions()), TimeProvider.System);
        var clients = new ServarrClients(outbound, TimeProvider.System);
        var connection = ServarrConnection.From(address, "key", onThisMachine: true)!;
        long bytes = 0;
        var films = await clients.Radarr(connection).Films((film, _) =>
        {
            bytes += film.MovieFile!.Size;
            return default;
        }, CancellationToken.None);
        var sonarr = clients.Sonarr(connection);
        var ids = new List<int>();
        var series = await sonarr.AllSeries((one, _) =>
        {
            ids.Add(one.Id);
            return default;
        }, CancellationToken.None);
        var episodes = 0;
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, ct) =>
        {
            if (await sonarr.Episodes(id, (_, _) => default, ct) is Got<int>(var count))
            {
                Interlocked.Add(ref episodes, count);
            }
        });
        return (films, series, episodes) is (Got<int>(MadeUpServarr.Films), Got<int>(MadeUpServarr.Series), MadeUpServarr.Series * MadeUpServarr.EpisodesOfEach) ? 0 : 1;
    }

    static async Task<int> Floor(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        await Read("api/v3/movie", CancellationToken.None);
        await Read("api/v3/series", CancellationToken.None);
        await Parallel.ForEachAsync(Enumerable.Range(1, MadeUpServarr.Series), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, (id, ct) => Read($"api/v3/episode?seriesId={id}", ct));
        return 0;

        async ValueTask Read(string path, CancellationToken ct)
        {
            await using var stream = await http.GetStreamAsync(new Uri(path, UriKind.Relative), ct);
            await stream.CopyToAsync(Stream.Null, ct);
        }
    }
}
