namespace Marquee.Catalog.Search;

/// <summary>
/// The parts of an index file: those of the title index, and from 30 those of the browse index. Little-endian; numbers are part
/// of the format.
/// </summary>
internal enum IndexSection
{
    /// <summary>Four 64-bit counts: titles, names, words, postings.</summary>
    Counts = 1,

    /// <summary>All words in byte order, one after the other.</summary>
    WordBytes = 2,

    /// <summary>32-bit start of every word, and the end of the last.</summary>
    WordStarts = 3,

    /// <summary>8-bit weight of every word: rare 255, common near 0.</summary>
    WordWeights = 4,

    /// <summary>8-bit number of characters a word shares with the word before it.</summary>
    WordShared = 5,

    /// <summary>32-bit number of names that hold the word.</summary>
    WordNames = 6,

    /// <summary>32-bit best (lowest) name that holds the word.</summary>
    WordBest = 7,

    /// <summary>32-bit start of a word's postings, and the end of the last.</summary>
    PostingStarts = 8,

    /// <summary>See <see cref="PostingReader"/>.</summary>
    Postings = 9,

    /// <summary>
    /// Of every name: 16-bit set of the kinds of its titles (bit 0: has one that is not for adults only), then its words as
    /// variable-length numbers, one higher, 0 between parts.
    /// </summary>
    NameWords = 10,

    /// <summary>32-bit start of every name, and the end of the last.</summary>
    NameStarts = 11,

    /// <summary>8-bit popularity of a name's best title.</summary>
    NamePopularity = 12,

    /// <summary>32-bit start of a name's titles, and the end of the last.</summary>
    NameTitleStarts = 14,

    /// <summary>32 bits a title: position in <see cref="Titles"/> times 4, plus the kind of name.</summary>
    NameTitles = 15,

    /// <summary>Hash table from a bag of words to names, see <see cref="NameBags"/>.</summary>
    NameBags = 16,

    /// <summary>16-byte rows, most popular first, see <see cref="TitleRow"/>.</summary>
    Titles = 17,

    /// <summary>32-bit positions in <see cref="Titles"/>, in the order of the title id.</summary>
    TitlesById = 18,

    /// <summary>64-bit title ids that need more than 32 bits.</summary>
    LargeIds = 19,

    /// <summary>32-bit positions of the series that have episodes, ascending.</summary>
    Series = 20,

    /// <summary>32-bit start of a series' episodes, and the end of the last.</summary>
    SeriesStarts = 21,

    /// <summary>8-byte rows, see <see cref="EpisodeRow"/>, by season and number.</summary>
    Episodes = 22,

    /// <summary>Of a browse index: see <see cref="Browse.BrowseCounts"/>.</summary>
    BrowseCounts = 30,

    /// <summary>32-bit title ids by row, see <see cref="Browse.RowId"/>; 0 where a row is only padding.</summary>
    BrowseIds = 31,

    /// <summary>32-bit rows in the order of the title id, without padding.</summary>
    BrowseRowsById = 32,

    /// <summary>The ids in that order.</summary>
    BrowseIdsInOrder = 41,

    /// <summary>32-bit votes of the rows that have any, falling within titles and within episodes.</summary>
    BrowseVotes = 33,

    /// <summary>8-bit ten times the mean, of the same rows.</summary>
    BrowseRatings = 34,

    /// <summary>16-bit thousandths of the weighted rating, of the same rows.</summary>
    BrowseWeighted = 35,

    /// <summary>16-bit year of every row; 0 is unknown.</summary>
    BrowseYears = 36,

    /// <summary>16-bit minutes of every row; 0 is unknown.</summary>
    BrowseRuntimes = 37,

    /// <summary>Which values the facets have, see <see cref="Browse.FacetValue"/>.</summary>
    BrowseValues = 38,

    /// <summary>Where the rows of each value stand, block by block, see <see cref="Browse.FacetBlock"/>.</summary>
    BrowseBlocks = 39,

    /// <summary>The rows themselves, see <see cref="Browse.FacetBlock"/>.</summary>
    BrowseBits = 40,
}
