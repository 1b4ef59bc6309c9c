namespace Marquee.Access;

/// <summary>
/// Lets the command line of this machine act through the running server. Made anew at each start and kept in memory; the
/// server writes it to a file that only its own user can read.
/// </summary>
public sealed class LocalKey
{
    /// <summary>The header that names the member to act as; without it the host.</summary>
    public const string MemberHeader = "X-Marquee-Member";

    public string Value { get; } = "local_" + Secret.Make(256);

    public bool Is(string presented) => Secret.Same(Value, presented);
}
