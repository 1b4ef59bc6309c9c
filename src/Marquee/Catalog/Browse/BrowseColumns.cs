using Marquee.Catalog.Search;

namespace Marquee.Catalog.Browse;

/// <summary>Writes what ranges and orders are read from: year, minutes, mean and weighted rating by row.</summary>
sealed class BrowseColumns(BrowseCounts counts, KindMeans means)
{
    public void Write(IndexFileWriter file, SpilledRows<BrowseTitle> titles, CancellationToken ct)
    {
        var (years, runtimes) = (new ushort[counts.Rows], new ushort[counts.Rows]);
        var (ratings, weighted) = (new byte[counts.VotedTitles + counts.VotedEpisodes], new ushort[counts.VotedTitles + counts.VotedEpisodes]);
        titles.Rewind();
        for (var some = titles.Next(); some.Length > 0; some = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in some)
            {
                var row = (int)title.Id;
                (years[row], runtimes[row]) = (title.Year, title.Runtime);
                if (counts.Voted(row) is >= 0 and var at)
                {
                    (ratings[at], weighted[at]) = (title.Rating, means.Weighted(title));
                }
            }
        }

        file.Write<ushort>(years);
        file.End(IndexSection.BrowseYears);
        file.Write<ushort>(runtimes);
        file.End(IndexSection.BrowseRuntimes);
        file.Write<byte>(ratings);
        file.End(IndexSection.BrowseRatings);
        file.Write<ushort>(weighted);
        file.End(IndexSection.BrowseWeighted);
        (years, runtimes, ratings, weighted) = ([], [], [], []);
        RowOrder.GiveBack();
    }
}
