using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.App.Verbs;
using Marquee.Storage;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

try
{
    var parsed = AllVerbs.Root().Parse(args.Length == 0 ? ["--help"] : args);
    if (parsed.Errors.Count > 0)
    {
        var why = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here." : parsed.Errors[0].Message;
        throw new Refusal($"{why} 'marquee {string.Join(' ', Words(parsed.CommandResult))}--help' tells what there is.");
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
}
catch (Refusal refusal)
{
    await Console.Error.WriteLineAsync("marquee: " + refusal.Message);
    return refusal.ExitCode;
}
catch (Exception e) when (Faults.Sentence(e) is not null)
{
    var (sentence, code) = Faults.Sentence(e)!.Value;
    await Console.Error.WriteLineAsync("marquee: " + sentence);
    return code;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("marquee: stopped.");
    return 130;
}

static IEnumerable<string> Words(System.CommandLine.Parsing.SymbolResult? result) => result is System.CommandLine.Parsing.CommandResult { Parent: not null } command
    ? [.. Words(command.Parent), command.Command.Name, ""]
    : [];
