using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Sync;

/// <summary>The names that CouchDB allows.</summary>
static partial class DatabaseName
{
    const int Longest = 238;

    const string OfMember = "member-";

    /// <exception cref="ProtocolRefusal">It is none of them.</exception>
    public static void Check(string name)
    {
        if (name.Length > Longest)
        {
            throw new ProtocolRefusal(400, "database_name_too_long", $"Name: '{name}' is longer than {Longest} characters.");
        }

        if (!Allowed().IsMatch(name))
        {
            throw new ProtocolRefusal(400, "illegal_database_name",
                $"Name: '{name}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.");
        }
    }

    /// <summary>Whether databases of the house are called so.</summary>
    public static bool IsBound(string name) => name == "household" || name.StartsWith(OfMember, StringComparison.Ordinal);

    public static string Of(long member) => string.Create(CultureInfo.InvariantCulture, $"{OfMember}{member}");

    /// <returns>Null when it is no member's.</returns>
    public static long? MemberOf(string name) =>
        name.StartsWith(OfMember, StringComparison.Ordinal) && long.TryParse(name.AsSpan(OfMember.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var member) && Of(member) == name ? member : null;

    // "household", "a/b"
    [GeneratedRegex(@"^[a-z][a-z0-9_$()+/-]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Allowed();
}
