using System.Text;
using Marquee.Storage;

namespace Marquee.App.CommandLine;

/// <summary>A key that somebody types or a script pipes in. Never an argument: those stand in the shell's history and in the list of processes.</summary>
static class TypedSecret
{
    /// <param name="question">The code of what is asked at a terminal.</param>
    /// <param name="missing">The code of the refusal when nothing came.</param>
    public static async Task<string> Read(string question, string missing, CancellationToken ct, params IReadOnlyList<(string Name, object Value)> values)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteLineAsync(new Texts.Text(question, values).ToString());
        }

        var line = Console.IsInputRedirected ? await Console.In.ReadLineAsync(ct) : Unseen();
        return line is { Length: > 0 } ? line : throw new Refusal(missing, values);
    }

    /// <summary>Without an echo: a terminal keeps what it has shown.</summary>
    static string Unseen()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        return typed.ToString();
    }
}
