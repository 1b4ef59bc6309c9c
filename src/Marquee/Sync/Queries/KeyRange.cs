using System.Text.Json;

namespace Marquee.Sync.Queries;

/// <summary>Where the values of a field lie that a selector can match; both bounds belong to it.</summary>
/// <param name="Low">Null: no bound.</param>
/// <param name="High">Null: no bound.</param>
sealed record KeyRange(JsonElement? Low, JsonElement? High)
{
    static readonly KeyRange Everything = new(null, null);

    /// <returns>Null where a document without the field can match, too.</returns>
    public static KeyRange? Of(JsonElement selector, FieldPath field)
    {
        KeyRange? range = null;
        foreach (var part in selector.EnumerateObject())
        {
            if (part.Name == "$and" && part.Value.ValueKind == JsonValueKind.Array)
            {
                range = part.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Aggregate(range, (known, one) => Both(known, Of(one, field)));
            }
            else if (!part.Name.StartsWith('$') && FieldPath.Parse(part.Name).Names.SequenceEqual(field.Names))
            {
                range = Both(range, OfCondition(part.Value));
            }
        }

        return range;
    }

    static KeyRange? OfCondition(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object || !condition.EnumerateObject().Any())
        {
            return new KeyRange(condition, condition);
        }

        return condition.EnumerateObject().Aggregate((KeyRange?)null, (known, operation) => Both(known, operation.Name switch
        {
            "$eq" => new KeyRange(operation.Value, operation.Value),
            "$gt" or "$gte" => new KeyRange(operation.Value, null),
            "$lt" or "$lte" => new KeyRange(null, operation.Value),
            "$in" or "$all" or "$size" or "$type" or "$mod" or "$regex" or "$beginsWith" or "$elemMatch" or "$allMatch" => Everything,
            "$exists" when operation.Value.ValueKind == JsonValueKind.True => Everything,
            _ => null,
        }));
    }

    static KeyRange? Both(KeyRange? left, KeyRange? right) => left is null ? right : right is null ? left : new KeyRange(
        Greater(left.Low, right.Low, 1), Greater(left.High, right.High, -1));

    static JsonElement? Greater(JsonElement? left, JsonElement? right, int sign) =>
        left is not { } one ? right : right is not { } other ? left : sign * JsonOrder.Instance.Compare(one, other) >= 0 ? one : other;
}
