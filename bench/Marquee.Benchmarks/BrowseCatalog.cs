using Marquee.Catalog;
using Marquee.Catalog.Browse;

namespace Marquee.Benchmarks;

/// <summary>Reads the dumps into a browse index, without a database.</summary>
static class BrowseCatalog
{
    public static void Add(BrowseIndexBuilder builder, string folder)
    {
        using (var titles = new TsvRows(Path.Combine(folder, "title.basics.tsv.gz")))
        using (var ratings = new TsvRows(Path.Combine(folder, "title.ratings.tsv.gz")))
        {
            // Both files have the same order.
            var more = ratings.Next();
            while (titles.Next())
            {
                while (more && ratings.Field(0).SequenceCompareTo(titles.Field(0)) < 0)
                {
                    more = ratings.Next();
                }

                var voted = more && ratings.Field(0).SequenceEqual(titles.Field(0));
                builder.AddTitle(
                    titles.Id(0), TitleKinds.Parse(titles.Field(1)), titles.Field(4).SequenceEqual("1"u8), titles.Number(5), titles.Number(7),
                    GenresOf(titles.Field(8)), voted ? Tenths(ratings.Field(1)) : null, voted ? ratings.Number(2) : null);
            }
        }

        using var akas = new TsvRows(Path.Combine(folder, "title.akas.tsv.gz"));
        while (akas.Next())
        {
            builder.AddLanguage(akas.Id(0), akas.Field(4));
        }
    }

    static long GenresOf(ReadOnlySpan<byte> list)
    {
        var bits = 0L;
        foreach (var range in list.Split((byte)','))
        {
            bits |= Genres.Named(System.Text.Encoding.UTF8.GetString(list[range]))?.Bits ?? 0;
        }

        return bits;
    }

    /// <summary>7.8 and 10.0: one digit after the point.</summary>
    static int Tenths(ReadOnlySpan<byte> mean) => (mean[..^2].Length == 2 ? 100 : (mean[0] - '0') * 10) + mean[^1] - '0';
}
