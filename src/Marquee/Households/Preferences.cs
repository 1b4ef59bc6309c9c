using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Households;

public enum Theme
{
    /// <summary>As the device is set.</summary>
    System,
    Dark,
    Light,

    /// <summary>High contrast: white and yellow on black.</summary>
    Contrast,
}

/// <summary>How the member's own ratings are shown; they are kept as 1 to 10 in any case.</summary>
public enum RatingStyle
{
    /// <summary>1 to 10.</summary>
    Ten,

    /// <summary>Five stars in half steps.</summary>
    Stars,
    Both,
}

/// <summary>How a member wants to be spoken to.</summary>
/// <param name="Language">A language tag: <c>en</c>, <c>pt-BR</c>. Null: as the device is set.</param>
/// <param name="TimeZone">An IANA name: <c>Europe/Stockholm</c>. Null: as the device is set.</param>
public sealed record MemberPreferences(string? Language, string? TimeZone, Theme Theme, RatingStyle RatingStyle)
{
    /// <summary>What takes a choice of language or time zone back.</summary>
    public const string Auto = "auto";
}

/// <summary>What a member changes; null leaves as it is, and <c>auto</c> for language or time zone goes with the device again.</summary>
public sealed record PreferenceChange
{
    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public Theme? Theme { get; init; }

    public RatingStyle? RatingStyle { get; init; }

    public string? Name { get; init; }

    public bool? ShowAdult { get; init; }
}

/// <summary>The preferences of each member. All of a change is made, or none of it.</summary>
public sealed class Preferences(Database database, Members members) : IMemberErasure
{
    /// <summary>Everything as the device is set.</summary>
    public static readonly MemberPreferences Default = new(null, null, Theme.System, RatingStyle.Ten);

    public async Task<MemberPreferences> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select language, time_zone as timeZone, theme, rating_style as ratingStyle from house.preference where member = @member", new { member }, cancellationToken: ct));
        return new MemberPreferences(Chosen(row?.Language), Chosen(row?.TimeZone), row?.Theme ?? Default.Theme, row?.RatingStyle ?? Default.RatingStyle);
    }

    /// <param name="change">One that <see cref="PreferenceRules"/> found nothing wrong with.</param>
    /// <returns>False when the name belongs to somebody else; then nothing was changed.</returns>
    public Task<bool> Set(long member, PreferenceChange change, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        if (change.Name is { } name && !await members.Rename(writing, member, name))
        {
            return false;
        }

        if (change.ShowAdult is { } show)
        {
            await Members.ShowAdult(writing, member, show);
        }

        await Keep(writing, member, change);
        return true;
    }, ct);

    public Task Erase(Writing writing, long member) => writing.Execute("delete from house.preference where member = @member", new { member });

    /// <summary>Language, time zone, theme and rating style of a change.</summary>
    internal static Task Keep(Writing writing, long member, PreferenceChange change) => writing.Execute("""
        insert into house.preference (member, language, time_zone, theme, rating_style) values (@member, @Language, @TimeZone, @theme, @style)
        on conflict (member) do update set
          language = coalesce(excluded.language, preference.language),
          time_zone = coalesce(excluded.time_zone, preference.time_zone),
          theme = coalesce(excluded.theme, preference.theme),
          rating_style = coalesce(excluded.rating_style, preference.rating_style)
        """, new { member, change.Language, change.TimeZone, theme = Word(change.Theme), style = Word(change.RatingStyle) });

    internal static string? Word<T>(T? choice) where T : struct, Enum => choice?.ToString().ToLowerInvariant();

    static string? Chosen(string? kept) => kept is MemberPreferences.Auto ? null : kept;

    sealed record Row
    {
        public string? Language { get; init; }

        public string? TimeZone { get; init; }

        public Theme? Theme { get; init; }

        public RatingStyle? RatingStyle { get; init; }
    }
}
