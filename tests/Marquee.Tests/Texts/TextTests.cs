using System.Globalization;
using Marquee.Texts;

namespace Marquee.Tests.Texts;

public sealed class TextTests
{
    static readonly Language German = Language.Find("de-AT")!;

    [Theory]
    [InlineData(1L, "Reading x: 1 row", "Lese x: 1 Zeile")]
    [InlineData(1234567L, "Reading x: 1,234,567 rows", "Lese x: 1.234.567 Zeilen")]
    public void A_number_picks_the_form_and_is_written_as_the_language_writes_it(long count, string english, string german)
    {
        var text = new Text("catalog.import.reading", ("file", "x"), ("count", count));
        Assert.Equal((english, german), (text.In(Language.English), text.In(German)));
    }

    [Fact]
    public void Sizes_ratings_countries_and_lists_are_written_by_the_language()
    {
        var size = new Text("catalog.folder.diskTooSmall", ("needed", 12_340_000_000), ("free", 5_000_000L));
        Assert.Equal("Der Import braucht etwa 12,3 GB, frei sind 5 MB.", size.In(German));
        var tour = new Text("discovery.tour.both", ("country", "SE"), ("decade", 1970));
        Assert.Equal("Die heutige Reise durch Länder und Jahrzehnte: Schweden, 1970er.", tour.In(German));
        Assert.Equal("Today's tour through countries and decades: Sweden, 1970s.", tour.In(Language.English));
        Assert.Equal("Die heutige Reise durch Länder und Jahrzehnte: XYZ.", new Text("discovery.tour.country", ("country", "XYZ")).In(German));
        Assert.Equal("Auf IMDb von 400.000 Menschen mit 9,0 bewertet.", new Text("discovery.acclaimed", ("rating", 9.0), ("count", 400_000)).In(German));
    }

    [Fact]
    public void Texts_are_said_within_texts()
    {
        var told = new Text("discovery.gave", ("ratings", new[] { Given(10, "Film 5"), Given(8.5, "Film 10") }));
        var text = new Text("discovery.director", ("told", told), ("person", new Text("discovery.sameDirector")));
        Assert.Equal("Because you gave 10 to Film 5 and 8.5 to Film 10, also directed by the same person.", text.In(Language.English));
        Assert.Equal("Weil du Film 5 10 Punkte und Film 10 8,5 Punkte gegeben hast: auch hier führt dieselbe Person Regie.", text.In(German));

        static Text Given(double rating, string title) => new("discovery.given", ("rating", rating), ("title", title));
    }

    [Fact]
    public void A_stored_text_says_the_same_again_and_old_sentences_stay_as_they_are()
    {
        var text = new Text("jobs.doingAgain", ("sentence", new Text("catalog.import.reading", ("file", "title.akas"), ("count", 2_000L))));
        Assert.Equal(text.In(German), StoredText.Read(StoredText.Write(text))!.In(German));
        var ratings = new Text("discovery.gave", ("ratings", new[] { new Text("discovery.given", ("rating", 7.5), ("title", "{title} „ß“")) }));
        Assert.Equal(ratings.In(German), StoredText.Read(StoredText.Write(ratings))!.In(German));
        Assert.Equal("Stopping. {x}", StoredText.Read("Stopping. {x}")!.In(German));
        Assert.Null(StoredText.Read(null));
    }

    [Fact]
    public void The_language_is_that_of_the_flow_and_what_we_do_not_have_is_English()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-CH");
            Assert.Equal("Wird angehalten.", new Text("jobs.stopping").ToString());
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
            Assert.Equal("Stopping.", new Text("jobs.stopping").ToString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        Assert.Equal("no.such.code", new Text("no.such.code").In(German));
    }
}
