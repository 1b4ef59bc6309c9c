using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>What a fact tells of a wish.</summary>
/// <param name="Why">The sentence's code and what fills its gaps.</param>
public sealed record WishTold(string Wish, string Part, string State, TextCode? Why = null);

/// <summary>The names of the facts, and how they are written.</summary>
static class WishFacts
{
    public const string Asked = "wish.asked";
    public const string Joined = "wish.joined";
    public const string Bookmarked = "wish.bookmarked";
    public const string Withdrawn = "wish.withdrawn";
    public const string Approved = "wish.approved";
    public const string Refused = "wish.refused";
    public const string TriedNow = "wish.triedNow";

    /// <summary>Told to everybody who wants it, when others or the house moved it.</summary>
    public const string Moved = "wish.moved";

    public const string RightsSet = "wish.rightsSet";
    public const string RuleMade = "wish.ruleMade";
    public const string RuleRemoved = "wish.ruleRemoved";
    public const string HouseSet = "wish.houseSet";

    /// <summary>A wish was put back where it was.</summary>
    public const string TakenBack = "wish.takenBack";

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T told) => JsonSerializer.Serialize(told, Options);

    public static WishTold? Read(string? told) => told is null ? null : JsonSerializer.Deserialize<WishTold>(told, Options);

    public static WishTold Told(Wish wish) => new(wish.Id, wish.Part.ToString(), wish.State.Code(), TextCode.Of(wish.Why));

    public static FactDraft Draft(Viewer viewer, TitleId title, string kind, WishTold? before, WishTold? after, long? undoes = null) => new()
    {
        Member = viewer.Member,
        Kind = kind,
        Title = title.Number,
        Before = before is null ? null : Write(before),
        After = after is null ? null : Write(after),
        Origin = Word(viewer.Origin),
        Undoes = undoes,
    };

    public static string Word(Origin origin) => origin.ToString().ToLowerInvariant();
}
