using System.CommandLine;
using Marquee.Access.Trust;
using Marquee.App.Server;
using Microsoft.Extensions.Options;

namespace Marquee.App.CommandLine;

/// <summary>What one run of a verb has at hand.</summary>
sealed record Verb(ParseResult Parsed, GlobalOptions Global, Terminal Terminal, CancellationToken Cancellation)
{
    public static readonly Option<string?> MemberOption = new("--member") { Description = "help.any.member", HelpName = "NAME" };

    /// <summary>Null: the host.</summary>
    public string? Member => Parsed.GetValue(MemberOption);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;
}

static class VerbActions
{
    /// <summary>A verb that only reads: straight from the stores.</summary>
    public static Command Reads(this Command command, Func<Verb, Alone, Task> work)
    {
        command.SetAction(async (parsed, ct) =>
        {
            var verb = Start(parsed, ct);
            await using var alone = await Alone.Reading(verb.Global, ct);
            await work(verb, alone);
            return 0;
        });
        return command;
    }

    /// <summary>A verb that writes: through the server that runs on the folder, otherwise alone.</summary>
    public static Command Writes(this Command command, Func<Verb, RunningServer, Task> through, Func<Verb, Alone, Task> work)
    {
        command.SetAction(async (parsed, ct) =>
        {
            var verb = Start(parsed, ct);
            using var server = await RunningServer.Find(
                Alone.Folder(verb.Global), parsed.CommandResult.Command.Options.Contains(Verb.MemberOption) ? verb.Member : null, ct);
            if (server is not null)
            {
                await through(verb, server);
                return 0;
            }

            await using var alone = await Alone.Writing(verb.Global, ct);
            await work(verb, alone);
            return 0;
        });
        return command;
    }

    /// <summary>An option or an argument, in the order of the help.</summary>
    public static void AddSymbol(this Command command, Symbol symbol)
    {
        if (symbol is Option option)
        {
            command.Add(option);
        }
        else
        {
            command.Add((Argument)symbol);
        }
    }

    static Verb Start(ParseResult parsed, CancellationToken ct)
    {
        var global = GlobalOptions.Of(parsed);
        return new Verb(parsed, global, new Terminal(global), ct);
    }

    /// <summary>Where a browser will reach the server once it runs.</summary>
    public static Uri PageAddress(this Alone alone)
    {
        var options = alone.Get<IOptions<ServerOptions>>().Value;
        return options.PublicAddress ?? Listening.Local($"{(options.Certificate is null && !alone.Get<HomeTls>().IsOn ? "http" : "https")}://{Listening.Parse(options.Listen)}");
    }
}
