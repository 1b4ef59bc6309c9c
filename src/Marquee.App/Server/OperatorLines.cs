using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marquee.App.Server;

/// <summary>
/// A log line as an operator reads it: <c>2026-03-01T12:00:00Z warning  The sentence.</c> A stack trace follows indented. Whatever
/// could steer a terminal or look like another line is escaped, because names of files and devices come from outside.
/// </summary>
sealed class OperatorLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "operator";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var sentence = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {Word(logEntry.LogLevel),-8} {Escaped(sentence)}"));
        if (logEntry.Exception is { } fault)
        {
            foreach (var line in fault.ToString().Split(Environment.NewLine))
            {
                textWriter.WriteLine("    " + Escaped(line));
            }
        }
    }

    /// <summary>Control characters, and Unicode's own line ends and direction marks, as <c>\u000a</c>.</summary>
    static string Escaped(string text)
    {
        if (!text.Any(Steers))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = Steers(c) ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : escaped.Append(c);
        }

        return escaped.ToString();
    }

    static bool Steers(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
