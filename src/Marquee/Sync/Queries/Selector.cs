using System.Text.Json;

namespace Marquee.Sync.Queries;

/// <summary>A question to a document in the language of CouchDB's <c>_find</c>: <c>{"year":{"$gt":1950},"tags":{"$all":["noir"]}}</c>.</summary>
sealed class Selector
{
    const int Deepest = 32;

    readonly Func<JsonElement?, bool> _test;

    Selector(Func<JsonElement?, bool> test) => _test = test;

    /// <exception cref="ProtocolRefusal">It is none.</exception>
    public static Selector Parse(JsonElement json) =>
        new(Fields(json.ValueKind == JsonValueKind.Object ? json : throw Wrong("Selector must be a JSON object"), 0));

    public bool Matches(JsonElement document) => _test(document);

    /// <summary>Every field of the object, which is asked of an object.</summary>
    static Func<JsonElement?, bool> Fields(JsonElement json, int depth)
    {
        if (depth > Deepest)
        {
            throw Wrong("The selector is nested too deeply");
        }

        List<Func<JsonElement?, bool>> tests = [.. json.EnumerateObject().Select(field => field.Name.StartsWith('$')
            ? Combination(field.Name, field.Value, depth) ?? SelectorOperators.Test(field.Name, field.Value, value => Condition(value, depth + 1))
            : Field(FieldPath.Parse(field.Name), Condition(field.Value, depth + 1)))];
        return value => tests.TrueForAll(test => test(value));
    }

    static Func<JsonElement?, bool> Field(FieldPath path, Func<JsonElement?, bool> test) => value => test(value is { } json ? path.Of(json) : null);

    /// <summary>What is asked of one value: a value that it equals, or an object of operators and deeper fields.</summary>
    static Func<JsonElement?, bool> Condition(JsonElement json, int depth) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Any() ? Fields(json, depth) : SelectorOperators.Test("$eq", json, value => Condition(value, depth + 1));

    static Func<JsonElement?, bool>? Combination(string name, JsonElement json, int depth)
    {
        switch (name)
        {
            case "$and" or "$or" or "$nor":
                if (json.ValueKind != JsonValueKind.Array)
                {
                    throw Wrong($"{name} takes an array");
                }

                List<Func<JsonElement?, bool>> all = [.. json.EnumerateArray().Select(one => Condition(one, depth + 1))];
                return name switch
                {
                    "$and" => value => all.TrueForAll(test => test(value)),
                    "$or" => value => all.Exists(test => test(value)),
                    _ => value => !all.Exists(test => test(value)),
                };
            case "$not":
                var inner = Condition(json, depth + 1);
                return value => !inner(value);
            default:
                return null;
        }
    }

    internal static ProtocolRefusal Wrong(string reason) => new(400, "invalid_selector", reason);
}
