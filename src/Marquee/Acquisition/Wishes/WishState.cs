namespace Marquee.Acquisition.Wishes;

/// <summary>Where a wish is. In rows, documents and answers by its code: <see cref="WishStates.Code"/>.</summary>
public enum WishState
{
    /// <summary>Waits for the word of a host.</summary>
    Approval,

    /// <summary>Waits to be sent to a server.</summary>
    Buffer,

    /// <summary>The server has it and gets it when there is something to get.</summary>
    Sent,

    /// <summary>The server is searching for it.</summary>
    Searching,

    /// <summary>The server has chosen a release.</summary>
    Grabbed,

    Downloading,

    /// <summary>Some of its episodes are here.</summary>
    Partly,

    /// <summary>In the collection.</summary>
    Here,

    /// <summary>A host said no.</summary>
    Refused,

    /// <summary>Tried often enough, or gone from the server.</summary>
    GaveUp,

    /// <summary>Nobody wants it any more.</summary>
    Withdrawn,

    /// <summary>Remembered, not wished for.</summary>
    Bookmark,
}

/// <summary>Which steps there are from one state to another.</summary>
public static class WishStates
{
    static readonly Dictionary<WishState, WishState[]> Steps = new()
    {
        [WishState.Bookmark] = [WishState.Approval, WishState.Buffer, WishState.Withdrawn],
        [WishState.Approval] = [WishState.Buffer, WishState.Refused, WishState.Withdrawn, .. OnTheServer],
        [WishState.Buffer] = [WishState.Approval, WishState.Refused, WishState.GaveUp, WishState.Withdrawn, .. OnTheServer],
        [WishState.Sent] = [WishState.Buffer, WishState.GaveUp, .. OnTheServer],
        [WishState.Searching] = [WishState.Buffer, WishState.GaveUp, .. OnTheServer],
        [WishState.Grabbed] = [WishState.Buffer, WishState.GaveUp, .. OnTheServer],
        [WishState.Downloading] = [WishState.Buffer, WishState.GaveUp, .. OnTheServer],
        [WishState.Partly] = [WishState.Buffer, WishState.GaveUp, .. OnTheServer],
        [WishState.Here] = [WishState.GaveUp],
        [WishState.Refused] = [WishState.Approval, WishState.Buffer, WishState.Withdrawn],
        [WishState.GaveUp] = [WishState.Approval, WishState.Buffer, WishState.Withdrawn, .. OnTheServer],
        [WishState.Withdrawn] = [WishState.Approval, WishState.Buffer, WishState.Bookmark],
    };

    /// <summary>The server has it, and it is not here yet.</summary>
    public static IReadOnlyList<WishState> UnderWay { get; } = [WishState.Sent, WishState.Searching, WishState.Grabbed, WishState.Downloading, WishState.Partly];

    /// <summary>Over: nothing happens any more unless somebody asks again.</summary>
    public static IReadOnlyList<WishState> Over { get; } = [WishState.Refused, WishState.GaveUp, WishState.Withdrawn];

    static WishState[] OnTheServer => [WishState.Sent, WishState.Searching, WishState.Grabbed, WishState.Downloading, WishState.Partly, WishState.Here];

    public static bool May(WishState from, WishState to) => Steps[from].Contains(to);

    /// <summary><c>gaveUp</c>.</summary>
    public static string Code(this WishState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];

    /// <returns>Null for a word that is no state.</returns>
    public static WishState? Parse(string? code) => Enum.GetValues<WishState>().Where(s => s.Code() == code).Select(s => (WishState?)s).FirstOrDefault();
}
