using System.Globalization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.App.CommandLine;

/// <param name="Name">With the year, where the catalog knows it; else the id.</param>
sealed record AskedTitle(TitleId Id, string Name);

/// <summary>
/// The title that somebody typed: an id, or words that one title alone is called or has in its name, with a year behind them where there
/// are several. What could be another title is refused with the candidates; nothing is guessed.
/// </summary>
static class TitleAsking
{
    const int Looked = 20;

    const int Told = 5;

    sealed record Hit(string Id, string Title, string? OriginalTitle, int? Year);

    sealed record Found(IReadOnlyList<Hit> Hits);

    public static async Task<AskedTitle> Title(this RunningServer server, string text, CancellationToken ct) =>
        Meant(text, (await server.Get<Found>(string.Create(CultureInfo.InvariantCulture, $"/api/v1/search?limit={Looked}&q={Uri.EscapeDataString(text)}"), ct)).Hits);

    public static async Task<AskedTitle> Title(this Alone alone, Viewer viewer, string text, CancellationToken ct)
    {
        var answer = await alone.Get<TitleSearch>().Search(text, null, Looked, await alone.Get<Sights>().Of(viewer, ct), ct);
        return Meant(text, [.. answer.Hits.Select(h => new Hit(h.Title.Id.ToString(), h.Title.Title, h.Title.Original, h.Title.Year))]);
    }

    static AskedTitle Meant(string text, IReadOnlyList<Hit> hits)
    {
        if (TitleId.TryParse(text.Trim(), null, out var id))
        {
            return hits.FirstOrDefault(h => h.Id == id.ToString()) is { } known ? Of(known) : new AskedTitle(id, id.ToString());
        }

        var asked = Folded(text);
        var called = hits.Where(h => Names(h).Contains(asked, StringComparer.Ordinal)).ToList();
        var like = called.Count > 0 ? called : [.. hits.Where(h => Names(h).Any(name => name.Contains(asked, StringComparison.Ordinal)))];
        // One that is called so, but that the search finds less likely than another, may not be the one that is meant.
        return like is [var one] && (called.Count == 0 || hits[0] == one) ? Of(one)
            : hits.Count == 0 ? throw new Refusal("app.title.none", ("text", text))
            : throw new Refusal("app.title.several", ("text", text), ("titles", string.Join(", ", like.Concat(hits).Distinct().Take(Told).Select(h => $"{h.Id} {Name(h)}"))));
    }

    static IEnumerable<string> Names(Hit hit) =>
        ((string?[])[hit.Title, hit.OriginalTitle]).OfType<string>().SelectMany(name => (string[])[Folded(name), Folded(string.Create(CultureInfo.InvariantCulture, $"{name} {hit.Year}"))]);

    static AskedTitle Of(Hit hit) => new(TitleId.Parse(hit.Id, null), Name(hit));

    static string Name(Hit hit) => hit.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{hit.Title} ({year})") : hit.Title;

    /// <summary>Case, spaces and punctuation do not tell titles apart.</summary>
    static string Folded(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
