using Marquee.Texts;

namespace Marquee.Storage;

/// <summary>
/// Something the person at the keyboard can put right: printed as its one sentence, without a stack trace, and ends the
/// program with <see cref="ExitCode"/>. Everything else that escapes is a fault of ours. <see cref="Exception.Message"/> is the
/// sentence in English, for logs.
/// </summary>
public sealed class Refusal : Exception
{
    /// <summary>The command cannot work like this: a missing file, a wrong setting.</summary>
    public const int Unusable = 2;

    /// <summary>The folder is taken: another server runs on it.</summary>
    public const int Busy = 3;

    /// <summary>The disk is full, read-only, or on a network share.</summary>
    public const int Disk = 4;

    /// <summary>The address or port cannot be listened on.</summary>
    public const int Port = 5;

    public Refusal(string code, params IReadOnlyList<(string Name, object Value)> values) : this(new Text(code, values))
    {
    }

    public Refusal(Exception cause, string code, params IReadOnlyList<(string Name, object Value)> values) : this(new Text(code, values), cause)
    {
    }

    public Refusal(Text text, Exception? cause = null) : base(text.In(Language.English), cause) => Text = text;

    public Text Text { get; }

    public int ExitCode { get; init; } = Unusable;
}
