namespace Marquee.Catalog.Search;

/// <summary>
/// Orders titles by popularity, names by their best title and words by bytes, and writes every section. Because names are
/// numbered by popularity, the first part of any posting list holds the names people are most likely to mean.
/// </summary>
internal sealed class IndexBuild(IndexFileWriter file, WordTable words, SpilledNames names, IProgress<double>? progress, CancellationToken ct)
{
    private const int TitlesInMemory = 4_000_000;

    public void Run(SpilledRows<AddedTitle> titles, SpilledRows<AddedName> otherNames, SpilledRows<AddedEpisode> episodes)
    {
        GiveBack();
        var (nameOrder, kinds) = WriteTitlesOfNames(titles, otherNames, episodes);
        GiveBack();
        Report(0.5);
        var namesOf = new WordSections(file, words, names, nameOrder, kinds).Write(ct);
        Report(0.7);
        var postings = new PostingSections(file, names.Count, namesOf).Write(ct);
        file.Write([(ulong)titles.Count, (ulong)names.Count, (ulong)words.Count, (ulong)postings]);
        file.End(IndexSection.Counts);
        Report(1);
    }

    private (NameOrder Order, ushort[] Kinds) WriteTitlesOfNames(SpilledRows<AddedTitle> titles, SpilledRows<AddedName> otherNames, SpilledRows<AddedEpisode> episodes)
    {
        var order = new TitleOrder(titles, ct);
        Report(0.1);
        using var links = new NameLinks(titles, order.Positions, otherNames, order, ct);
        new EpisodeSections(file, order).Write(episodes, ct);
        order.WriteIdsAndForgetThem(file);
        GiveBack();
        Report(0.25);
        var nameOrder = new NameOrder(links, names.Count, titles.Count, ct);
        Report(0.35);
        WriteTitles(titles, order, nameOrder);
        GiveBack();
        return (nameOrder, new NameTitleSections(file, order, nameOrder).Write(links, ct));
    }

    private void Report(double done) => progress?.Report(done);

    /// <summary>
    /// Arrays of hundreds of megabytes have just been dropped. The collector sees no hurry to find that out, and the next
    /// ones would come on top.
    /// </summary>
    private static void GiveBack() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>A part of the titles at a time: all of them would be the largest piece of memory of the whole build.</summary>
    private void WriteTitles(SpilledRows<AddedTitle> titles, TitleOrder order, NameOrder nameOrder)
    {
        var large = new List<long>();
        for (var from = 0; from < titles.Count; from += TitlesInMemory)
            file.Write<TitleRow>(Rows(from, Math.Min(TitlesInMemory, titles.Count - from), titles, order, nameOrder, large));
        file.End(IndexSection.Titles);
        file.Write<long>(large.ToArray());
        file.End(IndexSection.LargeIds);
    }

    /// <param name="large">Emptied and filled anew.</param>
    private TitleRow[] Rows(int from, int count, SpilledRows<AddedTitle> titles, TitleOrder order, NameOrder nameOrder, List<long> large)
    {
        var rows = new TitleRow[count];
        large.Clear();
        var at = 0;
        titles.Rewind();
        for (var batch = titles.Next(); batch.Length > 0; batch = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in batch)
            {
                var isLarge = title.Id > uint.MaxValue;
                var id = isLarge ? (uint)large.Count : (uint)title.Id;
                if (isLarge) large.Add(title.Id);
                var place = order.Positions[at++] - from;
                if (place < 0 || place >= count) continue;
                var flags = (byte)((title.Adult ? TitleRow.AdultFlag : 0) | (isLarge ? TitleRow.LargeIdFlag : 0));
                var name = title.Primary < 0 ? uint.MaxValue : (uint)nameOrder.NewOf[title.Primary];
                rows[place] = new TitleRow(id, title.Votes, title.Year, title.Kind, flags, name);
            }
        }
        return rows;
    }
}
