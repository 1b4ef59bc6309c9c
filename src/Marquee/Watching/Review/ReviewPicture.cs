using System.Globalization;
using System.Xml.Linq;
using Marquee.Texts;

namespace Marquee.Watching.Review;

/// <param name="Label">What it is: the film rated highest.</param>
/// <param name="Words">A name from the catalog.</param>
public sealed record PictureLine(Text Label, string Words);

/// <summary>What stands on the picture of a year.</summary>
/// <param name="Lines">At most six are drawn.</param>
public sealed record PictureWords(int Year, string Member, YearCounts Counts, IReadOnlyList<int> Months, IReadOnlyList<PictureLine> Lines);

/// <summary>
/// A year as a picture to keep or to send: an upright SVG without script, style, link or address, with the faces that every system
/// brings. Built as a tree, so that no title can end an element.
/// </summary>
public static class ReviewPicture
{
    public const int Width = 1080;
    public const int Height = 1350;

    const int Side = 84;
    const string Faces = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";
    const string Ink = "#f3f5fb";
    const string Soft = "#b9c1d6";

    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(PictureWords words, Language language)
    {
        var inks = PictureInks.Of(words.Year);
        var title = new Text("review.picture.title", ("name", SvgText.Clean(words.Member))).In(language);
        var spoken = new Text("review.picture.spoken", ("title", title), ("year", words.Year), ("films", words.Counts.Films), ("episodes", words.Counts.Episodes), ("hours", Hours(words)), ("days", words.Counts.Days)).In(language);
        var svg = new XElement(Svg + "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")),
            new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("role", "img"), new XAttribute("font-family", Faces),
            new XElement(Svg + "title", spoken),
            Rect(0, 0, Width, Height, inks.Ground),
            PictureMotif.Of(words.Year, inks),
            Line(title, Side, 138, Width - (2 * Side), 46, 26, Ink, 650),
            Words(words.Year.ToString(CultureInfo.InvariantCulture), Side - 12, 392, 288, Ink, 850),
            Numbers(words, language),
            Months(words, inks, language),
            words.Lines.Take(6).Select((line, at) => Named(line, Side + (at % 2 * 470), 968 + (at / 2 * 112), language)),
            Rect(Side, 1268, Width - (2 * Side), 2, inks.Quiet),
            Words("Marquee", Side, 1314, 26, Soft, 700));
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    static int Hours(PictureWords words) => (int)Math.Round(words.Counts.Minutes / 60.0);

    static IEnumerable<XElement> Numbers(PictureWords words, Language language)
    {
        var numbers = new (int Value, string Code)[]
        {
            (words.Counts.Films, "review.picture.films"), (words.Counts.Episodes, "review.picture.episodes"), (Hours(words), "review.picture.hours"), (words.Counts.Days, "review.picture.days"),
        };
        const int column = (Width - (2 * Side)) / 4;
        return numbers.SelectMany((number, at) => (XElement[])
        [
            Line(number.Value.ToString("N0", language.Culture), Side + (at * column), 560, column - 20, 78, 30, Ink, 800),
            Line(new Text(number.Code, ("count", number.Value)).In(language), Side + (at * column), 604, column - 16, 29, 18, Soft, 500),
        ]);
    }

    static IEnumerable<XElement> Months(PictureWords words, PictureInks inks, Language language)
    {
        const double column = (Width - (2.0 * Side)) / 12;
        const double foot = 848, tall = 160, wide = 50;
        var most = Math.Max(1, words.Months.DefaultIfEmpty(0).Max());
        for (var month = 0; month < words.Months.Count; month++)
        {
            var height = Math.Max(4, words.Months[month] * tall / most);
            var x = Side + (month * column);
            yield return Rect(x, foot - height, wide, height, words.Months[month] == most ? inks.Bright : inks.Strong, 7);
            var letter = language.Culture.DateTimeFormat.AbbreviatedMonthNames[month];
            yield return Words(letter[..Math.Min(1, letter.Length)].ToUpper(language.Culture), x + (wide / 2), foot + 34, 24, Soft, 600, "middle");
        }
    }

    static IEnumerable<XElement> Named(PictureLine line, double x, double y, Language language) =>
    [
        Line(line.Label.In(language), x, y, 420, 25, 16, Soft, 500),
        Line(line.Words, x, y + 44, 420, 38, 23, Ink, 700),
    ];

    static XElement Line(string text, double x, double y, double width, double largest, double smallest, string ink, int weight)
    {
        var (words, size) = SvgText.Fit(text, width, largest, smallest);
        return Words(words, x, y, size, ink, weight);
    }

    static XElement Words(string words, double x, double y, double size, string ink, int weight, string anchor = "start") => new(Svg + "text",
        new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("font-size", Number(size)), new XAttribute("font-weight", weight),
        new XAttribute("fill", ink), new XAttribute("text-anchor", anchor), SvgText.Clean(words));

    internal static XElement Rect(double x, double y, double width, double height, string ink, double round = 0) => new(Svg + "rect",
        new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("width", Number(width)), new XAttribute("height", Number(height)),
        new XAttribute("rx", Number(round)), new XAttribute("fill", ink));

    internal static XElement Circle(double x, double y, double radius, string ink) => new(Svg + "circle",
        new XAttribute("cx", Number(x)), new XAttribute("cy", Number(y)), new XAttribute("r", Number(radius)), new XAttribute("fill", ink));

    internal static XElement Path(string path, string ink) => new(Svg + "path", new XAttribute("d", path), new XAttribute("fill", ink));

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
