using System.Text.Json;

namespace Marquee.Sync.Bound;

sealed record SaidRating(int Value, DateTimeOffset? At);

/// <param name="Id">The house's number, or what the device that made it calls it.</param>
/// <param name="Day">Instead of the instant, where only the day is known.</param>
sealed record SaidWatch(string Id, DateTimeOffset? At, DateOnly? Day, string? Origin);

sealed record SaidEntry(DateTimeOffset? At, int? Priority, string? Note);

/// <summary>What a member has of one title, as devices keep it: <c>title:tt0111161</c>.</summary>
sealed record TitleDocument
{
    public const int Schema = 1;

    public static readonly TitleDocument Nothing = new();

    /// <summary>Of the catalog, as JSON; written by the house alone.</summary>
    public string? About { get; init; }

    public SaidRating? Rating { get; init; }

    public IReadOnlyList<SaidWatch> Watches { get; init; } = [];

    public SaidEntry? Watchlist { get; init; }

    public bool Liked { get; init; }

    public bool NotInterested { get; init; }

    public string? Note { get; init; }

    /// <summary>By the clock of who changed it; it is no change by itself.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What the house has to say about the last change, as JSON.</summary>
    public string? Told { get; init; }

    /// <exception cref="FormatException">It is no document of a title, or of a later kind than is known here.</exception>
    public static TitleDocument Read(string members)
    {
        var json = Said.Object(members);
        if (Said.Text(json, "type") != "title" || Said.Number(json, "schema") != Schema)
        {
            throw new FormatException("no title of this kind");
        }

        return new TitleDocument
        {
            About = Said.Member(json, "about", JsonValueKind.Object)?.GetRawText(),
            Rating = Said.Member(json, "rating", JsonValueKind.Object) is { } rating ? new SaidRating(Said.Number(rating, "value") ?? 0, Said.Time(rating, "at")) : null,
            Watches = [.. (Said.Member(json, "watches", JsonValueKind.Array)?.EnumerateArray() ?? default).Select(Watch)],
            Watchlist = Said.Member(json, "watchlist", JsonValueKind.Object) is { } entry ? new SaidEntry(Said.Time(entry, "at"), Said.Number(entry, "priority"), Said.Text(entry, "note")) : null,
            Liked = Said.Flag(json, "liked"),
            NotInterested = Said.Flag(json, "notInterested"),
            Note = Said.Text(json, "note"),
            ChangedAt = Said.Time(json, "changedAt"),
            Told = Said.Member(json, "told", JsonValueKind.Object)?.GetRawText(),
        };
    }

    public string Members() => Said.Members(json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("type", "title");
        if (About is not null)
        {
            json.WritePropertyName("about");
            json.WriteRawValue(About);
        }

        Write(json, "rating", Rating is null ? null : () =>
        {
            json.WriteNumber("value", Rating.Value);
            Said.Instant(json, "at", Rating.At);
        });
        json.WriteStartArray("watches");
        foreach (var watch in Watches)
        {
            json.WriteStartObject();
            json.WriteString("id", watch.Id);
            Said.Instant(json, "at", watch.At);
            json.WriteString("day", watch.Day?.ToString("yyyy-MM-dd", null));
            json.WriteString("origin", watch.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "watchlist", Watchlist is null ? null : () =>
        {
            Said.Instant(json, "at", Watchlist.At);
            Number(json, "priority", Watchlist.Priority);
            json.WriteString("note", Watchlist.Note);
        });
        json.WriteBoolean("liked", Liked);
        json.WriteBoolean("notInterested", NotInterested);
        json.WriteString("note", Note);
        Said.Instant(json, "changedAt", ChangedAt);
        if (Told is not null)
        {
            json.WritePropertyName("told");
            json.WriteRawValue(Told);
        }
    });

    /// <summary>Whether it says the same, whoever wrote it and whenever.</summary>
    public bool SameAs(TitleDocument other) =>
        Rating == other.Rating && Watchlist == other.Watchlist && Liked == other.Liked && NotInterested == other.NotInterested && Note == other.Note
        && Watches.OrderBy(w => w.Id, StringComparer.Ordinal).SequenceEqual(other.Watches.OrderBy(w => w.Id, StringComparer.Ordinal))
        && Said.Same(About, other.About) && Said.Same(Told, other.Told);

    static SaidWatch Watch(JsonElement json) => json.ValueKind == JsonValueKind.Object && Said.Text(json, "id") is { Length: > 0 and <= 100 } id
        ? new SaidWatch(id, Said.Time(json, "at"), Said.Day(json, "day"), Said.Text(json, "origin"))
        : throw new FormatException("no watch");

    static void Write(Utf8JsonWriter json, string name, Action? members)
    {
        if (members is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        members();
        json.WriteEndObject();
    }

    static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
