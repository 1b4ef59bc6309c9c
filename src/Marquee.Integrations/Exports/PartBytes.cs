namespace Marquee.Integrations.Exports;

/// <summary>A file, or an entry of an archive.</summary>
/// <param name="Open">Gives the same bytes each time; an entry of an archive is unpacked anew, so that not all lie in memory at once.</param>
sealed record PartBytes(PartName Name, Func<ReadOnlyMemory<byte>> Open)
{
    public string Text() => ExportText.Decode(Open().Span);
}
