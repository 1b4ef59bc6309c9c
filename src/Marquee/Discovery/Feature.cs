using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>What two titles can have in common.</summary>
public enum FeatureKind
{
    Genre,
    Decade,
    Country,
    Director,
    Writer,
    Actor,
}

/// <summary>One thing that titles can have in common: a genre (its bit), a decade (its first year), a country, a person.</summary>
public readonly record struct Feature(FeatureKind Kind, long Key)
{
    public static Feature Country(string code)
    {
        var key = 0L;
        foreach (var letter in code)
        {
            key = (key << 8) | letter;
        }

        return new Feature(FeatureKind.Country, key);
    }

    /// <summary>The code of a country feature.</summary>
    public string CountryCode
    {
        get
        {
            var code = "";
            for (var rest = Key; rest > 0; rest >>= 8)
            {
                code = (char)(rest & 0xFF) + code;
            }

            return code;
        }
    }

    /// <summary>The name of a genre feature.</summary>
    public string GenreName => Genres.All[(int)Key];

    public static int? DecadeOf(int? year) => year is { } known ? known - (known % 10) : null;

    public static IEnumerable<Feature> Of(Genres genres, int? year, IEnumerable<string> countries, IEnumerable<Credit> credits)
    {
        for (var rest = (ulong)genres.Bits; rest != 0; rest &= rest - 1)
        {
            yield return new Feature(FeatureKind.Genre, System.Numerics.BitOperations.TrailingZeroCount(rest));
        }

        if (DecadeOf(year) is { } decade)
        {
            yield return new Feature(FeatureKind.Decade, decade);
        }

        foreach (var country in countries)
        {
            yield return Country(country);
        }

        foreach (var credit in credits)
        {
            yield return new Feature(credit.Role switch
            {
                CreditRole.Director => FeatureKind.Director,
                CreditRole.Writer => FeatureKind.Writer,
                _ => FeatureKind.Actor,
            }, credit.Person.Number);
        }
    }
}
