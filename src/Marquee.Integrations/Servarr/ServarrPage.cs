using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary>One page of a list that is paged.</summary>
public sealed record ServarrPage<T>
{
    /// <summary>From 1.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; }

    /// <summary>Of all pages.</summary>
    [JsonRequired] public int TotalRecords { get; init; }

    [JsonRequired] public IReadOnlyList<T> Records { get; init; } = [];
}
