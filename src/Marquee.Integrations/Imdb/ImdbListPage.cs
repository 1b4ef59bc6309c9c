using System.Globalization;
using System.Text.Json;
using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// One page of a list, from what IMDb embeds in it. Where in the tree the titles lie has changed every year, so they are known by
/// what they look like: an <c>edges</c> array whose items hold an object with an id (<c>tt0111161</c>) and a <c>titleText</c>.
/// </summary>
public static class ImdbListPage
{
    public const string Source = "imdb-list-page";

    /// <returns>Null when there is nothing that looks like titles.</returns>
    internal static ListPage? Drawn(JsonElement root)
    {
        var best = (Titles: (List<ExportRow>?)null, Around: default(JsonElement));
        foreach (var (name, around) in Edged(root, ""))
        {
            List<ExportRow> titles = [.. around.Member("edges").Items().Select(Titled).OfType<ExportRow>()];
            // An empty list has edges too: none, where a search for titles says that they are all.
            if (titles.Count > (best.Titles?.Count ?? 0) || (best.Titles is null && around.Whole("total") == 0 && name.Contains("title", StringComparison.OrdinalIgnoreCase)))
            {
                best = (titles, around);
            }
        }

        return best.Titles is { } found
            ? new ListPage(null, [.. found.Select((title, i) => title with { Line = i + 1 })], best.Around.Member("pageInfo").True("hasNextPage") || best.Around.Whole("total") > found.Count)
            : null;
    }

    /// <summary>schema.org's list: <c>{"@type":"ItemList","itemListElement":[{"item":{"url":"https://www.imdb.com/title/tt0111161/","name":"..."}}]}</c>.</summary>
    /// <inheritdoc cref="Drawn"/>
    internal static ListPage? Listed(JsonElement root)
    {
        if (Find(root, value => value.Has("itemListElement")) is not { } list)
        {
            return null;
        }

        var titles = list.Member("itemListElement").Items().Select(element => element.Member("item") is { ValueKind: JsonValueKind.Object } item ? item : element)
            .Select(item => ExportValues.Imdb(item.Raw("url")) is { } id ? Row(id, item.Text("name")) : null).OfType<ExportRow>()
            .Select((title, i) => title with { Line = i + 1 }).ToList();
        return new ListPage(list.Text("name"), titles, list.Whole("numberOfItems") > titles.Count);
    }

    static ExportRow? Titled(JsonElement edge)
    {
        if (Find(edge, value => value.Member("titleText").Has("text") && ExportValues.Imdb(value.Raw("id")) is not null) is not { } title)
        {
            return null;
        }

        var rated = Find(edge, value => value.Has("otherUserRating")) is { } other ? other.Member("otherUserRating") : Find(edge, value => value.Has("userRating")) is { } own ? own.Member("userRating") : default;
        return Row(ExportValues.Imdb(title.Raw("id"))!.Value, title.Member("titleText").Text("text")) with
        {
            Original = title.Member("originalTitleText").Text("text"),
            Year = title.Member("releaseYear").Whole("year", 1850, 2200),
            Kind = ImdbValues.OfKind(title.Member("titleType").Text("id")),
            ImdbKind = title.Member("titleType").Text("id"),
            Runtime = title.Member("runtime").Whole("seconds", 60, 360_000) / 60,
            Rating = rated.Whole("value", 1, 10),
            RatedOn = DateOnly.TryParseExact(rated.Raw("date")?.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null,
        };
    }

    static ExportRow Row(long id, string? name) => new() { Line = 0, Cells = [FormattableString.Invariant($"tt{id:D7}"), name ?? "", ""], ImdbTitle = id, OwnKey = FormattableString.Invariant($"tt{id:D7}"), Name = name ?? "" };

    /// <returns>Every object with <c>edges</c>, and what it is called.</returns>
    static IEnumerable<(string Name, JsonElement Around)> Edged(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object when value.Member("edges").ValueKind == JsonValueKind.Array => [(name, value)],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Edged(member.Value, member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Edged(item, name)),
        _ => [],
    };

    /// <returns>The first object, from the outside in, that is what is looked for; null without one.</returns>
    static JsonElement? Find(JsonElement value, Func<JsonElement, bool> wanted)
    {
        if (value.ValueKind == JsonValueKind.Object && wanted(value))
        {
            return value;
        }

        var within = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => member.Value),
            JsonValueKind.Array => value.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        };
        return within.Select(each => Find(each, wanted)).FirstOrDefault(found => found is not null);
    }
}
