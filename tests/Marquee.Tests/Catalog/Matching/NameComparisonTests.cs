using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("Harbour of Salt", "harbour of salt", "Same")]
    [InlineData("Café Élan", "Cafe Elan", "Same")]
    [InlineData("Salt & Iron", "Salt and Iron", "Same")]
    [InlineData("Lanterns II", "Lanterns 2", "Same")]
    [InlineData("Lanterns Two", "Lanterns II", "Same")]
    [InlineData("Lanterns: Vol. 2", "Lanterns - Volume II", "Same")]
    [InlineData("L'Étoile", "L’Etoile", "Same")]
    [InlineData("Lighthouse", "The Lighthouse", "SameWords")]
    [InlineData("Moonraker Boy", "Moon-Raker Boy", "Same")]
    [InlineData("Moonraker", "The Moon Raker", "SameWords")]
    [InlineData("Lanterns", "Lanterns: The Long Night", "SubtitleMissing")]
    [InlineData("The Long Night", "Lanterns - The Long Night", "SubtitleMissing")]
    [InlineData("Lanterns: The Long Night", "Lanterns", "SubtitleExtra")]
    [InlineData("Harbur of Salt", "Harbour of Salt", "Close")]
    [InlineData("Harbour", "Harbour Nights of Winter", "Begins")]
    [InlineData("Keepers of the Salt Harbour", "Old Keepers: Salt Harbour", "MostlyShared")]
    [InlineData("Harbour Winter", "Winter Lights Harbour", "MostlyShared")]
    [InlineData("Long Harbour", "Short Harbour Nights", "Different")]
    [InlineData("Harbour Mist", "Harbour Lights", "Overlaps")]
    [InlineData("Lanterns 2", "Lanterns 3", "OtherNumber")]
    [InlineData("Lanterns", "Lanterns 2", "OtherNumber")]
    [InlineData("Harbour of Salt", "A Winter Garden", "Different")]
    public void Names_agree_as_far_as_their_words_do(string asked, string name, string agreement) =>
        Assert.Equal(agreement, NameComparison.Of(NameWords.Of(asked), NameWords.Of(name)).ToString());

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("salt", "", 4)]
    [InlineData("salt", "slat", 2)]
    [InlineData("harbour", "harbor", 1)]
    public void Edits_are_counted_letter_by_letter(string a, string b, int edits) => Assert.Equal(edits, NameComparison.Edits(a, b));

    [Theory]
    [InlineData("Matrix, The", "The Matrix")]
    [InlineData("Avventura, L'", "L'Avventura")]
    [InlineData("Cité des enfants perdus, La", "La Cité des enfants perdus")]
    [InlineData("Lantern, The: Part II", "The Lantern: Part II")]
    [InlineData("Fast and the Furious: Tokyo Drift, The", "The Fast and the Furious: Tokyo Drift")]
    [InlineData("Me, Myself & Irene", "Me, Myself & Irene")]
    [InlineData("Girl, Interrupted", "Girl, Interrupted")]
    public void Articles_come_back_to_the_front(string written, string name) => Assert.Equal(name, TrailingArticle.PutBack(written));

    [Theory]
    [InlineData("City of Salt, The (Ciudad de la sal, La) (1995)", 1995, "the city of salt|the city of salt la ciudad de la sal;la ciudad de la sal")]
    [InlineData("Lamp (a.k.a. The Lamp) (Lampe, Die) (2001)", 2001, "lamp|lamp a.k.a. the lamp die lampe;the lamp;die lampe")]
    [InlineData("Frontier(s) (2007)", 2007, "frontier s")]
    [InlineData("Lamp Keepers (2006–2007)", 2006, "lamp keepers")]
    [InlineData("1984", null, "1984")]
    [InlineData("(1984)", null, "1984")]
    [InlineData("  ", null, "")]
    public void A_row_of_names_is_taken_apart(string written, int? year, string forms)
    {
        var asked = AskedNames.Of([written], null);
        Assert.Equal(year, asked.Year);
        Assert.Equal(forms.Split(';').Select(f => f.Split('|')[0]).Where(f => f.Length > 0), asked.Forms.Select(f => string.Join(' ', f[0].Folded)));
    }

    [Fact]
    public void The_year_of_the_row_comes_before_the_one_in_its_name() => Assert.Equal(2003, AskedNames.Of(["Lamp (2001)"], 2003).Year);

    [Theory]
    [InlineData("Folge 3", 3)]
    [InlineData("Episode #1.12", 12)]
    [InlineData("Épisode 4", 4)]
    [InlineData("Chapter 7", 7)]
    [InlineData("Chapter Seven: The Lamp", null)]
    [InlineData("The Third Lamp", null)]
    [InlineData(null, null)]
    public void An_episode_name_may_be_only_a_number(string? name, int? number) => Assert.Equal(number, GenericEpisode.Number(name));
}
