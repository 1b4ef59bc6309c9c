using System.Globalization;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>Makes documents of rows.</summary>
static class Composing
{
    public const string TitlePrefix = "title:";

    public const string ListPrefix = "list:";

    public static string Id(TitleId title) => TitlePrefix + title;

    /// <param name="facts">Null when nobody knows the title any more.</param>
    /// <param name="aliases">What devices call the watches.</param>
    /// <param name="told">What the document has to say besides, as JSON.</param>
    public static TitleDocument Title(OwnTitle own, TitleFacts? facts, IReadOnlyDictionary<long, string> aliases, string? told) => new()
    {
        About = facts is null ? null : About(facts),
        Rating = own.Rating is { } rating ? new SaidRating(rating.Rating, rating.RatedAt) : null,
        Watches = [.. own.Watches.Select(w => Watch(w, aliases.GetValueOrDefault(w.Id)))],
        Watchlist = own.Entry is { } entry ? new SaidEntry(entry.AddedAt, entry.Priority, entry.Note) : null,
        Liked = own.Words.LikedAt is not null,
        NotInterested = own.Words.NotInterestedAt is not null,
        Note = own.Words.Note,
        ChangedAt = own.ChangedAt,
        Told = told,
    };

    public static ListDocument List(ListState list, string? told) => new()
    {
        Name = list.Name,
        About = list.Description,
        Shared = list.Shared,
        Items = Items(list),
        Told = told,
    };

    public static IReadOnlyList<SaidItem> Items(ListState list) => [.. (list.Titles ?? []).Select(t => new SaidItem(new TitleId(t), list.Notes?.GetValueOrDefault(t)))];

    /// <summary>What the house has to say about a change that its rules refuse.</summary>
    public static string Told(Text why, DateTimeOffset at) => $"{{{Said.Members(json =>
    {
        json.WriteString("refused", why.Code);
        json.WriteString("text", why.ToString());
        json.WriteString("at", Said.Instant(at));
    })}}}";

    public static string About(TitleFacts facts) => $"{{{Said.Members(json =>
    {
        json.WriteString("name", facts.Title);
        Number(json, "year", facts.Year);
        Number(json, "endYear", facts.EndYear);
        json.WriteString("kind", facts.Kind.Spelling());
        Number(json, "runtime", facts.Runtime);
        json.WriteStartArray("genres");
        foreach (var genre in facts.Genres.Names)
        {
            json.WriteStringValue(genre);
        }

        json.WriteEndArray();
        if (facts.Rating is { } mean)
        {
            json.WriteNumber("rating", mean);
        }

        if (facts.Series is { } series)
        {
            json.WriteStartObject("series");
            json.WriteString("title", series.Id.ToString());
            json.WriteString("name", series.Title);
            Number(json, "season", series.Season);
            Number(json, "episode", series.Episode);
            json.WriteEndObject();
        }
    })}}}";

    /// <summary>A day whose time nobody knows is kept as its noon (UTC).</summary>
    static SaidWatch Watch(OwnWatch watch, string? alias)
    {
        var id = alias ?? watch.Id.ToString(CultureInfo.InvariantCulture);
        return watch.At is { } at && Instants.Noon(DateOnly.FromDateTime(at.UtcDateTime)) == at.ToUnixTimeSeconds()
            ? new SaidWatch(id, null, DateOnly.FromDateTime(at.UtcDateTime), watch.Origin)
            : new SaidWatch(id, watch.At, null, watch.Origin);
    }

    static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }
}
