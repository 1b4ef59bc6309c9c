using System.Runtime.CompilerServices;
using System.Text;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tests.Imdb;

/// <summary>Files of ours in IMDb's layouts (titles and people are invented), and the real ones of ../shared where it is there.</summary>
static class ImdbExportSamples
{
    static readonly string Here = Path.GetDirectoryName(ThisFile())!;

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Here, "Recorded", name));

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static (ExportPart Export, List<ExportRow> Rows) Read(string text, string fileName = "") => Read(Encoding.UTF8.GetBytes(text), fileName);

    public static (ExportPart Export, List<ExportRow> Rows) Read(byte[] bytes, string fileName = "")
    {
        var export = Assert.IsType<ExportFile>(ExportReader.Read(bytes, fileName));
        Assert.Equal("imdb", export.Source);
        return (Assert.Single(export.Parts), [.. export.Rows]);
    }

    /// <summary>Null where the checkout stands alone.</summary>
    public static string? Shared(string name)
    {
        var root = new DirectoryInfo(Here);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Marquee.slnx")))
        {
            root = root.Parent;
        }

        var file = Path.Combine(root!.FullName, "..", "shared", "data", "recorded", "imdb", name);
        return File.Exists(file) ? file : null;
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
