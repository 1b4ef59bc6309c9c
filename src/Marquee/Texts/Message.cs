using System.Text;
using System.Text.RegularExpressions;

namespace Marquee.Texts;

/// <summary>A sentence with gaps: <c>{name}</c>, or <c>{name:size}</c> with a way of writing that <see cref="WrittenValue"/> knows.</summary>
/// <param name="Other">The sentence, or the one for all numbers but one.</param>
/// <param name="One">Said when the value <c>count</c> is 1; null when the number makes no difference.</param>
sealed partial record Message(string Other, string? One)
{
    /// <summary>Every gap with its way of writing, to compare languages by.</summary>
    public IReadOnlySet<string> Gaps => Gap().Matches(Other + One).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

    public string Fill(Text text, Language language, Func<string, string>? value, Func<string, string>? words)
    {
        var pattern = One is not null && text.Values.Any(v => v.Name == "count" && v.Value is 1 or 1L) ? One : Other;
        var said = new StringBuilder(pattern.Length + 32);
        var at = 0;
        foreach (Match gap in Gap().Matches(pattern))
        {
            Words(pattern[at..gap.Index]);
            at = gap.Index + gap.Length;
            var written = WrittenValue.Of(text.Values.FirstOrDefault(v => v.Name == gap.Groups["name"].Value).Value, gap.Groups["way"].Value, language);
            said.Append(value?.Invoke(written) ?? written);
        }

        Words(pattern[at..]);
        return said.ToString();

        void Words(string between) => said.Append(words?.Invoke(between) ?? between);
    }

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(:(?<way>[a-z]+))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Gap();
}
