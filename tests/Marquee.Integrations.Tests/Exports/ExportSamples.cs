using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tests.Exports;

/// <summary>Files of ours in the layouts of many programs (titles and people are invented), and the real ones of ../shared where it is there.</summary>
static class ExportSamples
{
    static readonly string Here = Path.GetDirectoryName(ThisFile())!;

    /// <param name="folder">Of the program beside this one: <c>Letterboxd</c>.</param>
    public static byte[] Bytes(string folder, string name) => File.ReadAllBytes(Path.Combine(Here, "..", folder, "Recorded", name));

    public static IEnumerable<(string Path, byte[] Bytes)> All(string folder)
    {
        var root = Path.Combine(Here, "..", folder, "Recorded");
        return Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes(f)));
    }

    public static (ExportFile Export, List<ExportRow> Rows) Read(string text, string fileName, ColumnMapping? mapping = null) => Read(Encoding.UTF8.GetBytes(text), fileName, mapping);

    public static (ExportFile Export, List<ExportRow> Rows) Read(byte[] bytes, string fileName, ColumnMapping? mapping = null)
    {
        var reading = ExportReader.Read(bytes, fileName, mapping);
        Assert.True(reading is ExportFile, (reading as UnreadableExport)?.Why.Code);
        var export = (ExportFile)reading;
        List<ExportRow> rows = [.. export.Rows];
        Assert.Equal(export.RowCount, rows.Count);
        Assert.Equal(rows.Select(Told), export.Rows.Select(Told)); // it reads anew each time it is walked
        return (export, rows);
    }

    /// <summary>The code of what a file is instead.</summary>
    public static string Refused(byte[] bytes, string fileName = "") => Assert.IsType<UnreadableExport>(ExportReader.Read(bytes, fileName)).Why.Code;

    public static byte[] Zip(params IEnumerable<(string Path, byte[] Bytes)> files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Null where the checkout stands alone.</summary>
    public static byte[]? Shared(string path)
    {
        var root = new DirectoryInfo(Here);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Marquee.slnx")))
        {
            root = root.Parent;
        }

        var file = Path.Combine(root!.FullName, "..", "shared", "data", "recorded", path);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Everything that a row says, without the lists that equality of records does not look into.</summary>
    public static string Told(ExportRow row) =>
        (row with { Cells = [], Genres = [], Tags = [], Remark = null, Problem = null }).ToString() + string.Join('|', row.Cells.Concat(row.Tags).Concat(row.Genres)) + row.Remark?.Code + row.Problem?.Code;

    static string ThisFile([CallerFilePath] string path = "") => path;
}
