using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marquee.Integrations.Servarr;

/// <summary>
/// JSON that is looked at piece by piece instead of being read into records. The readers of such pieces find fault with a text
/// or a name that stands there twice only when somebody asks for it, with exceptions of their own; here all of it is looked at first.
/// </summary>
static class SoundJson
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">Anything is wrong with it.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        var document = JsonDocument.Parse(json, Strict);
        try
        {
            Look(document.RootElement);
            return document;
        }
        catch (InvalidOperationException e)
        {
            document.Dispose();
            throw new JsonException("A text is broken.", e);
        }
    }

    /// <returns>Null for <c>null</c> and for single values.</returns>
    /// <exception cref="JsonException">Anything is wrong with it.</exception>
    public static JsonNode? Node(ReadOnlyMemory<byte> json)
    {
        using var document = Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(document.RootElement.Clone()),
            JsonValueKind.Array => JsonArray.Create(document.RootElement.Clone()),
            _ => null,
        };
    }

    static void Look(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Look(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Look(property.Value);
                }

                break;
        }
    }
}
