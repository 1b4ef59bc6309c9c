using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marquee.Texts;

/// <param name="Language">Two letters.</param>
sealed record MessageFile(string Language, IReadOnlyDictionary<string, Message> Messages);

/// <summary>
/// The message files that are built into an assembly: one for each capability and language, in its folder <c>Messages</c>. A
/// message is a sentence, or one for each plural form: <c>{ "one": "...", "other": "..." }</c>.
/// </summary>
static partial class MessageFiles
{
    public static IEnumerable<MessageFile> In(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (Named().Match(resource) is { Success: true } match)
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                using var messages = JsonDocument.Parse(stream);
                yield return new MessageFile(match.Groups["language"].Value, messages.RootElement.EnumerateObject().ToDictionary(m => m.Name, m => Read(m.Value), StringComparer.Ordinal));
            }
        }
    }

    static Message Read(JsonElement message) => message.ValueKind == JsonValueKind.Object
        ? new Message(message.GetProperty("other").GetString()!, message.GetProperty("one").GetString())
        : new Message(message.GetString()!, null);

    // "Marquee.Access.Messages.access.de.json"
    [GeneratedRegex(@"\.Messages\.[a-z]+\.(?<language>[a-z]{2,3})\.json$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
