using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Marquee.Tests.Catalog;

/// <summary>What the built-in sample catalog promises: enough titles, whole tables, real ids and no invented numbers.</summary>
public sealed class SampleCatalogTests
{
    const string Unknown = "\\N";
    const string Prefix = "Marquee.Catalog.Sample.";

    static readonly Assembly Product = Assembly.Load("Marquee");

    static readonly Dictionary<string, string> Headers = new()
    {
        ["title.basics.tsv"] = "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres",
        ["title.crew.tsv"] = "tconst directors writers",
        ["title.principals.tsv"] = "tconst ordering nconst category job characters",
        ["name.basics.tsv"] = "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
        ["title.akas.tsv"] = "titleId ordering title region language types attributes isOriginalTitle",
        ["title.episode.tsv"] = "tconst parentTconst seasonNumber episodeNumber",
        ["title.countries.tsv"] = "tconst countries",
    };

    static readonly string[] Kinds = ["movie", "short", "tvEpisode", "tvMiniSeries", "tvMovie", "tvSeries"];

    static readonly string[] Genres =
    [
        "Action", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "Film-Noir",
        "Game-Show", "History", "Horror", "Music", "Musical", "Mystery", "News", "Reality-TV", "Romance", "Sci-Fi", "Short", "Sport",
        "Talk-Show", "Thriller", "War", "Western",
    ];

    /// <summary>Titles that the real data beside the repository does not name; each with the reason why it stays.</summary>
    static readonly Dictionary<string, string> NotInTheRealData = new()
    {
        ["tt1664530"] = "Sherlock 1x03: the real data knows id, season and number but not the title",
        ["tt1665071"] = "Sherlock 1x01: the real data knows id, season and number but not the title",
        ["tt1942612"] = "Sherlock 2x01: the real data knows id, season and number but not the title",
    };

    public static TheoryData<string> Files => [.. Headers.Keys];

    [Fact]
    public void The_sample_holds_at_least_280_films_and_series() =>
        Assert.True(Rows("title.basics.tsv").Count(row => row[1] != "tvEpisode") >= 280);

    [Fact]
    public void The_sample_comes_from_at_least_60_countries() =>
        Assert.True(Rows("title.countries.tsv").SelectMany(row => row[1].Split(',')).Distinct().Count() >= 60);

    [Fact]
    public void At_least_25_series_stand_in_the_sample() =>
        Assert.True(Rows("title.basics.tsv").Count(row => row[1] is "tvSeries" or "tvMiniSeries") >= 25);

