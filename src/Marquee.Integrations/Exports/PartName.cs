using System.Text.RegularExpressions;

namespace Marquee.Integrations.Exports;

/// <summary>What a file is called: its name when it stands alone, its path when it came in an archive.</summary>
/// <param name="Path">With slashes; never opened as a path.</param>
/// <param name="InArchive">The rows of a file that stands alone name no part.</param>
sealed partial record PartName(string Path, bool InArchive)
{
    /// <summary>Empty for a file that stands alone.</summary>
    public string Part => InArchive ? Path : "";

    /// <summary><c>lists/horror.csv</c> is in <c>lists</c>; folders around the whole export are left out by the archive.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and > 0 ? Path[..slash] : "";

    /// <summary>Without folder and ending, and without what a browser appends: <c>ratings (2).csv</c> is <c>ratings</c>.</summary>
    public string Stem
    {
        get
        {
            var file = Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];
            var dot = file.LastIndexOf('.');
            return Copy().Replace(dot > 0 ? file[..dot] : file, "").Trim();
        }
    }

    /// <summary>The stem in lower-case letters and digits.</summary>
    public string Folded => CsvHeader.Fold(Stem);

    /// <summary>The stem as a name for people: <c>best_of_2019</c> is "best of 2019".</summary>
    public string Spoken => ExportValues.Text(Stem.Replace('_', ' '), ExportLimits.Name) ?? "";

    // "ratings (2)", "ratings - copy"
    [GeneratedRegex(@"( \(\d{1,3}\)| - (copy|Kopie))+$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Copy();
}
