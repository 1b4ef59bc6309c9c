namespace Marquee.Watching.Review;

/// <summary>The colours of a year's picture. Words are light, so every ground and quiet shape is dark.</summary>
/// <param name="Quiet">A neighbour of the ground, under words.</param>
/// <param name="Strong">Shapes beside words.</param>
/// <param name="Bright">The small, loud one.</param>
sealed record PictureInks(string Ground, string Quiet, string Strong, string Bright)
{
    static readonly PictureInks[] All =
    [
        new("#10152b", "#1d2550", "#5c6cf2", "#ffcf5a"),
        new("#1c1026", "#38204d", "#b05be0", "#ffb35c"),
        new("#08201f", "#103c3a", "#1f9e8f", "#ffd75e"),
        new("#23110f", "#47211c", "#e0603f", "#ffd28a"),
        new("#0d1c2e", "#173757", "#2f8fdc", "#ff9d76"),
        new("#1f1a0c", "#40361a", "#c9962c", "#8fe0d0"),
        new("#230e1a", "#4a1d36", "#d94f86", "#ffd166"),
    ];

    /// <summary>Years that follow each other differ.</summary>
    public static PictureInks Of(int year) => All[year % All.Length];
}
