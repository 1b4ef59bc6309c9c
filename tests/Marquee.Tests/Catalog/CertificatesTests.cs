using Marquee.Catalog.Ages;
using Marquee.Catalog.Ceilings;

namespace Marquee.Tests.Catalog;

public sealed class CertificatesTests
{
    [Theory]
    [InlineData("US", "G", 0)]
    [InlineData("US", "PG-13", 13)]
    [InlineData("US", "R", 17)]
    [InlineData("US", "NC-17", 18)]
    [InlineData("US", "TV-Y7", 7)]
    [InlineData("US", "TV-MA", 17)]
    [InlineData("GB", "U", 0)]
    [InlineData("GB", "PG", 8)]
    [InlineData("GB", "12A", 12)]
    [InlineData("DE", "0", 0)]
    [InlineData("DE", "FSK 16", 16)]
    [InlineData("FR", "TP", 0)]
    [InlineData("SE", "Btl", 0)]
    [InlineData("ES", "A/i", 0)]
    [InlineData("IT", "VM14", 14)]
    [InlineData("NL", "AL", 0)]
    [InlineData("AU", "MA 15+", 15)]
    [InlineData("CA", "18A", 18)]
    [InlineData("JP", "R15+", 15)]
    [InlineData("KR", "ALL", 0)]
    [InlineData("BR", "L", 0)]
    [InlineData("IN", "UA", 12)]
    [InlineData("IN", "A", 18)]
    [InlineData("DK", "A", 0)]
    [InlineData("DK", "11", 11)]
    [InlineData("NO", "9", 9)]
    [InlineData("FI", "K-16", 16)]
    [InlineData("PT", "M/12", 12)]
    [InlineData("RU", "16+", 16)]
    [InlineData("TW", "輔12", 12)]
    [InlineData("SG", "R21", 21)]
    [InlineData("UA", "16", 16)]
    public void A_certificate_is_an_age(string country, string certificate, int age) => Assert.Equal(age, Certificates.Age(country, certificate));

    [Theory]
    [InlineData("AU", "E")]
    [InlineData("CA", "E")]
    [InlineData("US", "NR")]
    [InlineData("US", "")]
    [InlineData("US", "Unrated")]
    [InlineData("US", "L")]
    [InlineData("DE", "PG-13")]
    [InlineData("DE", "99")]
    [InlineData("DK", "F")]
    [InlineData("HK", "IIA")]
    [InlineData("UA", "R")]
    public void An_unknown_certificate_is_no_age(string country, string certificate) => Assert.Null(Certificates.Age(country, certificate));

    [Fact]
    public void Of_several_certificates_of_a_country_the_one_for_the_oldest_stays() =>
        Assert.Equal([new("GB", "15", 15), new KnownCertificate("DE", "12", 12)], KnownCertificate.Of([("GB", "12A"), ("GB", "15"), ("DE", "12"), ("DE", "6"), ("US", "NR")]));

    [Theory]
    [InlineData("DE", "12", "FSK 12")]
    [InlineData("DE", "FSK 12", "FSK 12")]
    [InlineData("GB", "12A", "BBFC 12A")]
    [InlineData("US", "PG-13", "PG-13")]
    public void A_board_that_people_know_is_named(string country, string certificate, string spoken) => Assert.Equal(spoken, Certificates.Spoken(country, certificate));

    [Fact]
    public void Every_country_is_two_letters_and_no_age_is_above_the_highest_ceiling()
    {
        Assert.All(Certificates.Countries, c => Assert.Matches("^[A-Z]{2}$", c));
        Assert.Equal(Ceiling.HighestAge, Certificates.Age("SG", "R21"));
    }
}
