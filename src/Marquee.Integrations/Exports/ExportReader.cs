namespace Marquee.Integrations.Exports;

/// <summary>
/// Reads whatever a member brings along: an export of a known program, alone or as the archive it came in, recognised by what
/// is in it and, where a program tells its files apart by nothing else, by their names; or a table of somebody's own. It never
/// throws for what is in a file.
/// </summary>
public static class ExportReader
{
    /// <summary>What <see cref="ExportFile.Source"/> may be.</summary>
    public static IReadOnlyList<string> Sources => PartReader.Sources;

    /// <param name="fileName">As the member's browser gave it; it is looked at, never opened.</param>
    /// <param name="mapping">What the columns of a table of one's own mean; null to guess.</param>
    public static async Task<ExportReading> Read(Stream file, string fileName, CancellationToken ct, ColumnMapping? mapping = null)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await file.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > ExportLimits.Bytes)
            {
                return new UnreadableExport(new ExportRemark("exports.tooLarge", ("most", ExportLimits.Bytes)));
            }

            bytes.Write(buffer, 0, read);
        }

        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), fileName, mapping);
    }

    public static ExportReading Read(ReadOnlyMemory<byte> bytes, string fileName, ColumnMapping? mapping = null)
    {
        if (bytes.Length > ExportLimits.Bytes)
        {
            return new UnreadableExport(new ExportRemark("exports.tooLarge", ("most", ExportLimits.Bytes)));
        }

        return ExportSigns.IsZip(bytes.Span)
            ? ArchiveReader.Read(bytes)
            : PartReader.Read(new PartBytes(new PartName(fileName, InArchive: false), () => bytes), mapping) switch
            {
                ExportPart part => new ExportFile { Source = part.Source, Layout = part.Layout, Parts = [part] },
                SkippedPart skipped => new UnreadableExport(skipped.Why),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };
    }
}
