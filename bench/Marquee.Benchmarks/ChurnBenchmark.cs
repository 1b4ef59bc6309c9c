using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Refresh;
using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Marquee.Benchmarks;

/// <summary>
/// The catalog is fetched and imported again and again, every second time the ratings alone, while members search a thousand
/// times a second. Every title's name and votes carry the mark of the files they are from, so that an answer that mixes two
/// generations, or search index and tables of different ones, is seen. Target: no failed and no wrong answer.
/// </summary>
static class ChurnBenchmark
{
    const int Workers = 16;

    sealed record Answer(int Generation, int Names, int Votes);

    public static async Task<int> Run(string[] args)
    {
        var (titles, rate, rounds) = (Number(args, "--titles", 50_000), Number(args, "--rate", 1000), Number(args, "--rounds", 6));
        var results = new Results("churn");
        var folder = Directory.CreateTempSubdirectory("marquee-churn-").FullName;
        var files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        await using var web = await Serve(files);
        var services = House(Path.Combine(folder, "data"));
        var address = new Uri(web.Urls.First() + "/");
        await services.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await services.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        var truth = new Dictionary<int, Answer>();
        await Round(0);
        using var end = new CancellationTokenSource();
        var searching = new Searches(services, titles, rate);
        var run = Task.Run(() => searching.Run(Workers, end.Token));
        for (var round = 1; round <= rounds; round++)
        {
            await Round(round);
        }

        await end.CancelAsync();
        await run;
        var mixed = searching.Seen.Keys.Count(seen => truth.GetValueOrDefault(seen.Generation) != seen);
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"{titles:N0} titles, {rounds} refreshes over HTTP, searches in process ({Workers} at once), {searching.Answered / searching.Elapsed.TotalSeconds:F0}/s of {rate}/s asked for"));
        results.Line($"answers {searching.Answered:N0} of {searching.Seen.Select(s => s.Key.Generation).Distinct().Count()} generations: {searching.Failures.Count} failed, {searching.Wrong} inconsistent, {mixed} of a wrong generation");
        results.Line($"search and facts     {new Percentiles(searching.Took)}");
        results.Line($"with waiting a turn  {new Percentiles(searching.Waited)}");
        foreach (var failure in searching.Failures.Take(5))
        {
            results.Line(failure);
        }

        results.Keep();
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return searching.Failures.IsEmpty && searching.Wrong == 0 && mixed == 0 ? 0 : 1;

        async Task Round(int round)
        {
            var ratingsOnly = round % 2 == 1;
            Write(files, titles, round, ratingsOnly);
            var started = TimeProvider.System.GetTimestamp();
            var report = await services.GetRequiredService<CatalogRefresh>().Run(new RefreshArguments(RefreshScope.Everything, address), _ => { }, CancellationToken.None);
            if (report.Outcome != "loaded")
            {
                throw new InvalidOperationException($"round {round} was {report.Outcome}");
            }

            truth[report.Generation] = new Answer(report.Generation, ratingsOnly ? round - 1 : round, round);
            results.Line(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {(ratingsOnly ? "ratings alone" : "everything"),-13} generation {report.Generation} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F2} s"));
        }
    }

    static ServiceProvider House(string data) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", data), new("Outbound:Allowed:0", "127.0.0.1")]).Build())
        .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJobs().AddCatalog().BuildServiceProvider();

    static async Task<WebApplication> Serve(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true });
        await app.StartAsync();
        return app;
    }

    static void Write(string folder, int titles, int round, bool ratingsOnly)
    {
        if (!ratingsOnly)
        {
            Zip("title.basics", "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres", i => $"tt{i:D7}\tmovie\tLantern {i} mark{round}\tLantern {i} mark{round}\t0\t{1950 + (i % 70)}\t\\N\t90\tDrama");
        }

        Zip("title.ratings", "tconst\taverageRating\tnumVotes", i => $"tt{i:D7}\t7.{i % 10}\t{(i * 100) + round}");

        void Zip(string name, string header, Func<int, string> row)
        {
            var part = Path.Combine(folder, name + ".part");
            using (var writer = new StreamWriter(new GZipStream(File.Create(part), CompressionLevel.Fastest), new UTF8Encoding(false)) { NewLine = "\n" })
            {
                writer.WriteLine(header);
                for (var i = 1; i <= titles; i++)
                {
                    writer.WriteLine(row(i));
                }
            }

            File.Move(part, Path.Combine(folder, name + ".tsv.gz"), overwrite: true);
        }
    }

    static int Number(string[] args, string name, int usual) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;

    /// <summary>Asks in a steady step, however long answers take, and looks at each answer.</summary>
    sealed class Searches(IServiceProvider services, int titles, int rate)
    {
        readonly TitleSearch _search = services.GetRequiredService<TitleSearch>();
        readonly Titles _titles = services.GetRequiredService<Titles>();
        readonly Database _database = services.GetRequiredService<Database>();
        readonly long _began = TimeProvider.System.GetTimestamp();
        long _turn;
        long _wrong;

        public ConcurrentDictionary<Answer, bool> Seen { get; } = [];

        public ConcurrentQueue<string> Failures { get; } = [];

        public ConcurrentBag<double> Took { get; } = [];

        public ConcurrentBag<double> Waited { get; } = [];

        public long Answered => Took.Count;

        public long Wrong => _wrong;

        public TimeSpan Elapsed { get; private set; }

        public async Task Run(int workers, CancellationToken end)
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => Work(end), CancellationToken.None)));
            Elapsed = TimeProvider.System.GetElapsedTime(_began);
        }

        async Task Work(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                var turn = Interlocked.Increment(ref _turn);
                var due = TimeSpan.FromSeconds((double)turn / rate);
                if (due - TimeProvider.System.GetElapsedTime(_began) is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, CancellationToken.None);
                }

                var started = TimeProvider.System.GetTimestamp();
                try
                {
                    await Ask(turn);
                }
                catch (Exception e)
                {
                    // The very thing that is looked for; the run goes on to count how often.
                    Failures.Enqueue(e.ToString());
                }

                Took.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
                Waited.Add((TimeProvider.System.GetElapsedTime(_began) - due).TotalMilliseconds);
            }
        }

        /// <summary>As a request does: pinned first, then a page of one title, then a search for its name.</summary>
        async Task Ask(long turn)
        {
            var generation = _database.Pin();
            var id = new TitleId(1 + (turn * 7919 % titles));
            var title = await _titles.Find(id, CancellationToken.None);
            var answer = title is null ? null : await _search.Search(title.Title, null, 10, includeAdult: true, CancellationToken.None);
            if (answer is not { Hits: [var first, ..] } || first.Title.Id != id || first.Title.Title != title!.Title)
            {
                Interlocked.Increment(ref _wrong);
                return;
            }

            foreach (var hit in answer.Hits)
            {
                var name = hit.Title.Title;
                Seen.TryAdd(new Answer(generation, int.Parse(name.AsSpan(name.LastIndexOf('k') + 1), CultureInfo.InvariantCulture), hit.Title.Votes!.Value % 100), true);
            }
        }
    }
}
