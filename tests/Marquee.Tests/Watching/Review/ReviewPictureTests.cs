using System.Xml;
using System.Xml.Linq;
using Marquee.Texts;
using Marquee.Watching.Review;

namespace Marquee.Tests.Watching.Review;

/// <summary>Titles and names are what others wrote: whatever they hold, the picture stays a picture.</summary>
public sealed class ReviewPictureTests
{
    static readonly HashSet<string> Elements = ["svg", "title", "rect", "circle", "path", "text"];

    static readonly HashSet<string> Attributes =
    [
        "xmlns", "viewBox", "width", "height", "role", "font-family", "x", "y", "rx", "cx", "cy", "r", "d", "fill", "font-size", "font-weight", "text-anchor",
    ];

    static readonly string[] Hostile =
    [
        "</text></svg><script>alert(1)</script>", "]]>", "<![CDATA[ x ]]>", "<!-- x", "&lol; &#0; &amp;", "\" onload=\"alert(1)", "' x='", "a\0b\u0008c\u001bd\u007fe\u0085f", "half \ud800 pair",
        "\udc00", "\ufffe\uffff", "turned \u202e\u2066 round\u2069", "line\u2028break\r\n\tand tab", "<image href=\"http://127.0.0.1/x\"/>", "url(http://127.0.0.1/x)", "javascript:alert(1)",
        "", " ", "\u200b\ufeff", "Ключ", "七人の侍", "سينما", "👩‍👩‍👧‍👦 family", new string('W', 5000), string.Concat(Enumerable.Repeat("e\u0301\u0301\u0301\u0301", 500)),
    ];

    [Fact]
    public void Whatever_a_title_holds_the_picture_is_well_formed_and_only_shapes_and_words()
    {
        foreach (var (words, language) in from words in Hostile from language in Language.All select (words, language))
        {
            var svg = ReviewPicture.Of(Words(2024, words, words), language);
            var root = Parsed(svg);
            Assert.Subset(Elements, root.DescendantsAndSelf().Select(e => e.Name.LocalName).ToHashSet());
            Assert.Subset(Attributes, root.DescendantsAndSelf().Attributes().Select(a => a.Name.LocalName).ToHashSet());
            Assert.All(root.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration), a => Assert.DoesNotContain(":", a.Value, StringComparison.Ordinal));
            Assert.All(root.DescendantsAndSelf().Attributes(), a => Assert.DoesNotContain("url(", a.Value, StringComparison.Ordinal));
            Assert.DoesNotContain(svg, c => char.IsControl(c) || c is '\u202e' or '\u2066' or '\ufffe' or '\uffff');
            Assert.All(root.DescendantNodes(), node => Assert.True(node is XElement or XText, node.NodeType.ToString()));
        }
    }

    [Fact]
    public void What_is_dangerous_is_shown_as_the_letters_it_is()
    {
        var texts = Parsed(ReviewPicture.Of(Words(2023, "<b>&amp;</b> ]]>", "Ada & Ivo"), Language.English)).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.Contains("<b>&amp;</b> ]]>", texts);
        Assert.Contains("Ada & Ivo's year", texts);
        Assert.Contains("2023", texts);
        Assert.Contains("1,234", texts);
    }

    [Fact]
    public void The_picture_speaks_the_language_of_who_asks()
    {
        var root = Parsed(ReviewPicture.Of(Words(2023, "x", "Ada"), Language.Find("de")!));
        Assert.Equal("Das Jahr von Ada 2023: Filme: 1.234, Folgen: 1, Stunden: 2, Tage: 3", root.Elements().First().Value);
        Assert.Contains("Folge", root.Descendants().Select(e => e.Value));
        Assert.Equal(("1080", "1350", "0 0 1080 1350"), (root.Attribute("width")!.Value, root.Attribute("height")!.Value, root.Attribute("viewBox")!.Value));
    }

    [Theory]
    [InlineData("short", 400, "short", 60)]
    [InlineData("a title that is rather long", 300, "a title that is rather long", 15)]
    public void Words_are_as_large_as_they_fit(string text, double width, string words, double least)
    {
        var (fitted, size) = SvgText.Fit(text, width, 60, 10);
        Assert.Equal(words, fitted);
        Assert.True(size >= least && SvgText.Width(fitted) * size <= width, $"{size}");
    }

    [Fact]
    public void What_is_too_long_is_cut_between_signs()
    {
        var (words, size) = SvgText.Fit(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 50)), 200, 60, 20);
        Assert.EndsWith("👦…", words, StringComparison.Ordinal);
        Assert.True(SvgText.Width(words) * size <= 200);
    }

    static PictureWords Words(int year, string title, string member) => new(
        year, member, new YearCounts(1300, 1234, 1, 1, 119, 0, 3), [0, 3, 9, 1, 0, 0, 0, 0, 0, 0, 0, 1],
        [.. new[] { "review.picture.highest", "review.picture.series", "review.picture.genre", "review.picture.director", "review.picture.actor", "review.picture.oldest", "review.picture.first" }.Select(code => new PictureLine(new Text(code), title))]);

    static XElement Parsed(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        return XDocument.Load(reader).Root!;
    }
}
