using System.Text.RegularExpressions;
using Marquee.Access;
using Marquee.Texts;

namespace Marquee.Households;

/// <summary>What a member may choose.</summary>
public static partial class PreferenceRules
{
    /// <returns>The change as it is kept, or the field that is wrong and what is wrong with it.</returns>
    public static (PreferenceChange Change, (string Field, Text Why)? Wrong) Check(PreferenceChange change, Role role)
    {
        var name = change.Name is null ? null : MemberName.Clean(change.Name);
        (string, Text)? wrong =
            change.Name is not null && name is null ? ("name", new Text("access.member.nameRule"))
            : change.Language is { } language and not MemberPreferences.Auto && !LanguageTag().IsMatch(language) ? ("language", new Text("households.languageRule"))
            : change.TimeZone is { } zone and not MemberPreferences.Auto && !IsTimeZone(zone) ? ("timeZone", new Text("households.timeZoneRule"))
            : change.ShowAdult == true && role == Role.Child ? ("showAdult", new Text("households.childNoAdult"))
            : null;
        return (change with { Name = name }, wrong);
    }

    internal static bool IsTimeZone(string zone) =>
        zone.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    // "en", "pt-BR", "zh-Hant-TW"
    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LanguageTag();
}
