using Marquee.Access;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>What the rules of the house say to a wish.</summary>
/// <param name="Against">Why it cannot be asked for; null when it can.</param>
/// <param name="NeedsHost">A host has to say yes first.</param>
public sealed record WishVerdict(Text? Against, bool NeedsHost)
{
    /// <param name="bytes">As estimated.</param>
    /// <param name="chooses">A server, a quality or a folder is named.</param>
    /// <param name="refusedBefore">A host refused this very wish: then no rule says yes instead.</param>
    public static WishVerdict Of(
        Viewer viewer, bool houseGets, WishRights rights, WishUse use, IReadOnlyList<WishRule> rules, WishKind kind, TitleFacts title, long bytes, bool chooses, bool refusedBefore)
    {
        var host = viewer.Role == Role.Host;
        var against =
            !houseGets ? new Text("wishes.houseOff")
            : host ? null
            : !(kind == WishKind.Film ? rights.Films : rights.Series) ? new Text(kind == WishKind.Film ? "wishes.noFilms" : "wishes.noSeries")
            : chooses && !rights.Choose ? new Text("wishes.noChoice")
            : rights.Count is { } count && use.Count >= count ? new Text("wishes.quotaCount", ("count", count), ("days", rights.Days))
            : rights.Bytes is { } most && use.Bytes + bytes > most ? new Text("wishes.quotaBytes", ("most", most), ("left", Math.Max(0, most - use.Bytes)), ("bytes", bytes), ("days", rights.Days))
            : rights.Unwatched is { } unwatched && use.Unwatched >= unwatched ? new Text("wishes.watchFirst", ("count", use.Unwatched))
            : null;
        var approved = host
            || (viewer.Role != Role.Child && !refusedBefore && (rights.Approved || rules.Any(rule => rule.Takes(viewer.Member, kind, title, bytes))));
        return new WishVerdict(against, !approved);
    }
}
