namespace Marquee.Sync.Changes;

/// <summary>A part of the documents in the order of their ids.</summary>
/// <param name="Low">The lowest id; null: no bound.</param>
/// <param name="High">The highest id; null: no bound.</param>
/// <param name="WithLow">Whether the lowest one belongs to it.</param>
/// <param name="WithHigh">Whether the highest one does.</param>
public sealed record IdRange(
    string? Low = null, string? High = null, bool WithLow = true, bool WithHigh = true, bool Descending = false, int Limit = int.MaxValue, int Skip = 0)
{
    /// <summary>Where one begins to read.</summary>
    public string? Start => Descending ? High : Low;

    /// <summary>The rest of it behind a document that was read.</summary>
    public IdRange Behind(string id) => Descending ? this with { High = id, WithHigh = false, Skip = 0 } : this with { Low = id, WithLow = false, Skip = 0 };

    public string Where() =>
        (Low is null ? "" : $"and d.id {(WithLow ? ">=" : ">")} @Low ")
        + (High is null ? "" : $"and d.id {(WithHigh ? "<=" : "<")} @High");
}
