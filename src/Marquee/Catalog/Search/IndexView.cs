using System.Runtime.InteropServices;
using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>All sections of a mapped index for the time of one search.</summary>
internal readonly ref struct IndexView(IndexFile file)
{
    public readonly ReadOnlySpan<byte> WordBytes = file.Section<byte>(IndexSection.WordBytes);
    public readonly ReadOnlySpan<uint> WordStarts = file.Section<uint>(IndexSection.WordStarts);
    public readonly ReadOnlySpan<byte> WordWeights = file.Section<byte>(IndexSection.WordWeights);
    public readonly ReadOnlySpan<byte> WordShared = file.Section<byte>(IndexSection.WordShared);
    public readonly ReadOnlySpan<uint> WordNames = file.Section<uint>(IndexSection.WordNames);
    public readonly ReadOnlySpan<uint> WordBest = file.Section<uint>(IndexSection.WordBest);
    public readonly ReadOnlySpan<uint> PostingStarts = file.Section<uint>(IndexSection.PostingStarts);
    public readonly ReadOnlySpan<byte> Postings = file.Section<byte>(IndexSection.Postings);
    public readonly ReadOnlySpan<byte> NameWords = file.Section<byte>(IndexSection.NameWords);
    public readonly ReadOnlySpan<uint> NameStarts = file.Section<uint>(IndexSection.NameStarts);
    public readonly ReadOnlySpan<byte> NamePopularity = file.Section<byte>(IndexSection.NamePopularity);
    public readonly ReadOnlySpan<uint> NameTitleStarts = file.Section<uint>(IndexSection.NameTitleStarts);
    public readonly ReadOnlySpan<uint> NameTitles = file.Section<uint>(IndexSection.NameTitles);
    public readonly ReadOnlySpan<uint> NameBagSlots = file.Section<uint>(IndexSection.NameBags);
    public readonly ReadOnlySpan<TitleRow> Titles = file.Section<TitleRow>(IndexSection.Titles);
    public readonly ReadOnlySpan<uint> TitlesById = file.Section<uint>(IndexSection.TitlesById);
    public readonly ReadOnlySpan<long> LargeIds = file.Section<long>(IndexSection.LargeIds);
    public readonly ReadOnlySpan<uint> Series = file.Section<uint>(IndexSection.Series);
    public readonly ReadOnlySpan<uint> SeriesStarts = file.Section<uint>(IndexSection.SeriesStarts);
    public readonly ReadOnlySpan<EpisodeRow> Episodes = file.Section<EpisodeRow>(IndexSection.Episodes);

    public int Words => WordWeights.Length;

    public int Names => NamePopularity.Length;

    public ReadOnlySpan<byte> Word(int word) => WordBytes[(int)WordStarts[word]..(int)WordStarts[word + 1]];

    public PostingReader PostingsOf(int word)
    {
        var start = (int)PostingStarts[word];
        return new PostingReader(Postings.Slice(start, (int)(PostingStarts[word + 1] - start)), (int)WordNames[word]);
    }

    public ReadOnlySpan<uint> TitlesOf(uint name)
    {
        var start = (int)NameTitleStarts[(int)name];
        return NameTitles.Slice(start, (int)NameTitleStarts[(int)name + 1] - start);
    }

    /// <summary>The words of a name one higher than their numbers, 0 between its parts.</summary>
    public int ReadName(uint name, Span<uint> words) => ReadName(name, (int)NameStarts[(int)name], words);

    /// <param name="start">Where the name begins, when the caller knows already.</param>
    public int ReadName(uint name, int start, Span<uint> words)
    {
        var bytes = NameWords.Slice(start, (int)NameStarts[(int)name + 1] - start);
        var count = 0;
        for (var at = sizeof(ushort); at < bytes.Length;) words[count++] = VariableNumber.Read(bytes, ref at);
        return count;
    }

    /// <summary>The kinds of the titles of a name, see <see cref="IndexSection.NameWords"/>.</summary>
    public ushort KindsOf(uint name) => KindsAt((int)NameStarts[(int)name]);

    public ushort KindsAt(int start) => MemoryMarshal.Read<ushort>(NameWords[start..]);

    public string NameText(uint name)
    {
        Span<uint> words = stackalloc uint[TitleWords.MaxWords * 2];
        var text = new StringBuilder();
        foreach (var word in words[..ReadName(name, words)])
        {
            if (word == NameTable.PartMark) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(Encoding.UTF8.GetString(Word((int)word - 1)));
        }
        return text.ToString();
    }

    /// <returns>Where the word is, or the complement of where it would be.</returns>
    public int FindWord(ReadOnlySpan<byte> utf8)
    {
        int low = 0, high = Words - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = Word(middle).SequenceCompareTo(utf8);
            if (compared == 0) return middle;
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    /// <summary>All words that begin with the text: from the first to before the last.</summary>
    public (int From, int To) WordsBeginning(ReadOnlySpan<byte> utf8)
    {
        var from = FindWord(utf8);
        if (from < 0) from = ~from;
        int low = from, high = Words;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Word(middle).StartsWith(utf8)) low = middle + 1;
            else high = middle;
        }
        return (from, low);
    }

    public long TitleId(in TitleRow row) => (row.Flags & TitleRow.LargeIdFlag) != 0 ? LargeIds[(int)row.Id] : row.Id;

    /// <returns>-1 when there is no such title.</returns>
    public int FindTitle(long id)
    {
        int low = 0, high = TitlesById.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var position = (int)TitlesById[middle];
            var found = TitleId(in Titles[position]);
            if (found == id) return position;
            if (found < id) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /// <summary>The episodes of the series at this position, by season and number.</summary>
    public ReadOnlySpan<EpisodeRow> EpisodesOf(int series)
    {
        var at = Series.BinarySearch((uint)series);
        return at < 0 ? default : Episodes[(int)SeriesStarts[at]..(int)SeriesStarts[at + 1]];
    }
}
