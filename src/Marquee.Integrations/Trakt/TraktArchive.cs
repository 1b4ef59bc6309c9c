using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

/// <summary>What the parts of a Trakt archive mean only together.</summary>
static class TraktArchive
{
    /// <param name="all">With the parts that hold no rows.</param>
    /// <param name="parts">Those that do; changed in place.</param>
    public static void Join(IReadOnlyList<PartBytes> all, List<ExportPart> parts, List<ExportRemark> remarks)
    {
        // The counts say the same plays again, without their dates.
        if (parts.Exists(p => p.Content == ExportContent.History) && parts.RemoveAll(p => p.Content == ExportContent.Watched) > 0)
        {
            remarks.Add(new ExportRemark("exports.trakt.watchedAgain"));
        }

        remarks.RemoveAll(r => r.Code == "exports.trakt.listNames");
        var lists = Lists(all);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.Content == ExportContent.List && TraktLists.NumberOf(new PartName(part.Name, InArchive: true)) is { } number && lists.TryGetValue(number, out var list))
            {
                parts[i] = part with { List = list.Name, Rows = part.Rows.Select(row => row with { List = list.Name, Privacy = list.Privacy }) };
            }
        }
    }

    static Dictionary<string, (string Name, ExportPrivacy Privacy)> Lists(IReadOnlyList<PartBytes> all)
    {
        var lists = new Dictionary<string, (string Name, ExportPrivacy Privacy)>(StringComparer.Ordinal);
        foreach (var item in all.Where(p => p.Name.Stem.StartsWith("lists", StringComparison.OrdinalIgnoreCase) && ExportSigns.IsJson(p.Text())).SelectMany(p => JsonItems.Of(JsonPart.Utf8(p))))
        {
            if (!item.Broken && TraktLists.IsList(item.Value) && item.Value.Member("ids").Raw("trakt") is { } number && item.Value.Text("name") is { } name)
            {
                lists[number] = (name, Privacy(item.Value));
            }
        }

        return lists;
    }

    static ExportPrivacy Privacy(JsonElement list) => list.Raw("privacy") switch
    {
        "private" => ExportPrivacy.Private,
        "friends" => ExportPrivacy.Friends,
        "public" or "link" => ExportPrivacy.Public,
        _ => ExportPrivacy.Unknown,
    };
}
