using System.Text;

namespace Marquee.Catalog;

/// <summary>What sort of thing a title is. The numbers are stored in databases and index files: never renumber.</summary>
public enum TitleKind : byte
{
    Movie = 1,
    Short = 2,
    TvMovie = 3,
    TvSeries = 4,
    TvMiniSeries = 5,
    TvEpisode = 6,
    TvShort = 7,
    TvSpecial = 8,
    TvPilot = 9,
    Video = 10,
    VideoGame = 11,

    /// <summary>Anything IMDb may invent later; a row is never dropped for its type.</summary>
    Other = 12,
}

/// <summary>IMDb's spelling of <see cref="TitleKind"/> (column <c>titleType</c>), case-sensitive as IMDb writes it.</summary>
public static class TitleKinds
{
    /// <summary>True for what has episodes.</summary>
    public static bool IsSeries(this TitleKind kind) => kind is TitleKind.TvSeries or TitleKind.TvMiniSeries;

    public static TitleKind Parse(ReadOnlySpan<byte> titleType) => titleType switch
    {
        _ when titleType.SequenceEqual("tvEpisode"u8) => TitleKind.TvEpisode,
        _ when titleType.SequenceEqual("short"u8) => TitleKind.Short,
        _ when titleType.SequenceEqual("movie"u8) => TitleKind.Movie,
        _ when titleType.SequenceEqual("video"u8) => TitleKind.Video,
        _ when titleType.SequenceEqual("tvSeries"u8) => TitleKind.TvSeries,
        _ when titleType.SequenceEqual("tvMovie"u8) => TitleKind.TvMovie,
        _ when titleType.SequenceEqual("tvMiniSeries"u8) => TitleKind.TvMiniSeries,
        _ when titleType.SequenceEqual("tvSpecial"u8) => TitleKind.TvSpecial,
        _ when titleType.SequenceEqual("videoGame"u8) => TitleKind.VideoGame,
        _ when titleType.SequenceEqual("tvShort"u8) => TitleKind.TvShort,
        _ when titleType.SequenceEqual("tvPilot"u8) => TitleKind.TvPilot,
        _ => TitleKind.Other,
    };

    /// <summary>The same for text that did not come from a file, such as a query parameter.</summary>
    public static TitleKind Parse(string titleType)
    {
        Span<byte> utf8 = stackalloc byte[16];
        return Encoding.UTF8.TryGetBytes(titleType, utf8, out var length) ? Parse(utf8[..length]) : TitleKind.Other;
    }

    public static string Spelling(this TitleKind kind) => kind switch
    {
        TitleKind.Movie => "movie",
        TitleKind.Short => "short",
        TitleKind.TvMovie => "tvMovie",
        TitleKind.TvSeries => "tvSeries",
        TitleKind.TvMiniSeries => "tvMiniSeries",
        TitleKind.TvEpisode => "tvEpisode",
        TitleKind.TvShort => "tvShort",
        TitleKind.TvSpecial => "tvSpecial",
        TitleKind.TvPilot => "tvPilot",
        TitleKind.Video => "video",
        TitleKind.VideoGame => "videoGame",
        _ => "other",
    };
}
