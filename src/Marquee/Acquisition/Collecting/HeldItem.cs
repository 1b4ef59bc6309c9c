using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Acquisition.News;

namespace Marquee.Acquisition.Collecting;

/// <param name="Id">Of the server.</param>
/// <param name="Size">Bytes.</param>
/// <param name="At">When the server got it; null when it does not say.</param>
public sealed record HeldFile(int Id, string? Quality, long Size, long? At);

/// <param name="Season">0 for specials.</param>
public sealed record HeldSeason(int Season, bool Monitored);

/// <summary>An episode as a server has it, by TVDB's counting.</summary>
public sealed record HeldEpisode
{
    public int Season { get; init; }

    public int Number { get; init; }

    /// <summary>The server's own number; 0 when only an event told of it.</summary>
    public int Item { get; init; }

    public long? AirsAt { get; init; }

    public bool Monitored { get; init; }

    public HeldFile? File { get; init; }

    /// <summary>Since when a release is on its way; null when none is.</summary>
    public long? GrabbedAt { get; init; }

    /// <summary>The last download that was heard of, on its way or here.</summary>
    public string? Download { get; init; }

    [JsonIgnore] public EpisodeNumber Id => new(Season, Number);
}

/// <summary>A film or series as a server has it.</summary>
public sealed record HeldItem
{
    /// <summary>TMDB's number of a film, TVDB's of a series: by it the server knows titles. Never 0.</summary>
    public int OutsideId { get; init; }

    /// <summary>The server's own number.</summary>
    public int Item { get; init; }

    public string Name { get; init; } = "";

    public int? Year { get; init; }

    public int? Tmdb { get; init; }

    public int? Tvdb { get; init; }

    public long? Imdb { get; init; }

    public string? Folder { get; init; }

    public bool Monitored { get; init; }

    public long? AddedAt { get; init; }

    /// <summary>Of a film.</summary>
    public HeldFile? File { get; init; }

    /// <inheritdoc cref="HeldEpisode.GrabbedAt"/>
    public long? GrabbedAt { get; init; }

    /// <inheritdoc cref="HeldEpisode.Download"/>
    public string? Download { get; init; }

    public IReadOnlyList<HeldSeason> Seasons { get; init; } = [];

    /// <summary>In the order of their numbers, each once.</summary>
    public IReadOnlyList<HeldEpisode> Episodes { get; init; } = [];

    /// <summary>How many of the episodes, or whether the film, have a file.</summary>
    [JsonIgnore] public int Files => (File is null ? 0 : 1) + Episodes.Count(e => e.File is not null);

    /// <summary>One file may hold several episodes.</summary>
    [JsonIgnore] public long Size => (File?.Size ?? 0) + Episodes.Select(e => e.File).OfType<HeldFile>().DistinctBy(f => f.Id).Sum(f => f.Size);

    /// <summary>
    /// A number for all that the server says. Downloads by their name and since when they run are ours: a server that is read as a
    /// whole tells only that there is one.
    /// </summary>
    [JsonIgnore]
    public long Digest => BitConverter.ToInt64(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with
    {
        Download = null,
        GrabbedAt = Flag(GrabbedAt),
        Episodes = [.. Episodes.Select(e => e with { Download = null, GrabbedAt = Flag(e.GrabbedAt) })],
    })));

    /// <summary>The same with what only we know of it, from the row before.</summary>
    public HeldItem Remembering(HeldItem? before)
    {
        if (before is null)
        {
            return this;
        }

        var there = before.Episodes.ToDictionary(e => e.Id);
        return this with
        {
            AddedAt = AddedAt ?? before.AddedAt,
            Download = Download ?? before.Download,
            GrabbedAt = GrabbedAt is null ? null : before.GrabbedAt ?? GrabbedAt,
            Episodes = [.. Episodes.Select(e => there.TryGetValue(e.Id, out var old)
                ? e with { Download = e.Download ?? old.Download, GrabbedAt = e.GrabbedAt is null ? null : old.GrabbedAt ?? e.GrabbedAt }
                : e)],
        };
    }

    static long? Flag(long? at) => at is null ? null : 1;
}
