using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>
/// Many rows as one JSON parameter <c>@rows</c>, so that thousands go in with one statement on both engines. The names of the
/// columns are those of the JSON.
/// </summary>
static class JsonRows
{
    static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Of<T>(IReadOnlyCollection<T> rows) => JsonSerializer.Serialize(rows, Options);

    /// <param name="dialect">The two engines spell it differently.</param>
    /// <param name="columns">Name and type: <c>("line", "integer")</c>.</param>
    /// <returns>A table called <c>given</c>, to stand after <c>from</c>.</returns>
    public static string From(Dialect dialect, params (string Name, string Type)[] columns) => dialect.Engine == Engine.Sqlite
        ? $"(select {string.Join(", ", columns.Select(c => $"json_extract(value, '$.{c.Name}') as {c.Name}"))} from json_each(@rows)) given"
        : $"jsonb_to_recordset(cast(@rows as jsonb)) as given({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))})";
}
