using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Watching.Importing;

/// <summary>
/// Many rows as one JSON parameter <c>@rows</c>, so that thousands go to PostgreSQL with one statement. The names of the columns
/// are those of the JSON. (SQLite parses the text anew for each column; there a prepared statement is faster.)
/// </summary>
static class JsonRows
{
    static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Of<T>(IReadOnlyCollection<T> rows) => JsonSerializer.Serialize(rows, Options);

    /// <param name="columns">Name and type: <c>("line", "integer")</c>.</param>
    /// <returns>A table called <c>given</c>, to stand after <c>from</c>.</returns>
    public static string From(params (string Name, string Type)[] columns) =>
        $"jsonb_to_recordset(cast(@rows as jsonb)) as given({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))})";
}
