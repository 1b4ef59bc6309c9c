namespace Marquee.Catalog.Search;

/// <summary>
/// Takes the names of all titles once, in any order, and writes the index file. Not thread-safe. Adding allocates only while
/// tables grow; rows wait in temporary files beside the index, so memory follows the distinct names and words.
/// </summary>
/// <example><code>
/// using var builder = new TitleIndexBuilder(folder);
/// builder.AddTitle(133093, TitleKind.Movie, adult: false, 1999, 2_100_000, "The Matrix"u8, "The Matrix"u8);
/// builder.AddName(133093, "Матрица"u8, NameKind.Aka);
/// builder.Build(Path.Combine(folder, "titles.index"), progress: null, ct);
/// </code></example>
public sealed class TitleIndexBuilder : IDisposable
{
    private readonly TitleWords _reader = new();
    private readonly uint[] _words = new uint[TitleWords.MaxWords * 2];
    private readonly WordTable _wordTable = new();
    private readonly NameTable _names;
    private readonly SpilledRows<AddedTitle> _titles;
    private readonly SpilledRows<AddedName> _otherNames;
    private readonly SpilledRows<AddedEpisode> _episodes;

    /// <param name="workFolder">Exists and has room for about half the size of the dumps' names.</param>
    public TitleIndexBuilder(string workFolder)
    {
        string Temporary(string what) => Path.Combine(workFolder, $"title-index-{Guid.NewGuid():N}.{what}");
        _names = new NameTable(Temporary("names"));
        _titles = new SpilledRows<AddedTitle>(Temporary("titles"));
        _otherNames = new SpilledRows<AddedName>(Temporary("akas"));
        _episodes = new SpilledRows<AddedEpisode>(Temporary("episodes"));
    }

    /// <summary>Adds a title with its two names. A title id may be added only once.</summary>
    /// <param name="titleId">Above 0.</param>
    /// <param name="votes">Null when nobody voted or it is not known.</param>
    /// <param name="original">Empty when it equals the primary name or is not known.</param>
    public void AddTitle(long titleId, TitleKind kind, bool adult, int? year, int? votes, ReadOnlySpan<byte> primary, ReadOnlySpan<byte> original)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(titleId);
        var primaryName = NameOf(primary);
        var originalName = original.IsEmpty || original.SequenceEqual(primary) ? -1 : NameOf(original);
        var rowYear = year is > 0 and <= short.MaxValue ? (short)year : (short)0;
        _titles.Add(new AddedTitle(titleId, votes ?? -1, primaryName, originalName == primaryName ? -1 : originalName, rowYear, kind, adult));
    }

    /// <summary>Adds another name. The title itself may come before or after; a name whose title never comes is left out.</summary>
    public void AddName(long titleId, ReadOnlySpan<byte> name, NameKind kind)
    {
        var number = NameOf(name);
        if (number >= 0) _otherNames.Add(new AddedName(titleId, number, kind));
    }

    /// <summary>Says where an episode stands. Both titles may come before or after.</summary>
    /// <param name="season">Null when not known, as is <paramref name="number"/>.</param>
    public void AddEpisode(long titleId, long seriesId, int? season, int? number) =>
        _episodes.Add(new AddedEpisode(titleId, seriesId, Small(season), Small(number)));

    /// <summary>Writes the index.</summary>
    /// <param name="more">Whether more is added afterwards and the index written again; else the builder is used up.</param>
    /// <param name="progress">Told the share done, 0 to 1, about ten times.</param>
    /// <exception cref="OperationCanceledException">Nothing is left behind but an unfinished file that the next build overwrites.</exception>
    public void Build(string path, IProgress<double>? progress, CancellationToken ct, bool more = false)
    {
        using var names = _names.Read(more);
        using var file = new IndexFileWriter(path);
        new IndexBuild(file, _wordTable, names, progress, ct).Run(_titles, _otherNames, _episodes);
        file.Finish();
    }

    public void Dispose()
    {
        _names.Dispose();
        _titles.Dispose();
        _otherNames.Dispose();
        _episodes.Dispose();
    }

    private static ushort Small(int? value) => value is >= 0 and < EpisodeRow.Unknown ? (ushort)value : EpisodeRow.Unknown;

    /// <returns>-1 when the text has nothing to search for.</returns>
    private int NameOf(ReadOnlySpan<byte> utf8)
    {
        _reader.Read(utf8);
        var count = 0;
        for (var i = 0; i < _reader.Count; i++)
        {
            if (_reader.StartsPart(i)) _words[count++] = NameTable.PartMark;
            _words[count++] = (uint)_wordTable.Add(_reader[i]) + 1;
        }
        return count == 0 ? -1 : _names.Add(_words.AsSpan(0, count));
    }
}

/// <summary>A title as added; names are numbers of the name table, -1 for none.</summary>
internal readonly record struct AddedTitle(long Id, int Votes, int Primary, int Original, short Year, TitleKind Kind, bool Adult);

/// <summary>A further name as added; the id becomes a position once all titles are known.</summary>
internal readonly record struct AddedName(long Title, int Name, NameKind Kind);

internal readonly record struct AddedEpisode(long Title, long Series, ushort Season, ushort Number);
