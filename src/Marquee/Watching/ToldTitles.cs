using System.Text.Json.Nodes;
using Marquee.Catalog;
using Marquee.Journal;

namespace Marquee.Watching;

/// <summary>Facts of whole lists name their titles in what they tell.</summary>
public static class ToldTitles
{
    /// <summary>The fact without the titles that are not seen.</summary>
    public static Fact Within(this Fact fact, Sight sight) => fact.Kind is WatchingFacts.ListMade or WatchingFacts.ListRemoved or WatchingFacts.ListRenamed
        ? fact with { Before = Within(fact.Before, sight), After = Within(fact.After, sight) }
        : fact;

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
