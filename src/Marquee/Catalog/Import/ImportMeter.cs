using Marquee.Integrations.Imdb;
using Marquee.Texts;

namespace Marquee.Catalog.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Stored bytes of the files that are in the catalog; making the search index counts as reading titles and akas again.</param>
/// <param name="Total">Of all files.</param>
/// <param name="Rows">Rows written since the beginning.</param>
/// <param name="Sentence">What happens at the moment.</param>
public sealed record ImportProgress(long Done, long Total, long Rows, Text Sentence)
{
    /// <summary>What <see cref="Done"/> and <see cref="Total"/> count.</summary>
    public const string Unit = "bytes";
}

/// <summary>Adds the files and the search indexes up, so that progress runs once from nothing to all.</summary>
sealed class ImportMeter
{
    readonly Lock _lock = new();
    readonly Action<ImportProgress> _report;
    readonly long _total;
    long _files;
    long _position;
    long _fileRows;
    long _rows;
    long _searched;
    long _searching;

    public ImportMeter(ImportSources sources, Action<ImportProgress> report)
    {
        _report = report;
        TitleWeight = sources.Basics.Bytes;
        NameWeight = sources.Basics.Bytes + (sources.Find(ImdbFile.Akas)?.Bytes ?? 0);
        _total = sources.Bytes + (sources.InOneStep ? NameWeight : TitleWeight + NameWeight);
    }

    /// <summary>What a search index of titles alone counts for.</summary>
    public long TitleWeight { get; }

    /// <summary>What a search index of titles and their other names counts for.</summary>
    public long NameWeight { get; }

    public void Read(ImdbSource source, long position, long rows) => Report(
        () => (_position, _fileRows) = (position, rows), new Text("catalog.import.reading", ("file", source.Label), ("count", rows)));

    public void End(LoadedFile file) => Report(() => (_files, _position, _rows, _fileRows) = (_files + file.Bytes, 0, _rows + file.Stored, 0), new Text("catalog.import.read", ("file", file.Name)));

    /// <param name="weight">Of the whole index.</param>
    /// <param name="share">Of the index, 0 to 1.</param>
    public void Search(long weight, double share) => Report(() =>
    {
        _searching = (long)(weight * Math.Clamp(share, 0, 1));
        if (share >= 1)
        {
            (_searched, _searching) = (_searched + weight, 0);
        }
    }, new Text("catalog.import.searchIndex"));

    public void Say(string code, params IReadOnlyList<(string Name, object Value)> values) => Report(() => { }, new Text(code, values));

    /// <summary>Loading and the search index tell from two threads.</summary>
    void Report(Action change, Text sentence)
    {
        lock (_lock)
        {
            change();
            _report(new ImportProgress(Math.Min(_files + _position + _searched + _searching, _total), _total, _rows + _fileRows, sentence));
        }
    }
}
