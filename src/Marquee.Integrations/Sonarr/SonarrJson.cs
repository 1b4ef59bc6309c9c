using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Sonarr;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(SonarrSeries))]
[JsonSerializable(typeof(IReadOnlyList<SonarrSeries>))]
[JsonSerializable(typeof(SonarrEpisode))]
[JsonSerializable(typeof(SeriesBody))]
[JsonSerializable(typeof(SeriesToChange))]
[JsonSerializable(typeof(EpisodesToMonitor))]
[JsonSerializable(typeof(SonarrSeason))]
sealed partial class SonarrJson : JsonSerializerContext;
