using System.Text.Json;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;

namespace Marquee.Sync.Bound;

/// <summary>What a device says of a wish: <c>wish:{id}</c>.</summary>
/// <param name="Part">Null for none that there is.</param>
/// <param name="State">A host's word: <c>buffer</c> or <c>refused</c>; another one says nothing.</param>
/// <param name="Words">Why a host refuses.</param>
sealed record WishDocument(TitleId? Title, WishPart? Part, string? State, string? Words, bool Withdrawn, bool Bookmark)
{
    public const int Schema = 1;

    /// <exception cref="FormatException">It is no wish.</exception>
    public static WishDocument Read(string members)
    {
        var json = Said.Object(members);
        if (Said.Text(json, "type") != "wish" || Said.Number(json, "schema") != Schema)
        {
            throw new FormatException("no wish of this kind");
        }

        return new WishDocument(
            TitleId.TryParse(Said.Text(json, "title"), null, out var title) ? title : null, ReadPart(json), Said.Text(json, "state"),
            Said.Member(json, "why", JsonValueKind.Object) is { } why ? Said.Text(why, "text") : null,
            Said.Flag(json, "withdrawn"), Said.Text(json, "state") == "bookmark" || Said.Flag(json, "bookmark"));
    }

    static WishPart? ReadPart(JsonElement json) => Said.Text(json, "part") switch
    {
        null => WishPart.All,
        "seasons" => WishPart.OfSeasons((Said.Member(json, "seasons", JsonValueKind.Array)?.EnumerateArray() ?? default).Select(s => s.ValueKind == JsonValueKind.Number && s.TryGetInt32(out var number) ? number : -1)),
        "episodes" => WishPart.OfEpisodes((Said.Member(json, "episodes", JsonValueKind.Array)?.EnumerateArray() ?? default).Select(Episode)),
        var word => WishPart.Parse(word),
    };

    /// <summary><c>[1,3]</c>, or <c>"1x3"</c>.</summary>
    static WishedEpisode Episode(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json[0].TryGetInt32(out var season) && json[1].TryGetInt32(out var number) ? new WishedEpisode(season, number)
        : json.ValueKind == JsonValueKind.String && WishPart.Parse("episodes:" + json.GetString()) is { Episodes: [var one] } ? one
        : throw new FormatException("no episode");

    /// <param name="told">What the document has to say besides, as JSON.</param>
    public static string Members(Wish wish, TitleFacts? facts, string? told) => Said.Members(json =>
    {
        Begin(json, wish.Title, facts, wish.Part);
        if (wish.Members is [var first, ..])
        {
            json.WriteNumber("member", first.Member);
        }

        json.WriteStartArray("wanted");
        foreach (var member in wish.Wanted)
        {
            json.WriteNumberValue(member);
        }

        json.WriteEndArray();
        json.WriteString("state", wish.State.Code());
        if (wish.Why is { } why)
        {
            Why(json, why.Code, why.ToString());
        }

        if (wish.NextTryAt is { } next)
        {
            json.WriteString("nextTryAt", Said.Instant(next));
        }

        if (wish.Progress is { } progress)
        {
            json.WriteNumber("progress", Math.Round(progress, 2));
        }

        json.WriteString("askedAt", Said.Instant(wish.AskedAt));
        json.WriteString("changedAt", Said.Instant(wish.ChangedAt));
        if (wish.State == WishState.Withdrawn)
        {
            json.WriteBoolean("withdrawn", true);
        }

        Tell(json, told);
    });

    /// <summary>The same for a member who is no host: of those who want it themselves alone, and how many others there are.</summary>
    public static string Told(JsonElement wish, long member, IReadOnlyList<long> wanted) => Said.Members(json =>
    {
        foreach (var property in wish.EnumerateObject())
        {
            if (property.NameEquals("wanted"))
            {
                json.WriteStartArray("wanted");
                foreach (var own in wanted.Where(m => m == member))
                {
                    json.WriteNumberValue(own);
                }

                json.WriteEndArray();
                json.WriteNumber("others", wanted.Count(m => m != member));
            }
            else if (!property.NameEquals("member") || property.Value.GetInt64() == member)
            {
                property.WriteTo(json);
            }
        }
    });

    /// <summary>Of a wish that the rules of the house do not let be.</summary>
    public static string Denied(WishDocument? said, long member, TitleFacts? facts, Texts.Text why, DateTimeOffset at) => Said.Members(json =>
    {
        Begin(json, facts is null ? null : said?.Title, facts, said?.Part ?? WishPart.All);
        json.WriteNumber("member", member);
        json.WriteStartArray("wanted");
        json.WriteEndArray();
        json.WriteString("state", WishState.Refused.Code());
        Why(json, why.Code, why.ToString());
        json.WriteString("changedAt", Said.Instant(at));
        Tell(json, Composing.Told(why, at));
    });

    static void Begin(Utf8JsonWriter json, TitleId? title, TitleFacts? facts, WishPart part)
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("type", "wish");
        json.WriteString("title", title?.ToString());
        if (facts is not null)
        {
            json.WritePropertyName("about");
            json.WriteRawValue(Composing.About(facts));
        }

        json.WriteString("part", part.Word);
        if (part.Seasons.Count > 0)
        {
            json.WriteStartArray("seasons");
            foreach (var season in part.Seasons)
            {
                json.WriteNumberValue(season);
            }

            json.WriteEndArray();
        }

        if (part.Episodes.Count > 0)
        {
            json.WriteStartArray("episodes");
            foreach (var episode in part.Episodes)
            {
                json.WriteStartArray();
                json.WriteNumberValue(episode.Season);
                json.WriteNumberValue(episode.Number);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }

    static void Why(Utf8JsonWriter json, string code, string text)
    {
        json.WriteStartObject("why");
        json.WriteString("code", code);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    static void Tell(Utf8JsonWriter json, string? told)
    {
        if (told is not null)
        {
            json.WritePropertyName("told");
            json.WriteRawValue(told);
        }
    }
}
