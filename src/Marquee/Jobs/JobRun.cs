using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Texts;

namespace Marquee.Jobs;

[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState
{
    [JsonStringEnumMemberName("queued")] Queued,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("failed")] Failed,
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}

/// <summary>One run of a piece of work: the Job of the public API.</summary>
public sealed record JobRun
{
    public long Id { get; init; }

    /// <summary>Of the work: <c>catalog.import</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>For people, as <see cref="Sentence"/> and <see cref="Error"/>: in the language of who asks.</summary>
    public required Text Title { get; init; }

    public JobState State { get; init; }

    public long Done { get; init; }

    /// <summary>Null while nobody knows.</summary>
    public long? Total { get; init; }

    /// <summary>What is counted: <c>rows</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>What it is doing.</summary>
    public Text? Sentence { get; init; }

    /// <summary>Units a second over about the last ten seconds.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds that are left at this rate.</summary>
    public long? Eta { get; init; }

    /// <summary>What came of it; its shape belongs to the work.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed, in one sentence.</summary>
    public Text? Error { get; init; }

    /// <summary>The three texts for programs.</summary>
    public RunCodes Codes
    {
        get => field ?? new RunCodes(TextCode.Of(Title)!, TextCode.Of(Sentence), TextCode.Of(Error));
        init;
    }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was started; above 1 when it was interrupted.</summary>
    public int Attempt { get; init; }

    /// <summary>Who started it; null for schedules.</summary>
    [JsonIgnore] public long? Member { get; init; }

    [JsonIgnore] public bool Ended => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>Rises with every change of the run.</summary>
    [JsonIgnore] internal long Revision { get; init; }
}

/// <summary>What a run says, for programs.</summary>
public sealed record RunCodes(TextCode Title, TextCode? Sentence, TextCode? Error);
