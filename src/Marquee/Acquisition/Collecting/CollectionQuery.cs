using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Dapper;
using Marquee.Integrations.Servarr;

namespace Marquee.Acquisition.Collecting;

public enum CollectionSort
{
    /// <summary>Latest first.</summary>
    Added,

    Title,

    /// <summary>Newest first, unknown ones last.</summary>
    Year,

    /// <summary>Largest first.</summary>
    Size,

    /// <summary>The latest file first, those without one last.</summary>
    Filed,
}

/// <summary>Which part of the collection is asked for, and in which order. What is null is not asked.</summary>
public sealed record CollectionQuery
{
    public CollectionSort Sort { get; init; }

    public ServarrProgram? Kind { get; init; }

    public long? Connection { get; init; }

    /// <summary>Something of it is here.</summary>
    public bool? Downloaded { get; init; }

    /// <summary>Something of it is on its way.</summary>
    public bool? Grabbed { get; init; }

    public bool? Monitored { get; init; }

    /// <summary>Nobody knows which title it is.</summary>
    public bool? Unmatched { get; init; }

    /// <summary>Part of a name.</summary>
    public string? Text { get; init; }

    /// <summary>Ascending; connection and number decide between equals.</summary>
    internal string Key => Sort switch
    {
        CollectionSort.Title => "h.sort_name",
        CollectionSort.Year => "-coalesce(h.year, 0)",
        CollectionSort.Size => "-h.size",
        CollectionSort.Filed => "-coalesce(h.filed_at, 0)",
        _ => "-h.added_at",
    };

    internal string Behind =>
        $" and {Key} >= @key and ({Key} > @key or h.connection > @connectionAfter or h.connection = @connectionAfter and h.outside_id > @outsideAfter)";

    internal string Where =>
        (Kind is null ? "" : " and c.kind = @kind")
        + (Connection is null ? "" : " and h.connection = @connection")
        + (Downloaded is null ? "" : Downloaded.Value ? " and h.files > 0" : " and h.files = 0")
        + (Grabbed is null ? "" : Grabbed.Value ? " and h.grabbed_at is not null" : " and h.grabbed_at is null")
        + (Monitored is null ? "" : " and h.monitored = @monitored")
        + (Unmatched is null ? "" : Unmatched.Value ? " and h.title is null" : " and h.title is not null")
        + (Text is null ? "" : " and h.sort_name like @text escape '!'");

    internal DynamicParameters Parameters(int limit, CollectionCursor? after)
    {
        var parameters = new DynamicParameters(new
        {
            kind = Kind?.ToString().ToLowerInvariant(),
            connection = Connection,
            monitored = Monitored,
            text = Text is null ? null : $"%{Escaped(Text)}%",
            connectionAfter = after?.Connection,
            outsideAfter = after?.OutsideId,
            limit,
        });
        parameters.Add("key", after is null ? null : Sort == CollectionSort.Title ? after.Key : (object?)after.Number);
        return parameters;
    }

    static string Escaped(string text) => text.ToLowerInvariant()
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}

/// <summary>The place behind one holding in one order.</summary>
/// <param name="Key">What the order compares; digits for all orders but the one by title.</param>
public sealed record CollectionCursor(string Key, long Connection, int OutsideId)
{
    internal long? Number => long.TryParse(Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As a word for addresses.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Connection} {OutsideId} {Key}")));

    /// <returns>Null when the word is no cursor of this order.</returns>
    public static CollectionCursor? Parse(string word, CollectionSort sort)
    {
        if (!Base64Url.IsValid(word))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(word)).Split(' ', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var connection)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var outside)
            && new CollectionCursor(parts[2], connection, outside) is var cursor && (sort == CollectionSort.Title || cursor.Number is not null)
            ? cursor
            : null;
    }
}
