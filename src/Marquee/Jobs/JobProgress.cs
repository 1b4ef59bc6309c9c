using Marquee.Texts;

namespace Marquee.Jobs;

/// <summary>What a piece of work tells about itself while it runs.</summary>
public sealed class JobProgress
{
    readonly Lock _lock = new();
    Told _told;
    bool _news;

    /// <summary>Made for each start of a run; tests of a piece of work make their own.</summary>
    public JobProgress(long id, int attempt)
    {
        Id = id;
        Attempt = attempt;
    }

    /// <summary>The run's id.</summary>
    public long Id { get; }

    /// <summary>Above 1 when an earlier start was interrupted.</summary>
    public int Attempt { get; }

    /// <summary>Cheap enough to call for every item: what is told is stored at most twice a second.</summary>
    /// <param name="done">How many units are done.</param>
    /// <param name="total">How many there are; null while unknown.</param>
    /// <param name="unit">What is counted: <c>rows</c>; null keeps the last one.</param>
    /// <param name="sentence">What is being done; null keeps the last one.</param>
    public void Report(long done, long? total = null, string? unit = null, Text? sentence = null)
    {
        lock (_lock)
        {
            _told = new Told(done, total, unit ?? _told.Unit, sentence ?? _told.Sentence);
            _news = true;
        }
    }

    /// <returns>What was last told, and whether that is new since the last call.</returns>
    internal (Told Told, bool News) Take()
    {
        lock (_lock)
        {
            var news = _news;
            _news = false;
            return (_told, news);
        }
    }

    internal readonly record struct Told(long Done, long? Total, string? Unit, Text? Sentence);
}
