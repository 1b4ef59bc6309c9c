using System.Text.Json;

namespace Marquee.Integrations.Exports;

/// <summary>An entry of a list in a JSON text.</summary>
/// <param name="List">The names of the properties that lead to the list: <c>movies</c>, <c>watchlist.shows</c>; empty when the text is the list.</param>
/// <param name="Number">From 1, over the whole text.</param>
/// <param name="Value">Undefined when the text breaks off here: what came before is good.</param>
readonly record struct JsonItem(string List, int Number, JsonElement Value)
{
    public bool Broken => Value.ValueKind == JsonValueKind.Undefined;
}

/// <summary>
/// Walks the entries of all lists in a JSON text, one at a time, so that never more than one of them lies in memory as objects.
/// Objects around the lists are walked through; objects in the lists are the entries.
/// </summary>
static class JsonItems
{
    public static IEnumerable<JsonItem> Of(ReadOnlyMemory<byte> utf8)
    {
        var walk = new Walk(utf8);
        for (var number = 1; walk.Next() is { } item; number++)
        {
            yield return item with { Number = number };
            if (item.Broken)
            {
                yield break;
            }
        }
    }

    sealed class Walk(ReadOnlyMemory<byte> utf8)
    {
        readonly List<string?> _names = [];
        readonly Stack<bool> _inList = new();
        JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = ExportLimits.Depth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        int _at;
        string? _property;

        /// <returns>Null at the end of the text.</returns>
        public JsonItem? Next()
        {
            var reader = new Utf8JsonReader(utf8.Span[_at..], isFinalBlock: true, _state);
            try
            {
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.StartObject && _inList.TryPeek(out var inList) && inList)
                    {
                        var value = JsonElement.ParseValue(ref reader);
                        (_at, _state) = (_at + (int)reader.BytesConsumed, reader.CurrentState);
                        return new JsonItem(string.Join('.', _names.Where(n => n is not null)), 0, value);
                    }

                    Step(ref reader);
                }

                return null;
            }
            catch (JsonException)
            {
                return new JsonItem("", 0, default);
            }
            catch (InvalidOperationException)
            {
                // A name that is no text: half of a surrogate pair.
                return new JsonItem("", 0, default);
            }
        }

        void Step(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _property = reader.ValueSpan.Length > 100 ? "" : reader.GetString();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _inList.Push(reader.TokenType == JsonTokenType.StartArray);
                    _names.Add(_property);
                    _property = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _inList.Pop();
                    _names.RemoveAt(_names.Count - 1);
                    break;
                default:
                    _property = null;
                    break;
            }
        }
    }
}
