using System.Text.RegularExpressions;

namespace Marquee.Tests.House;

/// <summary>Texts are cut by <c>ShortText</c> alone: a cut of one's own halves a character sooner or later, which PostgreSQL and JSON refuse.</summary>
public sealed partial class TextCutTests
{
    [Fact]
    public void No_text_is_cut_by_hand() =>
        Assert.Empty(
            from file in Repository.Files("src", ".cs")
            from Match cut in ByHand().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {cut.Value}");

    [Theory]
    [InlineData("name.Length > 120 ? name[..120] : name", true)]
    [InlineData("if (text.Length > most) text = text[..most];", true)]
    [InlineData("sentence.Substring(0, 110)", true)]
    [InlineData("words.Length <= MostWords ? words : words[..MostWords]", false)] // an array
    [InlineData("slash < 0 ? cell : cell[..slash]", false)] // behind a character of its own
    public void What_is_a_cut_is_known(string code, bool cut) => Assert.Equal(cut, ByHand().IsMatch(code));

    // "name.Length > 120 ? name[..120] : name", "if (text.Length > 400) text = text[..400]", ".Substring(0, 9)"
    [GeneratedRegex(@"(?<text>\w+)\.Length > [\w.]+\)? (\? |\w+ = )\k<text>\[\.\.|\.Substring\(0,", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ByHand();
}
