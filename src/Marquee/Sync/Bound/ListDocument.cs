using System.Text.Json;
using Marquee.Catalog;

namespace Marquee.Sync.Bound;

sealed record SaidItem(TitleId Title, string? Note);

/// <summary>A list of a member as devices keep it: <c>list:7</c>, or what the device that made it called it.</summary>
sealed record ListDocument
{
    public const int Schema = 1;

    public string Name { get; init; } = "";

    public string? About { get; init; }

    public bool Shared { get; init; }

    public IReadOnlyList<SaidItem> Items { get; init; } = [];

    /// <summary>It is no change by itself.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>What the house has to say about the last change, as JSON.</summary>
    public string? Told { get; init; }

    /// <exception cref="FormatException">It is no document of a list, or of a later kind than is known here.</exception>
    public static ListDocument Read(string members)
    {
        var json = Said.Object(members);
        if (Said.Text(json, "type") != "list" || Said.Number(json, "schema") != Schema)
        {
            throw new FormatException("no list of this kind");
        }

        return new ListDocument
        {
            Name = Said.Text(json, "name") ?? "",
            About = Said.Text(json, "about"),
            Shared = Said.Flag(json, "shared"),
            Items = [.. (Said.Member(json, "items", JsonValueKind.Array)?.EnumerateArray() ?? default).Select(Item).DistinctBy(i => i.Title)],
            ChangedAt = Said.Time(json, "changedAt"),
            Told = Said.Member(json, "told", JsonValueKind.Object)?.GetRawText(),
        };
    }

    public string Members() => Said.Members(json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("type", "list");
        json.WriteString("name", Name);
        json.WriteString("about", About);
        json.WriteBoolean("shared", Shared);
        json.WriteBoolean("ordered", true);
        json.WriteStartArray("items");
        foreach (var item in Items)
        {
            json.WriteStartObject();
            json.WriteString("title", item.Title.ToString());
            json.WriteString("note", item.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Said.Instant(json, "changedAt", ChangedAt);
        if (Told is not null)
        {
            json.WritePropertyName("told");
            json.WriteRawValue(Told);
        }
    });

    public bool SameAs(ListDocument other) =>
        Name == other.Name && About == other.About && Shared == other.Shared && Items.SequenceEqual(other.Items) && Said.Same(Told, other.Told);

    static SaidItem Item(JsonElement json) => json.ValueKind == JsonValueKind.Object && TitleId.TryParse(Said.Text(json, "title"), null, out var title)
        ? new SaidItem(title, Said.Text(json, "note"))
        : throw new FormatException("no item");
}
