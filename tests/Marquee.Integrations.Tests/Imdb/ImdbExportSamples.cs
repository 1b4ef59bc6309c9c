using System.Runtime.CompilerServices;
using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.Integrations.Tests.Imdb;

/// <summary>Files of ours in IMDb's layouts (titles and people are invented), and the real ones of ../shared where it is there.</summary>
static class ImdbExportSamples
{
    static readonly string Here = Path.GetDirectoryName(ThisFile())!;

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Here, "Recorded", name));

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static (ImdbExport Export, List<ImdbExportRow> Rows) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static (ImdbExport Export, List<ImdbExportRow> Rows) Read(byte[] bytes)
    {
        var export = Assert.IsType<ImdbExport>(ImdbExportFile.Read(bytes));
        return (export, [.. export.Rows]);
    }

    /// <summary>The code of what a file is instead.</summary>
    public static string Refused(byte[] bytes) => Assert.IsType<UnreadableExport>(ImdbExportFile.Read(bytes)).Why.Code;

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
