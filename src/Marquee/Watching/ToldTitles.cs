using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.Catalog;
using Marquee.Journal;

namespace Marquee.Watching;

/// <summary>Facts of whole lists name their titles in what they tell, those of whole files count them.</summary>
public static class ToldTitles
{
    /// <summary>The fact without the titles that are not seen.</summary>
    public static Fact Within(this Fact fact, Sight sight) => fact.Kind is WatchingFacts.ListMade or WatchingFacts.ListRemoved or WatchingFacts.ListRenamed
        ? fact with { Before = Within(fact.Before, sight), After = Within(fact.After, sight) }
        : fact.Kind is WatchingFacts.ImportApplied or WatchingFacts.ImportUndone or WatchingFacts.ImportRowUndone ? fact with { After = Uncounted(fact.After) }
        : fact;

    /// <summary>How many titles of a file the catalog has is not told under a ceiling; its import says how many are seen.</summary>
    static string? Uncounted(string? told)
    {
        if (told is null || JsonNode.Parse(told) is not JsonObject file)
        {
            return told;
        }

        foreach (var count in file.Where(part => part.Value is JsonValue value && value.GetValueKind() == JsonValueKind.Number && part.Key != "import").Select(part => part.Key).ToList())
        {
            file.Remove(count);
        }

        return file.ToJsonString();
    }

    static string? Within(string? told, Sight sight)
    {
        if (told is null || JsonNode.Parse(told) is not JsonObject list || list["titles"] is not JsonArray titles)
        {
            return told;
        }

        list["titles"] = new JsonArray([.. titles.Where(title => sight.Shows(new TitleId(title!.GetValue<long>()))).Select(title => title!.DeepClone())]);
        return list.ToJsonString();
    }
}
