using Marquee.Integrations.Archive;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.Letterboxd;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.MdbList;
using Marquee.Integrations.Movary;
using Marquee.Integrations.Netflix;
using Marquee.Integrations.Ryot;
using Marquee.Integrations.Simkl;
using Marquee.Integrations.Tmdb;
using Marquee.Integrations.Trakt;
using Marquee.Integrations.Yamtrack;

namespace Marquee.Integrations.Exports;

/// <summary>Finds the program that wrote a file, and lets its reader read it.</summary>
static class PartReader
{
    static readonly TableSource[] Tables =
    [
        ImdbTables.Source, LetterboxdTables.Source, LetterboxdImportTables.Source, TraktTables.Source, NetflixTables.Source, SimklTables.Source,
        TmdbTables.Source, MdbListTables.Source, MovaryTables.Source, YamtrackTables.Source,
    ];

    static readonly JsonSource[] Texts = [SimklJson.Source, RyotJson.Source, MdbListJson.Source, TraktJson.Source];

    /// <summary>The keys of all programs whose exports are read, of tables of one's own, and of archives of ours.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Tables.Select(table => table.Key).Concat(Texts.Select(text => text.Key)).Distinct(), PlainTable.Key, ArchiveFile.Key];

    /// <param name="mapping">Set when a member has said what the columns of a table mean.</param>
    public static PartReading Read(PartBytes part, ColumnMapping? mapping = null) =>
        ExportSigns.IsMarkup(part.Text()) && SavedPage.Read(part.Text()) is { } saved ? saved
        : NoText(part) is { } other ? new SkippedPart(other)
        : (mapping is null ? Known(part) : null) is { } known ? known
        : ExportSigns.IsJson(part.Text()) ? new SkippedPart(new ExportRemark("exports.json.unknown", ("part", ArchivePath.Shown(part.Name.Path))))
        : PlainTable.Read(part, mapping);

    /// <returns>Null when it is of no known program.</returns>
    public static PartReading? Known(PartBytes part) =>
        NoText(part) is not null ? null : ExportSigns.IsJson(part.Text()) ? ArchiveFile.Read(part) ?? Json(part) : Table(part);

    static ExportRemark? NoText(PartBytes part) => ExportSigns.OfBytes(part.Open().Span) ?? ExportSigns.OfText(part.Text());

    static PartReading? Table(PartBytes part) =>
        CsvTable.Find(part, header => Tables.Max(t => t.Known(header)), out _) is { } table
            ? Tables.MaxBy(t => t.Known(table.Header))!.Read(table)
            : null;

    static PartReading? Json(PartBytes part)
    {
        var start = JsonPart.Start(part);
        foreach (var item in start)
        {
            if (!item.Broken && Array.Find(Texts, t => t.Mine(item)) is { } source)
            {
                return source.Read(part);
            }
        }

        return start is [{ Broken: true }, ..] ? new SkippedPart(new ExportRemark("exports.json.damaged", ("part", ArchivePath.Shown(part.Name.Path)))) : null;
    }
}
