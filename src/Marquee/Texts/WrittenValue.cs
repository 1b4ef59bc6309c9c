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
        ("rating", double rating) => rating.ToString("0.0", language.Culture),
        ("plain", IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
        ("time", long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("g", language.Culture),
        ("lasting", long seconds) => Lasting(seconds, language),
        ("country", string code) => Country(code, language.Culture),
        (_, null) => "",
        (_, Text text) => language.Say(text),
        (_, IEnumerable<Text> texts) => Together([.. texts.Select(t => language.Say(t))], language),
        (_, int or long) => ((IFormattable)value).ToString("N0", language.Culture),
        (_, double number) => number.ToString("0.##", language.Culture),
        _ => value.ToString() ?? "",
    };

    static string Size(long bytes, CultureInfo culture) => bytes < 1_000_000_000
        ? string.Create(culture, $"{bytes / 1e6:0} MB")
        : string.Create(culture, $"{bytes / 1e9:0.0} GB");

    static string Lasting(long seconds, Language language) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", language.Culture);

    static string Together(IReadOnlyList<string> items, Language language) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => language.Say(new Text("texts.and", ("first", string.Join(", ", items.Take(items.Count - 1))), ("last", items[^1]))),
    };

    /// <summary>The framework names a country in the language of the thread, whatever else one asks it.</summary>
    static string Country(string code, CultureInfo culture)
    {
        if (code.Length != 2)
        {
            return code;
        }

        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = culture;
            return new RegionInfo(code).DisplayName;
        }
        catch (ArgumentException)
        {
            return code; // a country that is no more
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