    [Fact]
    public void No_ratings_ship()
    {
        var shipped = Product.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.Equal(Headers.Keys.Order(StringComparer.Ordinal), shipped.Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_has_all_columns_and_no_empty_one(string file)
    {
        var text = Text(file);
        Assert.False(text.StartsWith('\uFEFF'), "a byte order mark");
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Equal(Headers[file].Replace(' ', '\t'), text[..text.IndexOf('\n', StringComparison.Ordinal)]);
        var columns = Headers[file].Split(' ').Length;
        Assert.All(Rows(file), row =>
        {
            Assert.Equal(columns, row.Length);
            Assert.All(row, field => Assert.True(field.Length > 0 && field == field.Trim(), $"{row[0]}: '{field}'"));
        });
    }

    [Theory]
    [InlineData("title.basics.tsv", 1)]
    [InlineData("title.crew.tsv", 1)]
    [InlineData("name.basics.tsv", 1)]
    [InlineData("title.episode.tsv", 1)]
    [InlineData("title.countries.tsv", 1)]
    [InlineData("title.principals.tsv", 2)]
    [InlineData("title.akas.tsv", 2)]
    public void Ids_are_unique_and_sorted(string file, int keyColumns)
    {
        // The second key is a number within the title: padded, so that 10 stands behind 9.
        var keys = Rows(file).Select(row => row[0] + (keyColumns == 2 ? "\t" + row[1].PadLeft(3, '0') : "")).ToList();
        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Every_title_reference_resolves()
    {
        var titles = Rows("title.basics.tsv").Select(row => row[0]).ToHashSet();
        var references = Rows("title.crew.tsv").Concat(Rows("title.principals.tsv")).Concat(Rows("title.akas.tsv"))
            .Concat(Rows("title.countries.tsv")).Select(row => row[0])
            .Concat(Rows("title.episode.tsv").SelectMany(row => row[..2]))
            .Concat(Rows("name.basics.tsv").SelectMany(row => Listed(row[5])));
        Assert.All(references, id => Assert.Contains(id, titles));
        Assert.Equal(titles.Order(StringComparer.Ordinal), Rows("title.crew.tsv").Select(row => row[0]));
        Assert.Equal(titles.Order(StringComparer.Ordinal), Rows("title.countries.tsv").Select(row => row[0]));
    }

    [Fact]
    public void Every_person_reference_resolves_and_every_person_is_used()
    {
        var people = Rows("name.basics.tsv").Select(row => row[0]).ToHashSet();
        var references = Rows("title.crew.tsv").SelectMany(row => Listed(row[1]).Concat(Listed(row[2])))
            .Concat(Rows("title.principals.tsv").Select(row => row[2])).ToHashSet();
        Assert.Equal(people.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void People_have_ids_of_our_own_from_ten_to_the_twelfth_and_one_row_each()
    {
        var people = Rows("name.basics.tsv");
        Assert.All(people, row => Assert.True(long.Parse(row[0].AsSpan(2), CultureInfo.InvariantCulture) > 1_000_000_000_000, row[0]));
        Assert.Equal(people.Count, people.Select(row => Plain(row[1])).Distinct().Count());
    }

    [Fact]
    public void Episodes_belong_to_series_and_every_series_number_is_taken_once()
    {
        var kinds = Rows("title.basics.tsv").ToDictionary(row => row[0], row => row[1]);
        var episodes = Rows("title.episode.tsv");
        Assert.All(episodes, row => Assert.Equal("tvEpisode", kinds[row[0]]));
        Assert.All(episodes, row => Assert.True(kinds[row[1]] is "tvSeries" or "tvMiniSeries", row[1]));
        Assert.Equal(episodes.Count, kinds.Values.Count(kind => kind == "tvEpisode"));
        Assert.Equal(episodes.Count, episodes.Select(row => (row[1], row[2], row[3])).Distinct().Count());
    }

    [Fact]
    public void Kinds_genres_and_years_are_ones_imdb_knows() =>
        Assert.All(Rows("title.basics.tsv"), row =>
        {
            Assert.Contains(row[1], Kinds);
            Assert.InRange(int.Parse(row[5], CultureInfo.InvariantCulture), 1902, 2024);
            Assert.InRange(row[8].Split(',').Length, 1, 3);
            Assert.All(row[8].Split(','), genre => Assert.Contains(genre, Genres));
        });

    [Fact]
    public void Ids_titles_and_years_agree_with_the_real_data()
    {
        if (RealBasics() is not { } path)
        {
            return;
        }

        var sample = Rows("title.basics.tsv");
        var wanted = sample.Select(row => row[0]).ToHashSet();
        var real = new Dictionary<string, string[]>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (wanted.Contains(line[..line.IndexOf('\t', StringComparison.Ordinal)]))
            {
                var row = line.Split('\t');
                real[row[0]] = row;
            }
        }

        var wrong = sample.Where(row => !NotInTheRealData.ContainsKey(row[0])).Select(row => Disagreement(row, real.GetValueOrDefault(row[0])))
            .OfType<string>().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(NotInTheRealData.Keys, id => Assert.True(wanted.Contains(id) && !real.ContainsKey(id), id));
    }

    static string? Disagreement(string[] row, string[]? real)
    {
        if (real is null)
        {
            return $"{row[0]} {row[2]}: no such id";
        }

        if (!Spellings(real[2]).Concat(Spellings(real[3])).Contains(Plain(row[2])))
        {
            return $"{row[0]} {row[2]}: called {real[2]} or {real[3]}";
        }

        return real[5] != Unknown && Math.Abs(Year(real[5]) - Year(row[5])) > 1 ? $"{row[0]} {row[2]}: {row[5]}, not {real[5]}" : null;
    }

    /// <summary>Some rows of the real data join several names: "The Bicycle Thief) (a.k.a. The Bicycle Thieves) (Ladri di biciclette"; some put the series in front of an episode's name.</summary>
    static IEnumerable<string> Spellings(string title)
    {
        yield return Plain(title);
        foreach (var part in title.Split('(', ')'))
        {
            yield return Plain(part.Replace("a.k.a. ", "", StringComparison.Ordinal));
        }

        if (title.StartsWith("Sherlock: ", StringComparison.Ordinal))
        {
            yield return Plain(title["Sherlock: ".Length..]);
        }
    }

    /// <summary>Letters and digits only, without diacritics or case.</summary>
    static string Plain(string title) =>
        string.Concat(title.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    static int Year(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    static string[] Listed(string field) => field == Unknown ? [] : field.Split(',');

    static List<string[]> Rows(string file) =>
        [.. Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))];

    static string Text(string file)
    {
        using var stream = Product.GetManifestResourceStream(Prefix + file);
        Assert.NotNull(stream);
        // Read as bytes: a reader would swallow a byte order mark, and none may ship.
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The real titles, for internal tests only; null where they are not beside the repository.</summary>
    static string? RealBasics()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "imdb-real", "title.basics.tsv.gz");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
