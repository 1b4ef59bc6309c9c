using System.Globalization;

namespace Marquee.Benchmarks;

/// <summary>The words after a benchmark's name: <c>--dir FOLDER</c>, <c>--rounds 3</c>.</summary>
sealed class Arguments(string[] words)
{
    public bool Has(string name) => words.Contains(name);

    public string Text(string name, string otherwise) => Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : otherwise;

    public double Number(string name, double otherwise) => Text(name, "") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
