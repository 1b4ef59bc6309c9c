namespace Marquee.Integrations.Servarr;

/// <summary>
/// The body of <c>POST command</c>. Its arguments stand beside the name, although the documents of the API know none.
/// </summary>
sealed record CommandToStart(string Name)
{
    public IReadOnlyList<int>? MovieIds { get; init; }

    public int? SeriesId { get; init; }

    public int? SeasonNumber { get; init; }

    public IReadOnlyList<int>? EpisodeIds { get; init; }
}
