using Marquee.Catalog;

namespace Marquee.Watching.Review;

/// <summary>One watch with what is known of its title.</summary>
/// <param name="Whole">The title itself, or the series of an episode: what genres, countries and people are counted by.</param>
sealed record SeenTitle(DateOnly Day, TitleFacts Title, TitleFacts Whole)
{
    public bool IsEpisode => Title.Kind == TitleKind.TvEpisode;

    public bool IsFilm => !IsEpisode && !Title.Kind.IsSeries();

    /// <summary>A series has the runtime of an episode, which says nothing about how much of it was watched.</summary>
    public int? Minutes => Title.Kind.IsSeries() ? null : Title.Runtime;
}
