using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Archive;

/// <summary>
/// The archive of everything that a member has, as this program writes it: one JSON object whose lists are the sections, the titles
/// first, so that one pass over a large file knows what its rows are about. docs/guide/archive.md has every field.
/// </summary>
public static class ArchiveFile
{
    /// <summary>Of the files in <see cref="ExportFile.Source"/>.</summary>
    public const string Key = "marquee";

    public const string Format = "marquee-archive";

    /// <summary>Rises when a reader of the version before would lose something.</summary>
    public const int Version = 1;

    /// <summary>Properties before the first list that are looked at: somebody may have added one.</summary>
    const int Leading = 20;

    /// <returns>The version that the text says it has, 0 where it says none; null when it is no archive.</returns>
    internal static int? VersionOf(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = ExportLimits.Depth });
        var (ours, version) = (false, 0);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            for (var i = 0; i < Leading && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; i++)
            {
                var (format, number) = (reader.ValueTextEquals("format"u8), reader.ValueTextEquals("version"u8));
                if (!reader.Read() || reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    break;
                }

                ours |= format && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Format);
                version = number && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var said) ? said : version;
            }
        }
        catch (JsonException)
        {
            return ours ? version : null;
        }

        return ours ? version : null;
    }

    /// <returns>Null when it is no archive.</returns>
    internal static PartReading? Read(PartBytes part)
    {
        var utf8 = JsonPart.Utf8(part);
        if (VersionOf(utf8.Span) is not { } version)
        {
            return null;
        }

        if (version is < 1 or > Version)
        {
            return new SkippedPart(new ExportRemark("exports.archive.version", ("version", version), ("known", Version)));
        }

        var titles = ArchiveTitles.Of(utf8);
        var rows = new ArchiveRows(part, titles).Rows();
        var (count, broken) = (0, false);
        foreach (var row in rows)
        {
            broken = row.Problem?.Code == JsonPart.Broken;
            if (++count > ExportLimits.Rows)
            {
                return TablePart.TooMany;
            }
        }

        return count == 0 ? TablePart.Empty(part.Name)
            : broken && count == 1 ? new SkippedPart(new ExportRemark("exports.json.damaged", ("part", ArchivePath.Shown(part.Name.Path))))
            : new ExportPart { Name = part.Name.Part, Source = Key, Layout = "marquee-1", Content = ExportContent.Mixed, Header = ["section", "entry"], RowCount = count, Rows = rows };
    }
}
