using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Catalog.Matching;
using Marquee.Integrations.Exports;

namespace Marquee.Watching.Importing;

/// <summary>Which title a row asks for, and the keys by which an answer is remembered for the next file.</summary>
/// <param name="OwnKey">The source's own id or address; null when it gives none.</param>
/// <param name="NameKey">Folded name, year and kind; of an episode with its number and name.</param>
/// <param name="SeriesKey">Of an episode: that of its series, so that one answer finds all of its episodes.</param>
sealed record RowQuestion(TitleQuestion Asked, string? OwnKey, string NameKey, string? SeriesKey)
{
    const int LongestKey = 300;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Told => JsonSerializer.Serialize(Asked, Json);

    public static TitleQuestion Read(string told) => JsonSerializer.Deserialize<TitleQuestion>(told, Json)!;

    public static RowQuestion Of(string source, ExportRow row)
    {
        var episode = row.Kind == ExportKind.Episode;
        var kind = row.Kind switch
        {
            ExportKind.Film => AskedKind.Film,
            ExportKind.Series or ExportKind.Season => AskedKind.Series,
            ExportKind.Episode => AskedKind.Episode,
            _ => AskedKind.Unknown,
        };
        var asked = new TitleQuestion
        {
            Imdb = episode ? row.ImdbEpisode : row.ImdbTitle,
            SeriesImdb = episode ? row.ImdbTitle : null,
            Tmdb = episode ? row.TmdbEpisode : row.Tmdb,
            Tvdb = episode ? row.TvdbEpisode : row.Tvdb,
            SeriesTmdb = episode ? row.Tmdb : null,
            SeriesTvdb = episode ? row.Tvdb : null,
            Names = row.Original is { Length: > 0 } original && row.Name.Length > 0 ? [row.Name, original] : row.Name.Length > 0 ? [row.Name] : [],
            Year = row.Year,
            Kind = kind,
            Runtime = row.Runtime,
            Season = episode ? row.Season : null,
            Episode = row.Episode,
            EpisodeName = row.EpisodeName,
        };
        var place = episode ? string.Create(CultureInfo.InvariantCulture, $"|s{row.Season}e{row.Episode}|{Fold(row.EpisodeName)}") : "";
        var name = string.Create(CultureInfo.InvariantCulture, $"name|{Fold(row.Name)}|{row.Year}|{Kind(kind)}");
        return new RowQuestion(
            asked,
            Own(source, row) is { } own ? ShortText.Of(own + place, LongestKey) : null,
            ShortText.Of(name + place, LongestKey),
            episode ? ShortText.Of(string.Create(CultureInfo.InvariantCulture, $"name|{Fold(row.Name)}|{row.Year}|series"), LongestKey) : null);
    }

    /// <summary>Numbers of TMDB and TVDB are keys too: nobody here knows yet which titles they stand for.</summary>
    static string? Own(string source, ExportRow row) =>
        row.OwnKey is { Length: > 0 } own ? $"{source}|{own}"
        : row.Tmdb is { } tmdb ? string.Create(CultureInfo.InvariantCulture, $"tmdb|{(row.Kind == ExportKind.Film ? "film" : "series")}|{tmdb}")
        : row.Tvdb is { } tvdb ? string.Create(CultureInfo.InvariantCulture, $"tvdb|{tvdb}")
        : null;

    static string Kind(AskedKind kind) => kind.ToString().ToLowerInvariant();

    static string Fold(string? name) => name is null ? "" : string.Join(' ', NameWords.Of(name).Folded);
}
