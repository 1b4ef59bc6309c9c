using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Catalog.Ages;

/// <summary>
/// From what age a title with a certificate is, by the rules of the boards. Where a board asks for a parent's judgement and names no
/// age ("PG"), it counts from ten years, the age below which boards expect a grown-up beside the child; a board that says another
/// age is believed. A certificate that is not here says nothing.
/// </summary>
public static partial class Certificates
{
    /// <summary>Certificates that are not their own age, by country; numbers need no row. Films and series share a table: no spelling means two ages.</summary>
    static readonly FrozenDictionary<string, FrozenDictionary<string, int>> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AR"] = "ATP 0, SAM13 13, SAM16 16, SAM18 18, C 18",
        ["AT"] = "UNRESTRICTED 0, UNBESCHRÄNKT 0",
        ["AU"] = "P 0, C 0, G 0, PG 10, M 15, MA 15, MA15+ 15, AV15+ 15, R 18, R18+ 18, X18+ 18",
        ["BE"] = "AL 0, TP 0, KT 0, KT/EA 0, KNT 16, KNT/ENA 16",
        ["BG"] = "A 0, B 0, C 12, D 16, X 18",
        ["BR"] = "L 0, AL 0, A10 10, A12 12, A14 14, A16 16, A18 18",
        ["CA"] = "C 0, G 0, C8 8, PG 10, 14A 14, 18A 18, R 18, A 18",
        ["CH"] = "",
        ["CL"] = "TE 0, TE+7 7",
        ["CO"] = "T 0, TP 0",
        ["CZ"] = "U 0",
        ["DE"] = "FSK0 0, FSK6 6, FSK12 12, FSK16 16, FSK18 18",
        ["DK"] = "A 0, TILLADTFORALLE 0",
        ["EE"] = "PERE 0, L 0, MS-6 6, MS-12 12, K-12 12, K-14 14, K-16 16",
        ["ES"] = "A 0, A/I 0, AI 0, APTA 0, TP 0, ERI 0, T 0, TI 0, 7/I 7, 12/I 12, PX 18, X 18",
        ["FI"] = "S 0, T 0, K-3 3, K-7 7, K-8 8, K-10 10, K-11 11, K-12 12, K-13 13, K-14 14, K-15 15, K-16 16, K-18 18, K7 7, K12 12, K16 16, K18 18",
        ["FR"] = "U 0, TP 0, TOUSPUBLICS 0, -10 10, -12 12, -16 16, -18 18, X 18",
        ["GB"] = "U 0, UC 0, PG 8, 12A 12, R18 18, X 18",
        ["GR"] = "K 0, K-8 8, K-12 12, K-13 13, K-15 15, K-16 16, K-17 17, K-18 18, K12 12, K15 15, K18 18",
        ["HK"] = "I 0, III 18",
        ["HU"] = "KN 0, X 18",
        ["ID"] = "SU 0",
        ["IE"] = "G 0, PG 8, 12A 12, 12PG 12, 15A 15, 15PG 15, R18 18",
        ["IL"] = "ALL 0, G 0",
        ["IN"] = "U 0, UA 12, U/A 12, UA7+ 7, U/A7+ 7, UA13+ 13, U/A13+ 13, UA16+ 16, U/A16+ 16, A 18",
        ["IS"] = "L 0",
        ["IT"] = "T 0, VM6 6, VM12 12, VM14 14, VM16 16, VM18 18, V.M.14 14, V.M.18 18",
        ["JP"] = "G 0, PG-12 12, PG12 12, R15+ 15, R15 15, R-15 15, R18+ 18, R18 18, R-18 18",
        ["KR"] = "ALL 0, RESTRICTEDSCREENING 19",
        ["LT"] = "V 0, N-7 7, N-13 13, N-14 14, N-16 16, N-18 18, N7 7, N13 13, N16 16, N18 18",
        ["LV"] = "U 0",
        ["MX"] = "AA 0, A 0, B 12, B15 15, B-15 15, C 18, D 18",
        ["MY"] = "U 0, P12 12, P13 13",
        ["NL"] = "AL 0, MG6 6",
        ["NO"] = "A 0",
        ["NZ"] = "G 0, PG 10, R13 13, RP13 13, R15 15, M 16, R16 16, RP16 16, R18 18, RP18 18, R 18",
        ["PH"] = "G 0, R-13 13, R-16 16, R-18 18, R13 13, R16 16, R18 18",
        ["PL"] = "AL 0, BO 0",
        ["PT"] = "PÚBLICOS 0, T 0, TP 0, M/3 3, M/4 4, M/6 6, M/12 12, M/14 14, M/16 16, M/18 18, 10AP 10, 12AP 12, P 18",
        ["RO"] = "AG 0, A.G. 0, AP-12 12, A.P.12 12, AP12 12, N-15 15, N15 15, IM-18 18, IM18 18, I.M.-18 18",
        ["RU"] = "",
        ["SE"] = "BTL 0, BARNTILLÅTEN 0",
        ["SG"] = "G 0, PG 10, PG13 13, NC16 16, M18 18, R21 21, R(A) 21",
        ["SK"] = "U 0",
        ["TH"] = "P 0, G 0",
        ["TR"] = "G 0, 6A 6, 7A 7, 10A 10, 13A 13",
        ["TW"] = "普 0, 普遍級 0, 護 6, 保護級 6, 輔12 12, 輔12級 12, 輔15 15, 輔15級 15, 限 18, 限制級 18, G 0, P 6, PG12 12, PG15 15, R 18",
        ["US"] = "G 0, PG 10, PG-13 13, R 17, NC-17 18, X 18, TV-Y 0, TV-G 0, TV-Y7 7, TV-Y7-FV 7, TV-PG 10, TV-14 14, TV-MA 17",
        ["ZA"] = "A 0, PG 10, 7-9PG 7, 10-12PG 10, X18 18, XX 18",
    }.ToFrozenDictionary(
        country => country.Key,
        country => country.Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenDictionary(c => c[..c.LastIndexOf(' ')], c => int.Parse(c[(c.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal));

    /// <summary>Boards that are better known than their country.</summary>
    static readonly FrozenDictionary<string, string> Boards = new Dictionary<string, string>(StringComparer.Ordinal) { ["DE"] = "FSK", ["GB"] = "BBFC", ["IE"] = "IFCO" }.ToFrozenDictionary();

    /// <summary>Whose certificates are understood beyond plain numbers, by ISO 3166-1.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <returns>Years; null when the certificate says no age that we know.</returns>
    public static int? Age(string country, string certificate)
    {
        var spelling = string.Concat(certificate.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return Number().Match(spelling) is { Success: true } number ? Years(number.Groups["age"].ValueSpan)
            : All.TryGetValue(country, out var known) && known.TryGetValue(spelling, out var age) ? age
            : null;
    }

    /// <summary>As people of the country say it: <c>FSK 12</c>.</summary>
    public static string Spoken(string country, string certificate) =>
        Boards.TryGetValue(country, out var board) && !certificate.StartsWith(board, StringComparison.OrdinalIgnoreCase) ? $"{board} {certificate}" : certificate;

    static int? Years(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture) is var age and <= Ceilings.Ceiling.HighestAge ? age : null;

    // A number is its own age everywhere: "12", "16+", "+13".
    [GeneratedRegex(@"^\+?(?<age>[0-9]{1,2})\+?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
