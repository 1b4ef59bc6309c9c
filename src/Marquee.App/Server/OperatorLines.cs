using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marquee.App.Server;

/// <summary>A log line as an operator reads it: <c>2026-03-01T12:00:00Z warning  The sentence.</c> A stack trace follows indented.</summary>
sealed class OperatorLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "operator";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var sentence = logEntry.Formatter(logEntry.State, logEntry.Exception).ReplaceLineEndings(" ");
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {Word(logEntry.LogLevel),-8} {sentence}"));
        if (logEntry.Exception is { } fault)
        {
            textWriter.WriteLine("    " + fault.ToString().ReplaceLineEndings(Environment.NewLine + "    "));
        }
    }

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
