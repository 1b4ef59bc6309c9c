using System.Text.Json;
using Marquee.App.Server;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marquee.App.Tests;

public sealed class LogLinesTests
{
    /// <summary>A name that would end the line, forge another and colour the terminal.</summary>
    const string Forged = "x\u001b[31m\r\n2026-01-01T00:00:00Z info: forged\u202e\u0085";

    static string Write(ConsoleFormatter formatter, Exception? fault = null)
    {
        using var writer = new StringWriter();
        IReadOnlyList<KeyValuePair<string, object?>> state = [new("File", Forged), new("Rows", 3L), new("{OriginalFormat}", "Read {File}")];
        formatter.Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Warning, "Marquee.Test", new EventId(7, "Read"), state, fault, (s, _) => $"Read {s[0].Value}"), null, writer);
        return writer.ToString();
    }

    [Fact]
    public void A_text_line_is_one_line_without_control_characters()
    {
        var lines = Write(new OperatorLines(TimeProvider.System), new InvalidOperationException("two\rlines")).Split(Environment.NewLine);
        Assert.DoesNotContain(lines[0], c => char.IsControl(c) || c == '\u202e');
        Assert.Contains("\\u001b[31m\\u000d\\u000a2026", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("    System.InvalidOperationException: two\\u000dlines", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_JSON_line_is_one_object_with_its_values()
    {
        var text = Write(new JsonLines(TimeProvider.System), new InvalidOperationException("two\nlines"));
        Assert.Equal(text.Length - Environment.NewLine.Length, text.IndexOf(Environment.NewLine, StringComparison.Ordinal));
        Assert.DoesNotContain(text[..^Environment.NewLine.Length], char.IsControl);
        var line = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Read " + Forged, line.GetProperty("message").GetString());
        Assert.Equal(("warning", "Marquee.Test", "Read"), (line.GetProperty("level").GetString(), line.GetProperty("source").GetString(), line.GetProperty("event").GetString()));
        Assert.Equal(3, line.GetProperty("values").GetProperty("Rows").GetInt64());
        Assert.EndsWith("Z", line.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Contains("two\nlines", line.GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_option_every_line_on_standard_error_is_an_object_and_none_has_the_sign_in_code()
    {
        await using var marquee = await RunningMarquee.Start(settings: new Dictionary<string, string> { ["MARQUEE_Server__Logs"] = "json" });
        await marquee.Stop();
        var lines = marquee.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.DoesNotContain(marquee.SignIn.Segments[^1], marquee.Log, StringComparison.Ordinal);
    }
}
