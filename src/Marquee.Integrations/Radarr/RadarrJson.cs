using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Radarr;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(RadarrFilm))]
[JsonSerializable(typeof(IReadOnlyList<RadarrFilm>))]
[JsonSerializable(typeof(MovieToAdd))]
[JsonSerializable(typeof(MoviesToChange))]
sealed partial class RadarrJson : JsonSerializerContext;
