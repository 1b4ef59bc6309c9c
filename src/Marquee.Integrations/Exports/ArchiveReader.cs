using Marquee.Integrations.Trakt;

namespace Marquee.Integrations.Exports;

/// <summary>Reads an archive whose parts come of one program.</summary>
static class ArchiveReader
{
    /// <summary>Names of left-out parts that a remark lists.</summary>
    const int Named = 5;

    public static ExportReading Read(ReadOnlyMemory<byte> bytes)
    {
        if (ExportArchive.Open(bytes, out var refusal) is not { } archive)
        {
            return new UnreadableExport(refusal!);
        }

        if (archive.Parts.Any(p => p.Name.Path is "[Content_Types].xml" or "content.xml"))
        {
            return new UnreadableExport(new ExportRemark("exports.excel"));
        }

        var remarks = new List<ExportRemark>(archive.Remarks);
        var (parts, unknown) = Parts(archive, remarks);
        if (parts.Count == 0 && unknown is [var only])
        {
            // A table of one's own, packed.
            return PartReader.Read(only) switch
            {
                ExportPart part => new ExportFile { Source = part.Source, Layout = part.Layout, Parts = [part], Remarks = remarks },
                SkippedPart skipped => new UnreadableExport(skipped.Why),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };
        }

        if (parts.Count == 0)
        {
            return new UnreadableExport(remarks is [var why] && unknown.Count == 0 ? why : new ExportRemark("exports.archive.nothing"));
        }

        var source = parts.CountBy(p => p.Source).MaxBy(s => s.Value).Key;
        var others = parts.RemoveAll(p => p.Source != source);
        if (others > 0)
        {
            remarks.Add(new ExportRemark("exports.archive.otherPrograms", ("count", others)));
        }

        if (unknown.Count > 0)
        {
            remarks.Add(new ExportRemark("exports.archive.unknown", ("count", unknown.Count), ("parts", string.Join(", ", unknown.Take(Named).Select(p => ArchivePath.Shown(p.Name.Path))))));
        }

        if (source == TraktJson.Key)
        {
            TraktArchive.Join(archive.Parts, parts, remarks);
        }

        return parts.Sum(p => (long)p.RowCount) > ExportLimits.Rows ? new UnreadableExport(TablePart.TooMany.Why)
            : new ExportFile { Source = source, Layout = parts is [var single] ? single.Layout : source + "-zip", Parts = parts, Remarks = remarks };
    }

    static (List<ExportPart> Parts, List<PartBytes> Unknown) Parts(ExportArchive archive, List<ExportRemark> remarks)
    {
        List<ExportPart> parts = [];
        List<PartBytes> unknown = [];
        foreach (var bytes in archive.Parts)
        {
            switch (PartReader.Known(bytes))
            {
                case ExportPart part:
                    parts.Add(part);
                    break;
                case SkippedPart skipped when skipped.Why.Code != "exports.noRows":
                    // An empty list is no news; of many parts with the same remark one is told.
                    if (remarks.TrueForAll(r => r.Code != skipped.Why.Code))
                    {
                        remarks.Add(skipped.Why);
                    }

                    break;
                case null when bytes.Open().Length > 0:
                    unknown.Add(bytes);
                    break;
            }
        }

        return (parts, unknown);
    }
}
