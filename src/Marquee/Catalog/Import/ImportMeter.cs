using System.Globalization;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Stored bytes of the files that are in the catalog.</param>
/// <param name="Total">Of all files.</param>
/// <param name="Rows">Rows written since the beginning.</param>
/// <param name="Sentence">What happens at the moment, for people.</param>
public sealed record ImportProgress(long Done, long Total, long Rows, string Sentence)
{
    /// <summary>What <see cref="Done"/> and <see cref="Total"/> count.</summary>
    public const string Unit = "bytes";
}

/// <summary>Adds the files up, so that progress runs once from nothing to all.</summary>
sealed class ImportMeter(long total, Action<ImportProgress> report)
{
    long _doneFiles;
    long _doneRows;

    public void Read(ImdbSource source, long position, long rows) =>
        report(new ImportProgress(_doneFiles + position, total, _doneRows + rows, string.Create(CultureInfo.InvariantCulture, $"Reading {source.Label}: {rows:N0} rows")));

    public void End(LoadedFile file)
    {
        _doneFiles += file.Bytes;
        _doneRows += file.Stored;
    }

    public void Say(string sentence) => report(new ImportProgress(_doneFiles, total, _doneRows, sentence));
}
