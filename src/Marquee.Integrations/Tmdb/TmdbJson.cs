using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Tmdb;

/// <summary>TMDB's answers, as far as they are read. What is missing is null, and so may be what a list holds.</summary>
sealed record FoundJson(
    [property: JsonPropertyName("movie_results")] IReadOnlyList<FoundTitleJson?>? Movies,
    [property: JsonPropertyName("tv_results")] IReadOnlyList<FoundTitleJson?>? Series);

sealed record FoundTitleJson([property: JsonPropertyName("id")] long Id);

sealed record ReleasesJson([property: JsonPropertyName("results")] IReadOnlyList<CountryReleasesJson?>? Countries);

sealed record CountryReleasesJson(
    [property: JsonPropertyName("iso_3166_1")] string? Country,
    [property: JsonPropertyName("release_dates")] IReadOnlyList<ReleaseJson?>? Releases);

sealed record ReleaseJson([property: JsonPropertyName("certification")] string? Certification);

sealed record SeriesRatingsJson([property: JsonPropertyName("results")] IReadOnlyList<SeriesRatingJson?>? Countries);

sealed record SeriesRatingJson([property: JsonPropertyName("iso_3166_1")] string? Country, [property: JsonPropertyName("rating")] string? Rating);

sealed record ConfigurationJson([property: JsonPropertyName("images")] JsonElement? Images);

/// <param name="Code">34: there is no such thing. The status alone could be a proxy's.</param>
sealed record ProblemJson([property: JsonPropertyName("status_code")] int? Code);

[JsonSerializable(typeof(FoundJson))]
[JsonSerializable(typeof(ReleasesJson))]
[JsonSerializable(typeof(SeriesRatingsJson))]
[JsonSerializable(typeof(ConfigurationJson))]
[JsonSerializable(typeof(ProblemJson))]
sealed partial class TmdbJson : JsonSerializerContext;
