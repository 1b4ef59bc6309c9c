using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Marquee.App.CommandLine;
using Marquee.App.Verbs;
using Marquee.Storage;
using Marquee.Texts;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
PrivateFiles.Begin();
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

try
{
    var parsed = AllVerbs.Root().Spoken().Parse(args.Length == 0 ? ["--help"] : args);
    if (parsed.Errors.Count > 0)
    {
        var verb = string.Concat(Words(parsed.CommandResult).Select(word => word + " "));
        throw parsed.UnmatchedTokens.Count > 0
            ? new Refusal("app.unknownWord", ("word", parsed.UnmatchedTokens[0]), ("verb", verb))
            : new Refusal("app.wrongUse", ("why", string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), ("verb", verb));
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
}
catch (Refusal refusal)
{
    return await Ended(refusal.Text, refusal.ExitCode);
}
catch (Exception e) when (Faults.Sentence(e) is not null)
{
    var (sentence, code) = Faults.Sentence(e)!.Value;
    return await Ended(sentence, code);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync($"marquee: {new Text("app.stopped")}");
    return 130;
}

// With --json the reason is for programs too: its code, what fills it, and the sentence.
async Task<int> Ended(Text text, int code)
{
    await Console.Error.WriteLineAsync(args.Contains("--json")
        ? JsonSerializer.Serialize(new { error = text, told = TextCode.Of(text) }, Terminal.JsonLines)
        : $"marquee: {text}");
    return code;
}

static IEnumerable<string> Words(System.CommandLine.Parsing.SymbolResult? result) => result is System.CommandLine.Parsing.CommandResult { Parent: not null } command
    ? [.. Words(command.Parent), command.Command.Name]
    : [];
