namespace Marquee.Catalog.Browse;

/// <summary>The mean vote of each kind (C of <see cref="WeightedRating"/>), as best lists have it: adult titles left out.</summary>
sealed class KindMeans
{
    /// <summary>Of weighted ratings as they are kept: thousandths.</summary>
    public const double Scale = 1000;

    readonly double[] _votes = new double[(int)TitleKind.Other + 1];
    readonly double[] _tenths = new double[(int)TitleKind.Other + 1];

    public void Add(in BrowseTitle title)
    {
        if (!title.Adult)
        {
            _votes[(int)title.Kind] += title.Votes;
            _tenths[(int)title.Kind] += (double)title.Votes * title.Rating;
        }
    }

    /// <summary>In thousandths; for titles with votes.</summary>
    public ushort Weighted(in BrowseTitle title)
    {
        var votes = _votes[(int)title.Kind];
        var mean = votes > 0 ? _tenths[(int)title.Kind] / votes / 10 : title.Rating / 10.0;
        return (ushort)Math.Round(WeightedRating.Of(title.Rating / 10.0, title.Votes, mean, WeightedRating.UsualPrior) * Scale);
    }
}
