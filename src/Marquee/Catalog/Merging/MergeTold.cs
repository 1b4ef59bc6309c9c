using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.Access;
using Marquee.Journal;

namespace Marquee.Catalog.Merging;

/// <summary>How a merge is told in the journal: once for the host who decided, and once for each other member who had something of it.</summary>
sealed record MergeTold(Viewer Viewer, long Merge, TitleId From, string? Name, TitleId To)
{
    /// <summary>The host's fact; taking it back takes back the whole merge.</summary>
    public const string MergedKind = "title.merged";

    /// <summary>What it meant for another member.</summary>
    public const string JoinedKind = "title.joined";

    public const string PartedKind = "title.parted";

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public FactDraft Merged(IReadOnlyList<MemberShare> shares)
    {
        var own = shares.FirstOrDefault(s => s.Member == Viewer.Member);
        var after = About(own?.After, shares.Sum(s => s.Rows));
        after["members"] = shares.Select(s => s.Member).Distinct().Count();
        return Draft(Viewer.Member, MergedKind, own?.Before, after);
    }

    public FactDraft Joined(MemberShare share) => Draft(share.Member, JoinedKind, share.Before, About(share.After, share.Rows));

    public FactDraft Parted(long? undoes) => Draft(Viewer.Member, PartedKind, null, About(null, null)) with { Undoes = undoes };

    FactDraft Draft(long member, string kind, JsonObject? before, JsonObject after) => new()
    {
        Member = member,
        Kind = kind,
        Title = To.Number,
        Before = before?.ToJsonString(Options),
        After = after.ToJsonString(Options),
        Origin = Viewer.Origin.ToString().ToLowerInvariant(),
        OriginId = Merge,
    };

    JsonObject About(JsonObject? more, int? rows)
    {
        var told = more is null ? [] : (JsonObject)more.DeepClone();
        told["merge"] = Merge;
        told["from"] = From.ToString();
        if (Name is not null)
        {
            told["fromTitle"] = Name;
        }

        if (rows is not null)
        {
            told["rows"] = rows;
        }

        return told;
    }
}
