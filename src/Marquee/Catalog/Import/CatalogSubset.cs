using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>
/// The part of IMDb's titles that a house wants, for machines that are too small for all. Titles that members have something of
/// are always part of it. Stored with generations and jobs: properties are only added.
/// </summary>
public sealed record CatalogSubset
{
    public static readonly CatalogSubset Whole = new();

    /// <summary>Null is every kind. Episodes come only with their series.</summary>
    public IReadOnlyList<TitleKind>? Kinds { get; init; }

    /// <summary>Titles with fewer are left out. An episode goes with its series, whatever its own votes.</summary>
    public int MinVotes { get; init; }

    /// <summary>Also who acted in and made single episodes: the largest part of IMDb's credits.</summary>
    public bool EpisodePrincipals { get; init; } = true;

    [JsonIgnore]
    public bool IsWhole => Kinds is null && MinVotes == 0 && EpisodePrincipals;

    /// <summary>As it stands with its generation; null for everything.</summary>
    [JsonIgnore]
    public string? Stored => IsWhole ? null : JsonSerializer.Serialize(this);

    public static CatalogSubset Read(string? stored) => stored is null ? Whole : JsonSerializer.Deserialize<CatalogSubset>(stored)!;

    public bool Wants(TitleKind kind) => Kinds is null || Kinds.Contains(kind);

    /// <param name="kinds">IMDb's words separated by commas; null or empty is every kind.</param>
    /// <exception cref="Refusal">A word is no kind, or the votes are below 0.</exception>
    public static CatalogSubset Of(string? kinds, int minVotes, bool episodePrincipals)
    {
        var words = kinds?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.FirstOrDefault(word => word != TitleKind.Other.Spelling() && TitleKinds.Parse(word) == TitleKind.Other) is { } unknown)
        {
            throw new Refusal("catalog.noKind", ("kind", unknown));
        }

        return minVotes < 0
            ? throw new Refusal("catalog.subset.votesRule")
            : new CatalogSubset { Kinds = words.Length == 0 ? null : [.. words.Select(TitleKinds.Parse).Distinct().Order()], MinVotes = minVotes, EpisodePrincipals = episodePrincipals };
    }

    public bool Equals(CatalogSubset? other) => other is not null
        && MinVotes == other.MinVotes && EpisodePrincipals == other.EpisodePrincipals
        && (Kinds is null ? other.Kinds is null : other.Kinds is not null && Kinds.SequenceEqual(other.Kinds));

    public override int GetHashCode() => HashCode.Combine(Kinds?.Count, MinVotes, EpisodePrincipals);
}
