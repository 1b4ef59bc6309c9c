using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary>What both programs say and are told. A field that they do not know yet or any more is passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(ServarrStatus))]
[JsonSerializable(typeof(IReadOnlyList<HealthComplaint>))]
[JsonSerializable(typeof(IReadOnlyList<QualityProfile>))]
[JsonSerializable(typeof(IReadOnlyList<RootFolder>))]
[JsonSerializable(typeof(IReadOnlyList<ServarrTag>))]
[JsonSerializable(typeof(TagToMake))]
[JsonSerializable(typeof(CommandToStart))]
[JsonSerializable(typeof(CommandState))]
[JsonSerializable(typeof(ServarrPage<Download>))]
[JsonSerializable(typeof(IReadOnlyList<Download>))]
[JsonSerializable(typeof(ServarrPage<HistoryEntry>))]
sealed partial class ServarrJson : JsonSerializerContext;
