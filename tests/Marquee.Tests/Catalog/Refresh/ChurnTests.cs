using System.Collections.Concurrent;
using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog.Refresh;

/// <summary>The small, deterministic twin of the benchmark <c>churn</c>.</summary>
public sealed class ChurnTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    const int Films = 120;

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task Answers_during_refreshes_belong_wholly_to_one_generation(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        foreach (var file in new[] { ImdbFile.Names, ImdbFile.Crew, ImdbFile.Principals, ImdbFile.Akas, ImdbFile.Episodes })
        {
            it.Server.Remove(file);
        }

        var truth = new Dictionary<int, (int Names, int Votes)>();
        await Round(0);
        using var end = new CancellationTokenSource();
        var seen = new ConcurrentDictionary<(int Generation, int Names, int Votes), bool>();
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() => Read(reader))).ToArray();
        for (var round = 1; round <= 6; round++)
        {
            await Round(round);
            // Every generation is read, however fast the next one is there.
            while (!seen.Keys.Any(s => s.Generation == it.Generation) && !readers.Any(r => r.IsFaulted))
            {
                await Task.Delay(5);
            }
        }

        await end.CancelAsync();
        await Task.WhenAll(readers);
        Assert.All(seen.Keys, s => Assert.Equal(truth[s.Generation], (s.Names, s.Votes)));
        Assert.Equal(7, seen.Keys.Select(s => s.Generation).Distinct().Count());

        async Task Round(int round)
        {
            if (round % 2 == 0)
            {
                it.Server.Serve(ImdbFile.Basics, $"\"{round}\"", Enumerable.Range(1, Films).Select(i => $"tt{i:D7}|movie|Lantern {i} mark{round}|Lantern {i} mark{round}|0|1999|\\N|90|Drama"));
            }

            it.Server.Serve(ImdbFile.Ratings, $"\"{round}\"", Enumerable.Range(1, Films).Select(i => $"tt{i:D7}|7.0|{(i * 100) + round}"));
            var report = await it.Refresh();
            Assert.Equal(("loaded", round % 2 == 0 ? 2 : 1), (report.Outcome, report.Files.Count));
            truth[report.Generation] = (round - (round % 2), round);
        }

        async Task Read(int reader)
        {
            for (var turn = reader; !end.IsCancellationRequested; turn++)
            {
                await Ask(new TitleId(1 + (turn * 7 % Films)));
            }
        }

        async Task Ask(TitleId id)
        {
            var generation = it.House.Get<Database>().Pin();
            var title = (await it.House.Get<Titles>().Find(id, None))!;
            var answer = await it.House.Get<TitleSearch>().Search(title.Title, null, 10, Sight.Everything, None);
            Assert.Equal((id, title.Title), (answer.Hits[0].Title.Id, answer.Hits[0].Title.Title));
            foreach (var hit in answer.Hits)
            {
                var name = hit.Title.Title;
                seen.TryAdd((generation, int.Parse(name[(name.LastIndexOf('k') + 1)..], System.Globalization.CultureInfo.InvariantCulture), hit.Title.Votes!.Value % 100), true);
            }
        }
    }
}
