using Marquee.Texts;

namespace Marquee.Acquisition.Reconciling;

/// <summary>What a plan would take away (R1).</summary>
/// <param name="Before">Titles that the house knew of on the server.</param>
/// <param name="Now">Titles that the server has.</param>
/// <param name="Removed">Titles that are gone from it.</param>
/// <param name="Filed">Titles with files that the house knew of.</param>
/// <param name="Emptied">Those of them that are there without any file.</param>
public readonly record struct Shrink(int Before, int Now, int Removed, int Filed, int Emptied);

/// <summary>No answer of a server takes much away without somebody saying so: an unmounted disk looks like a clean-up. Pure.</summary>
public static class ShrinkQuestion
{
    public const int MostItems = 25;

    public const double MostShare = 0.2;

    /// <returns>What somebody has to answer; null when nothing is large enough to ask. One single title never is, unless it was the last.</returns>
    public static Text? Of(Shrink shrink) => shrink switch
    {
        { Before: > 0, Now: 0 } => new Text("reconcile.ask.empty", ("count", shrink.Before)),
        _ when Large(shrink.Removed, shrink.Before) => new Text("reconcile.ask.shrunk", ("count", shrink.Removed), ("of", shrink.Before)),
        _ when Large(shrink.Emptied, shrink.Filed) => new Text("reconcile.ask.files", ("count", shrink.Emptied), ("of", shrink.Filed)),
        _ => null,
    };

    static bool Large(int lost, int of) => lost > MostItems || (lost > 1 && lost > of * MostShare);
}
