using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>
/// The sentences of the link pages, from the message files beside this one. Nobody is signed in yet, so the browser's
/// languages choose; English when there is none of them.
/// </summary>
sealed partial class LinkTexts
{
    static readonly Dictionary<string, LinkTexts> All = Load();

    readonly Dictionary<string, string> _texts;

    LinkTexts(string language, Dictionary<string, string> texts) => (Language, _texts) = (language, texts);

    public string Language { get; }

    public string this[string name] => _texts[name];

    public IReadOnlyCollection<string> Names => _texts.Keys;

    public static IReadOnlyCollection<LinkTexts> Every => All.Values;

    public static LinkTexts For(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Quality is null or > 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => All.GetValueOrDefault(l.Value.ToString().Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(t => t is not null) ?? All["en"];

    static Dictionary<string, LinkTexts> Load()
    {
        var assembly = typeof(LinkTexts).Assembly;
        var found = new Dictionary<string, LinkTexts>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (Named().Match(resource) is { Success: true } match)
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                var language = match.Groups["language"].Value;
                found[language] = new LinkTexts(language, JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
            }
        }

        return found;
    }

    // "Marquee.Access.Messages.link.de.json"
    [GeneratedRegex(@"\.Messages\.link\.(?<language>[a-z]{2,3})\.json$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
