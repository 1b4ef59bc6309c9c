using System.Runtime.CompilerServices;
using Marquee.Texts;

namespace Marquee.App;

static class MessagesOfCommands
{
    /// <summary>Before anything of this program runs: what it says is in its own message files.</summary>
    [ModuleInitializer]
    internal static void Add() => Language.Add(typeof(MessagesOfCommands).Assembly);
}
