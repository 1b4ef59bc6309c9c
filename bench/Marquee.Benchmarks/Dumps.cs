using System.Diagnostics;
using Marquee.Integrations.Imdb;

namespace Marquee.Benchmarks;

/// <summary>IMDb's files to measure with, and the floor and the peer that read the same ones.</summary>
/// <param name="Files">Those that are measured, of the folder's.</param>
sealed record Dumps(string Folder, IReadOnlyList<ImdbFile> Files)
{
    public static readonly IReadOnlyList<ImdbFile> Titles = [ImdbFile.Basics, ImdbFile.Ratings];
    public static readonly IReadOnlyList<ImdbFile> Seven = [.. ImdbFile.All.Where(file => file != ImdbFile.Countries)];

    /// <summary>What is in the folder; else made by imdb-synth beside the repository, else by a generator of our own.</summary>
    /// <param name="scale">1 is the size of IMDb.</param>
    public static Dumps Make(string folder, IReadOnlyList<ImdbFile> files, double scale)
    {
        var dumps = new Dumps(folder, files);
        if (!files.All(file => File.Exists(dumps.At(file))))
        {
            Directory.CreateDirectory(folder);
            if (Synth() is { } tool)
            {
                Run("dotnet", ["run", "-c", "Release", tool, "--", "--scale", FormattableString.Invariant($"{scale}"), "--only", string.Join(',', files.Select(Short)), "--out", folder]);
            }
            else
            {
                new MadeUpDumps(folder, scale).Write(files);
            }
        }

        return dumps;
    }

    public string At(ImdbFile file) => Path.Combine(Folder, file.Name + ".tsv.gz");

    /// <summary>A folder with links to the measured files only.</summary>
    public string Linked(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Files)
        {
            File.CreateSymbolicLink(Path.Combine(target, file.Name + ".tsv.gz"), Path.GetFullPath(At(file)));
        }

        return target;
    }

    /// <summary>Decompressing and counting lines: no import can be faster with this decompressor.</summary>
    public string Floor() => string.Join("; ", Files.Select(file => $"gzip -dc '{At(file)}' | wc -l > /dev/null"));

    /// <summary>
    /// The sqlite3 shell into text columns without any index. Its ascii mode, because the others honour quotes and lose rows;
    /// unknown values stay as IMDb writes them.
    /// </summary>
    public string Peer(string database) => string.Join("; ", Files.Select(file => Peer(database, file)));

    string Peer(string database, ImdbFile file)
    {
        var table = file.Name.Replace('.', '_');
        var columns = string.Join(", ", file.Header.Split('\t').Select(name => name + " text"));
        var script = $"pragma journal_mode = off;\npragma synchronous = off;\ncreate table {table} ({columns});\n.mode ascii\n.separator \"\\t\" \"\\n\"\n.import --skip 1 /dev/stdin {table}\n";
        File.WriteAllText($"{database}.{file.Name}.sql", script);
        return $"gzip -dc '{At(file)}' | sqlite3 '{database}' '.read {database}.{file.Name}.sql' > /dev/null";
    }

    static string Short(ImdbFile file) => file.Name == "name.basics" ? "names" : file.Name["title.".Length..];

    static string? Synth()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tool = Path.Combine(folder.FullName, "shared", "tools", "imdb-synth", "imdb-synth.cs");
            if (File.Exists(tool))
            {
                return tool;
            }
        }

        return null;
    }

    static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}
