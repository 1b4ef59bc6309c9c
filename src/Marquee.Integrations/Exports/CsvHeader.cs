using System.Globalization;
using System.Text;

namespace Marquee.Integrations.Exports;

/// <summary>The names of a table's columns, found whatever their case, spaces and marks.</summary>
sealed class CsvHeader
{
    const int Longest = 100;

    readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);

    public CsvHeader(IReadOnlyList<string> names)
    {
        Names = names;
        for (var i = 0; i < names.Count; i++)
        {
            _at.TryAdd(Fold(names[i]), i);
        }

        _at.Remove("");
    }

    /// <summary>As they stand in the file.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool Has(string folded) => _at.ContainsKey(folded);

    public bool HasAll(params ReadOnlySpan<string> folded)
    {
        foreach (var name in folded)
        {
            if (!Has(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many of the names it has.</summary>
    public int Count(params ReadOnlySpan<string> folded)
    {
        var count = 0;
        foreach (var name in folded)
        {
            count += Has(name) ? 1 : 0;
        }

        return count;
    }

    /// <returns>The place of the first of the names that it has; -1 when it has none.</returns>
    public int At(params ReadOnlySpan<string> folded)
    {
        foreach (var name in folded)
        {
            if (_at.TryGetValue(name, out var at))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>"Num. Votes" and "\uFEFFNum Votes" are <c>numvotes</c>, "Année" is <c>annee</c>.</summary>
    public static string Fold(string name)
    {
        // A cell longer than any name is none; its beginning shows as much.
        name = ShortText.Of(name, Longest);
        var folded = new StringBuilder(name.Length);
        foreach (var c in Ascii.IsValid(name) ? name : Decomposed(name))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>Half of a surrogate pair cannot be normalised; such a text is taken as it is.</summary>
    static string Decomposed(string name)
    {
        try
        {
            return string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
