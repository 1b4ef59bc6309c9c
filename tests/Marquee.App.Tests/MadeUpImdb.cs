using System.Globalization;
using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.App.Tests;

/// <summary>A folder with files in IMDb's layout and as many made-up rows as wanted.</summary>
sealed class MadeUpImdb : IDisposable
{
    /// <summary>From this size on an import makes two generations: titles first.</summary>
    const int LargeBytes = 50 * 1024 * 1024;

    static readonly string[] Words = ["amber", "birch", "cellar", "dune", "ember", "fjord", "gale", "harbour", "iris", "juniper", "kiln", "lantern", "moss", "north", "orchard", "pier"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("marquee-imdb-").FullName;

    /// <summary>Every folder has this title.</summary>
    public const string Landmark = "The Unmistakable Lighthouse";

    /// <param name="titles">Also as many ratings, and half as many other names.</param>
    /// <param name="large">Fills the files up until titles and the rest become generations of their own.</param>
    public static MadeUpImdb With(int titles, bool large = false)
    {
        var made = new MadeUpImdb();
        var filler = new string('x', large ? LargeBytes / (titles / 2) : 0);
        made.Write(ImdbFile.Basics, Enumerable.Range(1, titles).Select(i => $"tt{i:D7}\tmovie\t{Title(i)}\t{Title(i)}\t0\t{1920 + (i % 100)}\t\\N\t{60 + (i % 90)}\tDrama"));
        made.Write(ImdbFile.Ratings, Ratings(titles, 0, '\t'));
        made.Write(ImdbFile.Akas, Enumerable.Range(1, titles / 2).Select(i => $"tt{i:D7}\t1\tAuch {Title(i)}\tDE\t\\N\timdbDisplay\t{(large ? filler : "\\N")}\t0"));
        return made;
    }

    /// <param name="more">Votes that every title has more than in another round.</param>
    public static IEnumerable<string> Ratings(int titles, int more, char between) =>
        Enumerable.Range(1, titles).Select(i => string.Create(CultureInfo.InvariantCulture, $"tt{i:D7}{between}{1 + ((i + more) % 90 / 10.0):F1}{between}{(i % 5000) + more}"));

    static string Title(int i) => i == 1 ? Landmark : $"{Words[i % 16]} {Words[i / 16 % 16]} {Words[i / 256 % 16]} {i}";

    void Write(ImdbFile file, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(Folder, file.Name + ".tsv"), [file.Header, .. rows], new UTF8Encoding(false));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
