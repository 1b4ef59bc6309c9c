using System.IO.Compression;
using Marquee.Integrations.Imdb;

namespace Marquee.Benchmarks;

/// <summary>
/// Files in IMDb's layout with made-up rows in lifelike numbers, for machines without imdb-synth: three of four titles are
/// episodes, eight principals and four other names a title. The same for the same scale.
/// </summary>
sealed class MadeUpDumps(string folder, double scale)
{
    static readonly string[] Words = "salt harbour lamp keeper night river glass winter paper moon iron garden silent road north letter blue stone wolf hour".Split(' ');
    static readonly string[] Genres = ["Drama", "Comedy", "Documentary,Short", "Action,Crime,Drama", "\\N"];
    static readonly string[] Jobs = ["actor", "actress", "director", "writer", "producer", "editor", "composer", "self"];

    readonly int _titles = (int)(11_600_000 * scale);
    readonly int _people = (int)(14_300_000 * scale);

    public void Write(IEnumerable<ImdbFile> files)
    {
        foreach (var file in files)
        {
            using var to = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, file.Name + ".tsv.gz")), CompressionLevel.Fastest));
            to.Write(file.Header + "\n");
            var count = file == ImdbFile.Names ? _people : _titles;
            for (var number = 1; number <= count; number++)
            {
                foreach (var row in Rows(file, number, new Random(number)))
                {
                    to.Write(row);
                    to.Write('\n');
                }
            }
        }
    }

    IEnumerable<string> Rows(ImdbFile file, int number, Random random) => file.Name switch
    {
        "title.basics" => [Basics(number, random)],
        "title.ratings" => number % 7 == 0 ? [$"{Title(number)}\t{random.Next(10, 100) / 10}.{random.Next(10)}\t{5 + random.Next(1, 1500) * random.Next(1, 1500)}"] : [],
        "title.episode" => Episode(number) ? [$"{Title(number)}\t{Title(number - number % 64 + 1)}\t{1 + number % 64 / 12}\t{1 + number % 12}"] : [],
        "title.akas" => Enumerable.Range(1, 4).Select(n => $"{Title(number)}\t{n}\t{Name(random)}\t{"DEFRESIT".AsSpan(n * 2 - 2, 2)}\t\\N\timdbDisplay\t\\N\t{(n == 1 ? 1 : 0)}"),
        "title.crew" => [$"{Title(number)}\t{Person(random)}\t{Person(random)},{Person(random)}"],
        "title.principals" => Enumerable.Range(1, 8).Select(n => $"{Title(number)}\t{n}\t{Person(random)}\t{Jobs[n - 1]}\t\\N\t{(n <= 2 ? $"[\"{Name(random)}\"]" : "\\N")}"),
        _ => [$"nm{number:D7}\t{Name(random)}\t{random.Next(1900, 2000)}\t\\N\tactor,writer\t{Title(1 + random.Next(_titles))}"],
    };

    static string Basics(int number, Random random)
    {
        var name = Episode(number) && random.Next(3) > 0 ? $"Episode #{1 + number % 64 / 12}.{1 + number % 12}" : $"{Name(random)} {Name(random)}";
        var kind = number % 64 == 1 ? "tvSeries" : Episode(number) ? "tvEpisode" : number % 3 == 0 ? "movie" : "short";
        return $"{Title(number)}\t{kind}\t{name}\t{name}\t0\t{random.Next(1920, 2027)}\t\\N\t{(number % 3 == 0 ? random.Next(5, 180) : "\\N")}\t{Genres[random.Next(Genres.Length)]}";
    }

    /// <summary>The first of sixty-four is their series; the last sixteen are no episodes.</summary>
    static bool Episode(int number) => number % 64 is > 1 and < 48;

    static string Title(int number) => $"tt{number:D7}";

    string Person(Random random) => $"nm{1 + random.Next(_people):D7}";

    static string Name(Random random) => $"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]}{random.Next(2000)}";
}
