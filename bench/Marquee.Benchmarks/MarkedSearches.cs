using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Marquee.Benchmarks;

/// <summary>What one answer was made of.</summary>
/// <param name="Generation">As its header says.</param>
/// <param name="Names">The round whose names it shows.</param>
/// <param name="Votes">The round whose votes it shows.</param>
sealed record MarkedAnswer(int Generation, int Names, int Votes);

/// <summary>Searches a server for <see cref="MarkedDumps"/> in a steady step, however long answers take, and looks at each answer.</summary>
sealed class MarkedSearches(HttpClient server, int titles, int rate)
{
    const string GenerationHeader = "Marquee-Generation";
    readonly long _began = TimeProvider.System.GetTimestamp();
    long _turn;

    public ConcurrentDictionary<MarkedAnswer, bool> Seen { get; } = [];

    public ConcurrentQueue<string> Failures { get; } = [];

    public ConcurrentBag<double> Took { get; } = [];

    /// <summary>From the moment at which the step asked for it.</summary>
    public ConcurrentBag<double> Waited { get; } = [];

    /// <summary>Answers that do not begin with the title that was asked for.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

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
                await Ask(1 + (int)(turn * 7919 % titles));
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

    async Task Ask(int title)
    {
        using var answer = await server.GetAsync(new Uri($"/api/v1/search?limit=10&q={Uri.EscapeDataString(MarkedDumps.Name(title))}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        var generation = int.Parse(answer.Headers.GetValues(GenerationHeader).Single(), CultureInfo.InvariantCulture);
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        var hits = body.RootElement.GetProperty("hits").EnumerateArray().ToList();
        if (hits.Count == 0 || hits[0].GetProperty("id").GetString() != $"tt{title:D7}")
        {
            Wrong.Enqueue($"tt{title:D7} in generation {generation}: {body.RootElement}");
        }

        foreach (var hit in hits)
        {
            Seen.TryAdd(new MarkedAnswer(generation, MarkedDumps.RoundOfName(hit.GetProperty("title").GetString()!), MarkedDumps.RoundOfVotes(hit.GetProperty("votes").GetInt32())), true);
        }
    }
}
