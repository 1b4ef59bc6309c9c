using System.Globalization;

namespace Marquee.Texts;

/// <summary>How a language writes what fills a gap.</summary>
static class WrittenValue
{
    /// <param name="value">Null when nothing was given for the gap.</param>
    /// <param name="way">Empty: strings as they are, numbers with the language's separators.</param>
    public static string Of(object? value, string way, Language language) => (way, value) switch
    {
        ("size", int or long) => Size(Convert.ToInt64(value, CultureInfo.InvariantCulture), language.Culture),
        ("rating", int or long or double) => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("0.0", language.Culture),
        ("plain", IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
        ("time", long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("g", language.Culture),
        ("lasting", long seconds) => Lasting(seconds, language),
        ("country", string code) => Country(code, language),
        (_, null) => "",
        (_, Text text) => language.Say(text),
        (_, IEnumerable<Text> texts) => Together([.. texts.Select(t => language.Say(t))], language),
        (_, int or long) => ((IFormattable)value).ToString("N0", language.Culture),
        (_, double number) => number.ToString("0.##", language.Culture),
        _ => value.ToString() ?? "",
    };

    static string Size(long bytes, CultureInfo culture) => bytes < 1_000_000
        ? string.Create(culture, $"{bytes / 1e3:0} kB")
        : bytes < 1_000_000_000 ? string.Create(culture, $"{bytes / 1e6:0} MB")
        : string.Create(culture, $"{bytes / 1e9:0.0} GB");

    static string Lasting(long seconds, Language language) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", language.Culture);

    static string Together(IReadOnlyList<string> items, Language language) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => language.Say(new Text("texts.and", ("first", string.Join(", ", items.Take(items.Count - 1))), ("last", items[^1]))),
    };

    /// <summary>A region's native name is the one in the language that it is asked for with: <c>de-SE</c> is Schweden.</summary>
    static string Country(string code, Language language)
    {
        try
        {
            return code.Length == 2 ? new RegionInfo($"{language.Code}-{code}").NativeName : code;
        }
        catch (ArgumentException)
        {
            return code; // a country that is no more
        }
    }
}
