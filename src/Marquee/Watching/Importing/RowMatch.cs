using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>What a row's title is taken for.</summary>
/// <param name="Title">Null while somebody must be asked, or when the member said that it is none there is.</param>
/// <param name="Declined">The member said before that it is none there is.</param>
sealed record RowMatch(TitleId? Title, double Certainty, IReadOnlyList<Text> Evidence, IReadOnlyList<MatchCandidate> Candidates, bool Declined = false)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static RowMatch Of(TitleMatch match) =>
        match.IsSure ? new RowMatch(match.Title, match.Certainty, match.Evidence, []) : new RowMatch(null, match.Certainty, match.Evidence, match.Candidates);

    public static RowMatch Said(TitleId? title) => new(title, 1, [new Text(title is null ? "watching.match.saidNone" : "watching.match.said")], [], title is null);

    /// <summary>As an earlier file's row was taken.</summary>
    public static RowMatch Before(TitleId title, double certainty) => new(title, certainty, [new Text("watching.match.before")], []);

    public string ToldEvidence => Tell(Evidence);

    /// <summary>Null without any.</summary>
    public string? ToldCandidates => Candidates.Count == 0 ? null
        : JsonSerializer.Serialize(Candidates.Select(c => new ToldCandidate(c.Title.Number, Math.Round(c.Certainty, 3), [.. c.Evidence.Select(e => StoredText.Write(e)!)])), Json);

    public static string Tell(IReadOnlyList<Text> texts) => JsonSerializer.Serialize(texts.Select(text => StoredText.Write(text)!), Json);

    public static IReadOnlyList<Text> ReadTexts(string? told) => told is null ? [] : [.. JsonSerializer.Deserialize<string[]>(told, Json)!.Select(text => StoredText.Read(text)!)];

    public static IReadOnlyList<MatchCandidate> ReadCandidates(string? told) => told is null ? []
        : [.. JsonSerializer.Deserialize<ToldCandidate[]>(told, Json)!.Select(c => new MatchCandidate(new TitleId(c.Title), c.Certainty, [.. c.Evidence.Select(e => StoredText.Read(e)!)]))];

    sealed record ToldCandidate(long Title, double Certainty, string[] Evidence);
}
