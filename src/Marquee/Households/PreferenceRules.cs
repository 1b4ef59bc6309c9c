using System.Text.RegularExpressions;
using Marquee.Access;

namespace Marquee.Households;

/// <summary>What a member may choose.</summary>
public static partial class PreferenceRules
{
    /// <returns>The change as it is kept, or the field that is wrong and a sentence about it.</returns>
    public static (PreferenceChange Change, (string Field, string Sentence)? Wrong) Check(PreferenceChange change, Role role)
    {
        var name = change.Name is null ? null : MemberName.Clean(change.Name);
        (string, string)? wrong =
            change.Name is not null && name is null ? ("name", MemberName.Rule)
            : change.Language is { } language && !LanguageTag().IsMatch(language) ? ("language", "The language is a tag such as en or pt-BR.")
            : change.TimeZone is { } zone && !IsTimeZone(zone) ? ("timeZone", "The time zone is a name such as Europe/Stockholm.")
            : change.ShowAdult == true && role == Role.Child ? ("showAdult", "A child does not see adult titles. A host can change the role.")
            : null;
        return (change with { Name = name }, wrong);
    }

    static bool IsTimeZone(string zone) =>
        zone.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    // "en", "pt-BR", "zh-Hant-TW"
    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LanguageTag();
}
