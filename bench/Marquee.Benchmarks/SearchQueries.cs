namespace Marquee.Benchmarks;

/// <summary>What people might type, made from names of the catalog with a fixed seed.</summary>
internal static class SearchQueries
{
    static readonly string[] Common =
        ["the", "love", "man", "night", "of the", "story", "girl", "life", "the man", "episode", "day", "house", "love story", "world", "in the", "a", "war", "black", "last"];

    public readonly record struct Query(string Text, string Kind)
    {
        public bool WhileTyping => Kind == "prefix";
    }

    public static Query[] Make((string Name, string Year)[] samples, int count)
    {
        var random = new Random(7);
        var queries = new Query[count];
        for (var i = 0; i < count; i++)
        {
            var (name, year) = samples[random.Next(samples.Length)];
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            queries[i] = (i % 10) switch
            {
                0 => new(words[random.Next(words.Length)], "word"),
                1 => new(Common[random.Next(Common.Length)], "common"),
                2 or 3 => new(Misspelt(name, random), "typo"),
                4 or 5 => new(name[..Math.Min(name.Length, random.Next(2, 12))], "prefix"),
                6 or 7 => new(string.Join(' ', words.Take(random.Next(2, 4))), "words"),
                8 => new($"{name} {year}".Trim(), "year"),
                _ => new(name, "name"),
            };
        }

        return queries;
    }

    static string Misspelt(string name, Random random)
    {
        var letters = name.ToCharArray().ToList();
        for (var slips = random.Next(1, 3); slips > 0 && letters.Count > 3; slips--)
        {
            var at = random.Next(1, letters.Count - 1);
            switch (random.Next(4))
            {
                case 0: letters.RemoveAt(at); break;
                case 1: letters.Insert(at, (char)('a' + random.Next(26))); break;
                case 2: letters[at] = (char)('a' + random.Next(26)); break;
                default: (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]); break;
            }
        }

        return new string([.. letters]);
    }
}
