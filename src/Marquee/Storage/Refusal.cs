namespace Marquee.Storage;

/// <summary>
/// Something the person at the keyboard can put right: printed as its one sentence, without a stack trace, and ends the
/// program with <see cref="ExitCode"/>. Everything else that escapes is a fault of ours.
/// </summary>
public sealed class Refusal(string sentence, int exitCode = Refusal.Unusable, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>The command cannot work like this: a missing file, a wrong setting.</summary>
    public const int Unusable = 2;

    /// <summary>The folder is taken: another server runs on it.</summary>
    public const int Busy = 3;

    /// <summary>The disk is full, read-only, or on a network share.</summary>
    public const int Disk = 4;

    /// <summary>The address or port cannot be listened on.</summary>
    public const int Port = 5;

    public int ExitCode { get; } = exitCode;
}
