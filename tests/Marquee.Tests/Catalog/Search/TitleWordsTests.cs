using System.Text;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

public sealed class TitleWordsTests
{
    [Theory]
    [InlineData("The Matrix", "the matrix")]
    [InlineData("Ocean's Eleven", "oceans eleven")]
    [InlineData("Don’t Look Up", "dont look up")]
    [InlineData("L'Avventura", "l avventura")]
    [InlineData("Fast & Furious", "fast and furious")]
    [InlineData("Romeo + Juliet", "romeo and juliet")]
    [InlineData("M*A*S*H", "mash")]
    [InlineData("S.W.A.T.", "swat")]
    [InlineData("E.T. the Extra-Terrestrial", "et the extra terrestrial")]
    [InlineData("10,000 BC", "10000 bc")]
    [InlineData("WALL·E", "wall e")]
    [InlineData("8½", "8 12")]
    [InlineData("Amélie Łódź Øre ﬁn Straße", "amelie lodz ore fin strasse")]
    [InlineData("ΆΛΦΑ ΤΈΛΟΣ", "αλφα τελοσ")]
    [InlineData("Ёлки Йод", "елки иод")]
    [InlineData("千と千尋", "千 と 千 尋")]
    [InlineData("ガンダム", "ガ ン ダ ム")]
    [InlineData("기생충", "기생충")]
    [InlineData("स्पाइडर मैन", "स्पाइडर मैन")]
    [InlineData("ＦＵＬＬ　ｗｉｄｔｈ", "full width")]
    [InlineData("???", "???")]
    [InlineData("   ", "")]
    public void Names_are_cut_into_folded_words(string name, string expected) =>
        Assert.Equal(expected, Cut(name));

    [Fact]
    public void Parts_of_a_name_are_marked()
    {
        var words = new TitleWords();
        words.Read("Alpha: Beta - Gamma (Delta) Epsi-lon"u8);
        Assert.Equal([false, true, true, true, false, false], Enumerable.Range(0, words.Count).Select(words.StartsPart));
    }

    [Fact]
    public void Broken_utf8_and_endless_names_are_taken_as_far_as_they_go()
    {
        var words = new TitleWords();
        words.Read([0x41, 0xFF, 0xC3]);
        Assert.Equal("a", words.Text(0));
        words.Read(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat("word", 500))));
        Assert.Equal(TitleWords.MaxWords, words.Count);
        words.Read(Encoding.UTF8.GetBytes(new string('x', 5000)));
        Assert.Equal(1, words.Count);
    }

    [Fact]
    public void Reading_names_allocates_nothing_once_warm()
    {
        var words = new TitleWords();
        byte[][] names = ["The Matrix"u8.ToArray(), "Amélie – Łódź"u8.ToArray(), "千と千尋の神隠し"u8.ToArray()];
        foreach (var name in names) words.Read(name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            foreach (var name in names) words.Read(name);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Cut(string name)
    {
        var words = new TitleWords();
        words.Read(Encoding.UTF8.GetBytes(name));
        return string.Join(' ', Enumerable.Range(0, words.Count).Select(words.Text));
    }
}
