using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marquee.Sync.Queries;

/// <summary>What can be asked of one value. A value that is not there answers only <c>$exists</c>, <c>$ne</c> and <c>$nin</c>.</summary>
static class SelectorOperators
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    /// <param name="condition">Reads what is asked of the parts of a value.</param>
    /// <exception cref="ProtocolRefusal">There is no such operator, or it does not take this argument.</exception>
    public static Func<JsonElement?, bool> Test(string name, JsonElement json, Func<JsonElement, Func<JsonElement?, bool>> condition)
    {
        var argument = json.Clone();
        switch (name)
        {
            case "$eq":
                return There(value => Compare(value, argument) == 0);
            case "$ne":
                return value => value is not { } some || Compare(some, argument) != 0;
            case "$lt":
                return There(value => Compare(value, argument) < 0);
            case "$lte":
                return There(value => Compare(value, argument) <= 0);
            case "$gt":
                return There(value => Compare(value, argument) > 0);
            case "$gte":
                return There(value => Compare(value, argument) >= 0);
            case "$exists":
                var wanted = Is(argument, JsonValueKind.True, JsonValueKind.False, name).GetBoolean();
                return value => value is not null == wanted;
            case "$type":
                var type = Is(argument, JsonValueKind.String, name).GetString()!;
                return There(value => TypeOf(value) == type);
            case "$in":
                return There(AnyOf(argument, name));
            case "$nin":
                var any = AnyOf(argument, name);
                return value => value is not { } some || !any(some);
            case "$all":
                var all = Is(argument, JsonValueKind.Array, name).EnumerateArray().ToList();
                return There(value => value.ValueKind == JsonValueKind.Array && all.TrueForAll(one => value.EnumerateArray().Any(v => Compare(v, one) == 0)));
            case "$size":
                var size = Is(argument, JsonValueKind.Number, name).GetDouble();
                return There(value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == size);
            case "$mod":
                return Mod(argument, name);
            case "$regex":
                var pattern = Pattern(Is(argument, JsonValueKind.String, name).GetString()!);
                return There(value => value.ValueKind == JsonValueKind.String && pattern(value.GetString()!));
            case "$beginsWith":
                var start = Is(argument, JsonValueKind.String, name).GetString()!;
                return There(value => value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith(start, StringComparison.Ordinal));
            case "$elemMatch":
                var element = condition(argument);
                return There(value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(v => element(v)));
            case "$allMatch":
                var every = condition(argument);
                return There(value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(v => every(v)));
            default:
                throw Selector.Wrong($"Invalid operator: {name}");
        }
    }

    static Func<JsonElement?, bool> There(Func<JsonElement, bool> test) => value => value is { } some && test(some);

    static int Compare(JsonElement left, JsonElement right) => JsonOrder.Instance.Compare(left, right);

    static Func<JsonElement, bool> AnyOf(JsonElement argument, string name)
    {
        var some = Is(argument, JsonValueKind.Array, name).EnumerateArray().ToList();
        return value => some.Exists(one => Compare(value, one) == 0)
            || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(part => some.Exists(one => Compare(part, one) == 0)));
    }

    static Func<JsonElement?, bool> Mod(JsonElement argument, string name)
    {
        if (Is(argument, JsonValueKind.Array, name).GetArrayLength() != 2 || !argument[0].TryGetInt64(out var divisor) || !argument[1].TryGetInt64(out var rest) || divisor == 0)
        {
            throw Selector.Wrong("$mod takes two whole numbers, of which the first is not 0");
        }

        return There(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number % divisor == rest);
    }

    /// <summary>Of the kind that takes time in proportion to the text, since the pattern is a stranger's.</summary>
    static Func<string, bool> Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch).IsMatch;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Selector.Wrong($"$regex does not take {pattern}");
        }
    }

    static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    static JsonElement Is(JsonElement argument, JsonValueKind kind, string name) => Is(argument, kind, kind, name);

    static JsonElement Is(JsonElement argument, JsonValueKind kind, JsonValueKind orKind, string name) =>
        argument.ValueKind == kind || argument.ValueKind == orKind ? argument : throw Selector.Wrong($"Bad argument for operator {name}: {argument}");
}
