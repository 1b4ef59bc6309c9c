using System.Text;

namespace Marquee.Access;

/// <summary>What a member may be called, and when two names are the same.</summary>
public static class MemberName
{
    public const int Longest = 40;

    /// <returns>The name as it is kept, or null when it cannot be one.</returns>
    public static string? Clean(string? name)
    {
        var clean = Normal(name ?? "");
        return clean is { Length: > 0 and <= Longest } && !clean.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') ? clean : null;
    }

    /// <summary>The folded form: <c>Ada</c>, <c>ada</c> and <c>ADA</c> are one name.</summary>
    public static string Key(string name) => Normal(name).ToLowerInvariant();

    static string Normal(string name)
    {
        try
        {
            return name.Trim().Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return ""; // not Unicode: half a surrogate pair
        }
    }
}
