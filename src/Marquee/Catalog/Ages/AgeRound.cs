using Marquee.Integrations.Tmdb;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Ages;

/// <summary>
/// Asks TMDB about titles in the order of need, as many as one night may. What was answered is kept every few titles, so that a
/// round that was cut off goes on behind it. A source that fails changes nothing of what is known.
/// </summary>
public sealed partial class AgeRound(AgeSource source, TmdbClient client, IOptions<TmdbOptions> options, TimeProvider time, ILogger<AgeRound> log) : IWork<NoArguments>
{
    /// <summary>Stored with runs: never changes.</summary>
    public const string Name = "ages.tmdb";

    /// <summary>Each change lets what children see be found anew, so not after every title.</summary>
    const int Together = 50;

    /// <summary>So many answers in a row that cannot be read come from something else than TMDB.</summary>
    const int MostUnreadable = 5;

    sealed class Tally
    {
        public int Found { get; set; }

        public int None { get; set; }

        public int Unreadable { get; set; }

        public int InARow { get; set; }
    }

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        await source.Store.Forget(TmdbClient.Source, (time.GetUtcNow() - AgePlan.Kept).ToUnixTimeSeconds(), ct);
        var before = await Begin(progress, ct);
        DateTimeOffset? notBefore = null;
        try
        {
            if (await source.Key(ct) is not { } key)
            {
                return null;
            }

            var tally = new Tally();
            var due = await source.Store.Due(TmdbClient.Source, Now, options.Value.MostVoted, await Budget(before, progress, ct), ct);
            var refused = await Ask(key, due, tally, progress, ct);
            RoundEnded(tally.Found, tally.None, tally.Unreadable);
            if (refused is not null)
            {
                notBefore = refused.NotBefore;
                throw new Refusal(refused.Code, refused.Values);
            }

            await source.End(before, new AgeRoundState { StartedAt = before.StartedAt, EndedAt = time.GetUtcNow(), GoodAt = time.GetUtcNow() }, ct);
            return new { found = tally.Found, none = tally.None, failed = tally.Unreadable };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Whoever stopped it wants no other before the next night; a run that a restart cut off goes on by itself.
            await source.End(before, before with { EndedAt = time.GetUtcNow() }, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await Failed(before, e is Refusal refusal ? refusal.Text : new Text("ages.fault", ("fault", e.GetType().Name)), notBefore, ct);
            throw;
        }
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    async Task<AgeRoundState> Begin(JobProgress progress, CancellationToken ct)
    {
        var round = await source.Round(ct);
        if (progress.Attempt == 1 || round.StartedAt is null)
        {
            round = round with { StartedAt = time.GetUtcNow() };
            await source.Begin(round, ct);
        }

        return round;
    }

    /// <summary>A round that goes on has what is left of its night.</summary>
    async Task<int> Budget(AgeRoundState round, JobProgress progress, CancellationToken ct) => progress.Attempt == 1
        ? options.Value.PerNight
        : Math.Max(0, options.Value.PerNight - await source.Store.AskedSince(TmdbClient.Source, round.StartedAt!.Value.ToUnixTimeSeconds(), ct));

    /// <returns>Why it ended early; null when everything was asked.</returns>
    async Task<TmdbRefused?> Ask(TmdbKey key, IReadOnlyList<AgeQuestion> due, Tally tally, JobProgress progress, CancellationToken ct)
    {
        var answers = new List<AgeAnswer>();
        try
        {
            for (var i = 0; i < due.Count; i++)
            {
                progress.Report(i, due.Count, sentence: new Text("ages.asking"));
                var answer = await client.Certificates(key, due[i].Title.ToString(), TmdbTitle.Parse(due[i].Outside), ct);
                if (answer is TmdbRefused refused)
                {
                    return refused;
                }

                answers.Add(Read(due[i], answer, tally));
                if (tally.InARow == MostUnreadable)
                {
                    return new TmdbRefused(null, "ages.unreadable", ("host", options.Value.Address.Host));
                }

                if (answers.Count == Together)
                {
                    await Keep(answers, ct);
                }
            }

            progress.Report(due.Count, due.Count);
            return null;
        }
        finally
        {
            await Keep(answers, CancellationToken.None); // also when the round is stopped
        }
    }

    async Task Keep(List<AgeAnswer> answers, CancellationToken ct)
    {
        if (answers.Count > 0)
        {
            await source.Store.Keep(TmdbClient.Source, answers, Now, ct);
            answers.Clear();
        }
    }

    static AgeAnswer Read(AgeQuestion question, TmdbAnswer answer, Tally tally)
    {
        switch (answer)
        {
            case TmdbCertificates certificates:
                tally.InARow = 0;
                var known = KnownCertificate.Of(certificates.All.Select(c => (c.Country, c.Spelling)));
                _ = known.Count > 0 ? tally.Found++ : tally.None++;
                return new AgeAnswer(question, certificates.Title.ToString(), null, known);
            case TmdbUnreadable unreadable:
                tally.InARow++;
                tally.Unreadable++;
                return new AgeAnswer(question, question.Outside, new Text(unreadable.Code, unreadable.Values), []);
            default:
                tally.InARow = 0;
                tally.None++;
                return new AgeAnswer(question, null, null, []);
        }
    }

    Task Failed(AgeRoundState round, Text why, DateTimeOffset? notBefore, CancellationToken ct) => source.End(round, round with
    {
        EndedAt = time.GetUtcNow(),
        Failures = round.Failures + 1,
        FailingSince = round.FailingSince ?? time.GetUtcNow(),
        Failure = StoredText.Write(why),
        NotBefore = notBefore,
    }, ct);

    [LoggerMessage(Level = LogLevel.Information, Message = "TMDB gave an age for {Found} titles and none for {None}; {Unreadable} answers could not be used")]
    partial void RoundEnded(int found, int none, int unreadable);
}
