using System.Text.Json;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>Many rows as one parameter <c>@rows</c>, for one statement that writes them all.</summary>
static class JsonRows
{
    public static string Write(IEnumerable<object?[]> rows) => JsonSerializer.Serialize(rows);

    /// <summary>To select from.</summary>
    public static string From(Dialect dialect) => dialect.Engine == Engine.Sqlite ? "json_each(@rows) r" : "json_array_elements(cast(@rows as json)) r(value)";

    /// <param name="types">Of the columns, in PostgreSQL's words; SQLite takes them from the JSON.</param>
    public static string Cells(Dialect dialect, params IReadOnlyList<string> types) => string.Join(", ", types.Select((type, i) =>
        dialect.Engine == Engine.Sqlite ? $"json_extract(r.value, '$[{i}]')" : $"cast(r.value ->> {i} as {type})"));
}
