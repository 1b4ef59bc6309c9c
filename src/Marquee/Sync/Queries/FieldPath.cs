using System.Text;
using System.Text.Json;

namespace Marquee.Sync.Queries;

/// <summary>Where a value lies in a document: <c>imdb.rating</c>; a dot that belongs to a name is written <c>\.</c>.</summary>
sealed record FieldPath(IReadOnlyList<string> Names)
{
    public static FieldPath Parse(string path)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '.')
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '.' or '\\' ? path[++i] : path[i]);
            }
        }

        names.Add(name.ToString());
        return new FieldPath(names);
    }

    /// <returns>Null when there is nothing.</returns>
    public JsonElement? Of(JsonElement json)
    {
        foreach (var name in Names)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json;
    }
}
