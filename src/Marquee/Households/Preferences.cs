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

/// <summary>How a member wants to be spoken to.</summary>
/// <param name="Language">A language tag: <c>en</c>, <c>pt-BR</c>. Null: as the device is set.</param>
/// <param name="TimeZone">An IANA name: <c>Europe/Stockholm</c>. Null: as the device is set.</param>
public sealed record MemberPreferences(string? Language, string? TimeZone, Theme Theme)
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

    public string? Name { get; init; }

    public bool? ShowAdult { get; init; }
}

/// <summary>The preferences of each member. All of a change is made, or none of it.</summary>
public sealed class Preferences(Database database, Members members) : IMemberErasure
{
    /// <summary>Everything as the device is set.</summary>
    public static readonly MemberPreferences Default = new(null, null, Theme.System);

    public async Task<MemberPreferences> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select language, time_zone as timeZone, theme from house.preference where member = @member", new { member }, cancellationToken: ct));
        return new MemberPreferences(Chosen(row?.Language), Chosen(row?.TimeZone), row?.Theme ?? Default.Theme);
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
            await members.ShowAdult(writing, member, show);
        }

        await writing.Execute("""
            insert into house.preference (member, language, time_zone, theme) values (@member, @Language, @TimeZone, @theme)
            on conflict (member) do update set
              language = coalesce(excluded.language, preference.language),
              time_zone = coalesce(excluded.time_zone, preference.time_zone),
              theme = coalesce(excluded.theme, preference.theme)
            """, new { member, change.Language, change.TimeZone, theme = change.Theme?.ToString().ToLowerInvariant() });
        return true;
    }, ct);

    public Task Erase(Writing writing, long member) => writing.Execute("delete from house.preference where member = @member", new { member });

    static string? Chosen(string? kept) => kept is MemberPreferences.Auto ? null : kept;

    sealed record Row
    {
        public string? Language { get; init; }

        public string? TimeZone { get; init; }

        public Theme? Theme { get; init; }
    }
}
