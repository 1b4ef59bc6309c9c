using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Marquee.Benchmarks;

/// <summary>Prints what was measured and keeps it as bench/results/&lt;date&gt;-&lt;machine&gt;/&lt;name&gt;.txt when run inside the repository.</summary>
public sealed class Results(string name)
{
    readonly StringBuilder _text = new();

    public void Line(string line)
    {
        Console.WriteLine(line);
        _text.AppendLine(line);
    }

    public void Keep()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Marquee.slnx")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            return;
        }

        var machine = $"{Environment.ProcessorCount}-cores-{RuntimeInformation.OSArchitecture}";
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var folder = Path.Combine(root.FullName, "bench", "results", $"{day}-{machine}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".txt"), _text.ToString());
    }
}
