namespace Marquee.Sync.Bound;

/// <summary>What becomes of one thing that a device says.</summary>
enum Chosen
{
    /// <summary>What is here stays, and nothing is lost: the device said nothing new.</summary>
    Here,

    /// <summary>What the device says.</summary>
    Theirs,

    /// <summary>What the device says; what was said here meanwhile is lost.</summary>
    TheirsOverOurs,

    /// <summary>What was said here meanwhile; what the device says is lost.</summary>
    OursOverTheirs,
}

/// <summary>
/// The rule for what can have one value only, such as a rating: what the device changed since it last heard of it counts, and where
/// it was changed here too, the later decision.
/// </summary>
static class Choice
{
    /// <param name="known">Whether it is known what the device started from. If not, what it does not have is no decision.</param>
    /// <param name="before">What the device started from.</param>
    /// <param name="theirs">What it says.</param>
    /// <param name="ours">What is here.</param>
    /// <param name="decided">When the device's member decided it, by our clock.</param>
    /// <param name="since">When what is here was decided.</param>
    public static Chosen Of<T>(bool known, T? before, T? theirs, T? ours, DateTimeOffset decided, DateTimeOffset since) where T : IEquatable<T>
    {
        var same = EqualityComparer<T?>.Default;
        return same.Equals(theirs, ours) || (known ? same.Equals(theirs, before) : theirs is null) ? Chosen.Here
            : known ? same.Equals(ours, before) ? Chosen.Theirs : Later()
            : ours is null ? Chosen.Theirs : Later();

        Chosen Later() => decided > since ? Chosen.TheirsOverOurs : Chosen.OursOverTheirs;
    }
}
