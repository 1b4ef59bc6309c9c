using System.Text.Json;
using Marquee.Texts;

namespace Marquee.Jobs;

/// <summary>A row of <c>jobs.run</c>; title, sentence and error as <see cref="StoredText"/>.</summary>
sealed record RunRow
{
    public const string Columns = """
        id, name, title, run_key as RunKey, intent, member, arguments, state, done, total, unit, sentence, rate, eta, result, error, attempt,
        cut_off as CutOff, cancel_asked as CancelAsked, inline, node, seen_at as SeenAt, queued_at as QueuedAt,
        started_at as StartedAt, ended_at as EndedAt, changed_at as ChangedAt, revision
        """;

    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    public string? RunKey { get; init; }

    public long? Intent { get; init; }

    public long? Member { get; init; }

    public string Arguments { get; init; } = "";

    public string State { get; init; } = "";

    public long Done { get; init; }

    public long? Total { get; init; }

    public string? Unit { get; init; }

    public string? Sentence { get; init; }

    public double? Rate { get; init; }

    public long? Eta { get; init; }

    public string? Result { get; init; }

    public string? Error { get; init; }

    public int Attempt { get; init; }

    public int CutOff { get; init; }

    public bool CancelAsked { get; init; }

    public bool Inline { get; init; }

    public string? Node { get; init; }

    public long? SeenAt { get; init; }

    public long QueuedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public long ChangedAt { get; init; }

    public long Revision { get; init; }

    public JobRun ToRun() => new()
    {
        Id = Id,
        Name = Name,
        Title = StoredText.Read(Title)!,
        State = Enum.Parse<JobState>(State, ignoreCase: true),
        Done = Done,
        Total = Total,
        Unit = Unit,
        Sentence = Attempt > 1 && State != "queued" ? Again(StoredText.Read(Sentence)) : StoredText.Read(Sentence),
        Rate = Rate is { } rate ? Math.Round(rate, 3) : null,
        Eta = Eta,
        Result = Result is null ? null : JsonSerializer.Deserialize<JsonElement>(Result),
        Error = StoredText.Read(Error),
        StartedAt = Instant(StartedAt),
        EndedAt = Instant(EndedAt),
        Attempt = Attempt,
        Member = Member,
        Revision = Revision,
    };

    static Text Again(Text? sentence) => sentence is null ? new Text("jobs.startedAgain") : new Text("jobs.doingAgain", ("sentence", sentence));

    static DateTimeOffset? Instant(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
