namespace Marquee.Catalog.Ages;

/// <summary>What an outside source says of a title's age.</summary>
/// <param name="Source"><c>tmdb</c>.</param>
/// <param name="Country">Whose certificate decides: the house's, or the one with the highest age where that has none.</param>
/// <param name="Certificate">As people of that country say it.</param>
/// <param name="Age">Years.</param>
public sealed record SourceAge(string Source, string Country, string Certificate, int Age);

/// <summary>How far a source has been asked.</summary>
/// <param name="Titles">With an age.</param>
/// <param name="Asked">All that were asked about.</param>
/// <param name="Failed">Those of them whose last answer could not be used; they are asked about again.</param>
public sealed record AgeCounts(int Titles, int Asked, int Failed);

/// <param name="Outside">What the source called the title before; null when it was never asked or has none.</param>
/// <param name="Failures">In a row until now.</param>
sealed record AgeQuestion(TitleId Title, string? Outside, int Failures);

/// <summary>What came of a question.</summary>
/// <param name="Outside">What the source calls the title.</param>
/// <param name="Failure">Null when the answer could be used.</param>
/// <param name="Certificates">Those whose age is known, one a country.</param>
sealed record AgeAnswer(AgeQuestion Question, string? Outside, Texts.Text? Failure, IReadOnlyList<KnownCertificate> Certificates);

/// <param name="Age">Years.</param>
sealed record KnownCertificate(string Country, string Spelling, int Age)
{
    /// <summary>One a country: of several releases the one for the oldest, which is the safe side.</summary>
    public static IReadOnlyList<KnownCertificate> Of(IEnumerable<(string Country, string Spelling)> all) =>
    [
        .. all.Select(c => (c.Country, c.Spelling, Age: Certificates.Age(c.Country, c.Spelling))).Where(c => c.Age is not null)
            .Select(c => new KnownCertificate(c.Country, c.Spelling, c.Age!.Value))
            .GroupBy(c => c.Country, StringComparer.Ordinal).Select(of => of.MaxBy(c => c.Age)!),
    ];
}
