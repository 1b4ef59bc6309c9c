using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.News;

/// <summary>What happened on a server, whether a webhook told it or a look at the whole server did.</summary>
public enum NewsKind
{
    /// <summary>A film or series is on the server now.</summary>
    Added,

    /// <summary>It is not on the server any more.</summary>
    Removed,

    /// <summary>A release was handed to a download client.</summary>
    Grabbed,

    /// <summary>A file is there that was not.</summary>
    Imported,

    /// <summary>A better file is in the place of another.</summary>
    Upgraded,

    /// <summary>A file is gone, and none came in its place.</summary>
    FileDeleted,

    /// <summary>What the server looks for has changed.</summary>
    Monitored,

    /// <summary>A download waits for a person.</summary>
    NeedsHand,
}

public readonly record struct EpisodeNumber(int Season, int Number);

/// <summary>One piece of news about one film or series. What nobody knows is null or empty.</summary>
public sealed record ServerNews
{
    public required Connection Connection { get; init; }

    public required NewsKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the house does not know which title it is.</summary>
    public TitleId? Title { get; init; }

    public int? Tmdb { get; init; }

    public int? Tvdb { get; init; }

    public TitleId? Imdb { get; init; }

    /// <summary>Of a series, those it is about; empty: all of it, or a film.</summary>
    public IReadOnlyList<EpisodeNumber> Episodes { get; init; } = [];

    /// <summary><c>Bluray-1080p</c>.</summary>
    public string? Quality { get; init; }

    /// <summary>Bytes, of the release or of the files.</summary>
    public long? Size { get; init; }

    /// <summary>The same in the server's queue and history.</summary>
    public string? DownloadId { get; init; }

    /// <summary>What the server says beside it.</summary>
    public Text? Message { get; init; }

    /// <summary>We told the server to do it ourselves (R4), so that it is no news to members.</summary>
    public bool IsEcho { get; init; }
}

/// <summary>
/// Hears everything that happens on the servers, in the transaction that changes the collection by it. The same news may come
/// twice and in any order.
/// </summary>
public interface IServerNews
{
    Task Heard(Writing house, ServerNews news);
}
