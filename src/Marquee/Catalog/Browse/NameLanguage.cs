using System.Text;

namespace Marquee.Catalog.Browse;

/// <summary>
/// The language of an alternative title. IMDb names the language of few and the region of nearly all, so where a region has one
/// language for its films, that is what a name without a language is in.
/// </summary>
static class NameLanguage
{
    static readonly Dictionary<int, byte[]> Spoken = """
        ar EG|bg BG|bn BD|cs CZ|da DK|de DE AT|el GR|en US GB AU NZ IE|es ES MX AR CL CO PE VE UY|et EE|fa IR|fi FI|fr FR|he IL
        hr HR|hu HU|id ID|is IS|it IT|ja JP|ka GE|ko KR|lt LT|lv LV|nl NL|no NO|pl PL|pt PT BR|ro RO|ru RU|sk SK|sl SI|sr RS
        sv SE|th TH|tr TR|uk UA|vi VN
        """.Split((char[])['|', '\n']).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words[1..].Select(region => (Region: Number(Encoding.ASCII.GetBytes(region)), Language: Encoding.ASCII.GetBytes(words[0]))))
        .ToDictionary(home => home.Region, home => home.Language);

    /// <param name="language">As IMDb's file says; empty when it does not.</param>
    /// <param name="region">As IMDb's file says; empty when it does not.</param>
    /// <returns>Empty when nobody can tell.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> language, ReadOnlySpan<byte> region) =>
        !language.IsEmpty ? language : region.Length == 2 && Spoken.TryGetValue(Number(region), out var spoken) ? spoken : default;

    static int Number(ReadOnlySpan<byte> region) => region[0] << 8 | region[1];
}
