namespace Marquee.Catalog.Search;

/// <summary>Writes the episodes of every series by season and number.</summary>
internal sealed class EpisodeSections(IndexFileWriter file, TitleOrder order)
{
    public void Write(SpilledRows<AddedEpisode> episodes, CancellationToken ct)
    {
        var keys = new ulong[episodes.Count];
        var titles = new uint[episodes.Count];
        var count = 0;
        episodes.Rewind();
        for (var batch = episodes.Next(); batch.Length > 0; batch = episodes.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var episode in batch)
            {
                var series = order.Find(episode.Series);
                var title = order.Find(episode.Title);
                if (series < 0 || title < 0) continue;
                keys[count] = (ulong)series << 32 | (uint)episode.Season << 16 | episode.Number;
                titles[count++] = (uint)title;
            }
        }
        Array.Sort(keys, titles, 0, count);
        var owners = new List<uint>();
        var starts = new List<uint>();
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || keys[i] >> 32 != keys[i - 1] >> 32)
            {
                owners.Add((uint)(keys[i] >> 32));
                starts.Add((uint)i);
            }
            file.Write(new EpisodeRow((ushort)(keys[i] >> 16), (ushort)keys[i], titles[i]));
        }
        file.End(IndexSection.Episodes);
        starts.Add((uint)count);
        file.Write<uint>(owners.ToArray());
        file.End(IndexSection.Series);
        file.Write<uint>(starts.ToArray());
        file.End(IndexSection.SeriesStarts);
    }
}
