using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Marquee.Benchmarks;

/// <summary>
/// First replication of 10,000 documents into PouchDB in Node, from this house and from pouchdb-server in the same run, in turns;
/// then 200 phones that wait by longpoll while 50 documents change each second, and 50 ratings of a member. Targets: no slower than pouchdb-server, a change
/// arrives within 500 ms (p95), at most 400 MiB.
/// </summary>
static class SyncBenchmark
{
    const int Documents = 10_000;
    const int Rounds = 5;
    const double MostRatio = 1.0;
    const double MostMilliseconds = 500;
    const double MostMiB = 400;

    public static async Task<int> Run(string[] args)
    {
        var options = new Arguments(args);
        var web = Path.Combine(Root(), "web");
        var peer = options.Text("--peer", "");
        if (!Directory.Exists(Path.Combine(web, "node_modules", "pouchdb-core")) || !File.Exists(peer))
        {
            await Console.Error.WriteLineAsync(
                "marquee bench sync: run npm ci in web, install the peer somewhere outside (npm install --prefix DIR pouchdb-server@4.2.0), and say --peer DIR/node_modules/pouchdb-server/bin/pouchdb-server");
            return 2;
        }

        var results = new Results("sync");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-sync-").FullName;
        var house = new BenchHouse(folder);
        await using (await Serve(house))
        {
            // The first start makes the host.
        }

        await using var server = await Serve(house);
        using var made = JsonDocument.Parse(house.Run("key", "bench", "--scope", "admin", "--scope", "read", "--scope", "write", "--json"));
        var key = made.RootElement.GetProperty("key").GetString()!;
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + key));
        var met = await FirstReplication(results, web, peer, server, key, basic);
        using (var http = Client(new Uri(server.Address, "/sync/"), basic))
        {
            (await http.PutAsync("phones", null)).EnsureSuccessStatusCode();
        }

        met &= await Phones(results, server, key, "phones", "documents of a scratch database", options);
        met &= await Phones(results, server, key, "member-1", "ratings by the API", options);
        results.Keep();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return met ? 0 : 1;
    }

    static async Task<bool> FirstReplication(Results results, string web, string peerProgram, StartedProgram server, string key, string basic)
    {
        await using var peer = await Peer.Start(peerProgram);
        await Fill(new Uri(server.Address, "/sync/first"), basic);
        await Fill(new Uri(peer.Address, "/first"), null);
        List<Pull> ours = [], theirs = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var our = await Pulled(web, $"http://any:{key}@{server.Address.Authority}/sync/first");
            var their = await Pulled(web, new Uri(peer.Address, "/first").ToString());
            if (round > 0) // the first warms both
            {
                ours.Add(our);
                theirs.Add(their);
            }
        }

        var (us, them) = (Median(ours), Median(theirs));
        results.Line(string.Create(CultureInfo.InvariantCulture, $"First replication of {Documents:N0} documents into PouchDB in Node, medians of {Rounds} rounds in turns; load {Load()}"));
        results.Line(string.Create(CultureInfo.InvariantCulture, $"pouchdb-server  {them.Seconds,6:F2} s, {them.Cpu,6:F2} s CPU of the client"));
        results.Line(string.Create(CultureInfo.InvariantCulture, $"marquee         {us.Seconds,6:F2} s, {us.Cpu,6:F2} s CPU of the client"));
        var ratio = us.Seconds / them.Seconds;
        results.Line(string.Create(CultureInfo.InvariantCulture, $"                {ratio:F2}x; target <= {MostRatio:F1}x: {(ratio <= MostRatio ? "met" : "missed")}"));
        return ratio <= MostRatio;
    }

    static async Task<bool> Phones(Results results, StartedProgram server, string key, string database, string what, Arguments options)
    {
        var (phones, rate, seconds) = ((int)options.Number("--phones", 200), (int)options.Number("--rate", 50), (int)options.Number("--seconds", 20));
        var before = server.Cpu;
        using var told = JsonDocument.Parse(await Node(Script("phones.mjs"), server.Address.GetLeftPart(UriPartial.Authority), key, database, $"{phones}", $"{rate}", $"{seconds}"));
        var arrivals = new Percentiles(told.RootElement.GetProperty("arrivals").EnumerateArray().Select(a => a.GetDouble()));
        var memory = server.Memory("VmRSS");
        var lost = told.RootElement.GetProperty("lost").GetInt32();
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{phones} phones by longpoll on one database, {rate} changes/s of {what} for {seconds} s; load {Load()}"));
        results.Line($"until it arrives  {arrivals}");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"                  {memory:F0} MiB RSS, {(server.Cpu - before).TotalSeconds:F1} s CPU, {lost} lost"));
        var met = arrivals.At(95) <= MostMilliseconds && memory <= MostMiB && lost == 0;
        results.Line(string.Create(CultureInfo.InvariantCulture, $"                  target p95 <= {MostMilliseconds} ms, <= {MostMiB} MiB, none lost: {(met ? "met" : "missed")}"));
        return met;
    }

    static Task<StartedProgram> Serve(BenchHouse house) => house.Serve(new Dictionary<string, string> { ["MARQUEE_Sync__Scratch"] = "true" });

    static async Task Fill(Uri database, string? basic)
    {
        using var http = Client(new Uri(database + "/"), basic);
        (await http.PutAsync(database, null)).EnsureSuccessStatusCode();
        foreach (var some in Enumerable.Range(0, Documents).Chunk(500))
        {
            var docs = some.Select(n => new
            {
                _id = $"title:tt{n + 1_000_000}",
                schema = 1,
                type = "title",
                about = new { name = $"A film that somebody has seen, number {n}", year = 1950 + (n % 70), kind = "movie", runtime = 90 + (n % 60), genres = new[] { "Drama", "Comedy" }, rating = 5.5 },
                rating = new { value = 1 + (n % 10), at = "2024-05-06T20:00:00Z" },
                watches = new[] { new { id = $"{n}", at = "2024-05-06T20:00:00Z", origin = "page" } },
                liked = n % 3 == 0,
            });
            (await http.PostAsJsonAsync("_bulk_docs", new { docs })).EnsureSuccessStatusCode();
        }
    }

    static HttpClient Client(Uri at, string? basic)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = at, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = basic is null ? null : AuthenticationHeaderValue.Parse(basic);
        return http;
    }

    static async Task<Pull> Pulled(string web, string url)
    {
        using var told = JsonDocument.Parse(await Node(Script("replicate.mjs"), web, url));
        return told.RootElement.GetProperty("documents").GetInt32() == Documents
            ? new Pull(told.RootElement.GetProperty("seconds").GetDouble(), told.RootElement.GetProperty("cpu").GetDouble())
            : throw new InvalidOperationException($"not all documents arrived from {new Uri(url).Authority}");
    }

    static Pull Median(List<Pull> pulls) => pulls.OrderBy(p => p.Seconds).ElementAt(pulls.Count / 2);

    static string Script(string name) => Path.Combine(Root(), "bench", "Marquee.Benchmarks", "sync", name);

    static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Marquee.slnx")))
        {
            root = root.Parent;
        }

        return root.FullName;
    }

    static async Task<string> Node(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? output : throw new InvalidOperationException($"{arguments[0]} ended with {node.ExitCode}");
    }

    /// <param name="Cpu">Of the client, in seconds.</param>
    sealed record Pull(double Seconds, double Cpu);

    /// <summary>pouchdb-server, in memory, on a free port.</summary>
    sealed class Peer(Process process, Uri address) : IAsyncDisposable
    {
        public Uri Address { get; } = address;

        public static async Task<Peer> Start(string program)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            var start = new ProcessStartInfo("node", [program, "--host", "127.0.0.1", "--port", $"{port}", "--in-memory"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
            start.Environment["NODE_OPTIONS"] = "--unhandled-rejections=warn"; // it would end at the first one
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var address = new Uri($"http://127.0.0.1:{port}");
            using var http = Client(address, null);
            for (var tries = 0; ; tries++)
            {
                try
                {
                    (await http.GetAsync("/")).EnsureSuccessStatusCode();
                    return new Peer(process, address);
                }
                catch (HttpRequestException) when (tries < 600 && !process.HasExited)
                {
                    await Task.Delay(100);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
