using System.Globalization;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.App.CommandLine;

/// <param name="Own">Whether it is the asking member's; another shares it with them.</param>
sealed record AskedList(long Id, string Name, bool Own);

/// <summary>The list that somebody typed: its number, or its name; an own one before one that is shared.</summary>
static class ListAsking
{
    sealed record Listed(long Id, string Name, string? Owner);

    public static async Task<AskedList> List(this RunningServer server, string text, CancellationToken ct) =>
        Meant(text, [.. (await server.Get<List<Listed>>("/api/v1/lists", ct)).Select(l => new AskedList(l.Id, l.Name, l.Owner is null))]);

    public static async Task<AskedList> List(this Alone alone, Viewer viewer, string text, CancellationToken ct) =>
        Meant(text, [.. (await alone.Get<TitleLists>().All(viewer, ct)).Select(l => new AskedList(l.Id, l.Name, l.Owner == viewer.Member))]);

    static AskedList Meant(string text, IReadOnlyList<AskedList> lists)
    {
        var called = lists.Where(l => string.Equals(l.Name, text.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        var own = called.FindAll(l => l.Own);
        var byNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? lists.FirstOrDefault(l => l.Id == id) : null;
        return (own.Count > 0 ? own : called) switch
        {
            [var one] => one,
            [] => byNumber ?? throw new Refusal("app.lists.none", ("text", text), ("names", lists.Count == 0 ? "–" : string.Join(", ", lists.Select(l => l.Name)))),
            var several => throw new Refusal("app.lists.several", ("text", text), ("ids", string.Join(", ", several.Select(l => l.Id)))),
        };
    }
}
