using System.Data.Common;
using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Households;

/// <summary>What a member has chosen and what not, for an archive that takes the choices along and fills only what is open.</summary>
public static class PreferenceGaps
{
    const string Columns = "language, time_zone as timeZone, theme, rating_style as ratingStyle";

    /// <returns>Null where nothing is chosen, as where the member said that the device decides.</returns>
    public static async Task<PreferenceChange> Chosen(DbConnection connection, long member, CancellationToken ct) =>
        (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"select {Columns} from house.preference where member = @member", new { member }, cancellationToken: ct)))?.Change()
        ?? new PreferenceChange();

    /// <param name="wished">One that <see cref="PreferenceRules"/> found nothing wrong with; a name is left out.</param>
    /// <returns>What of it is open; null when nothing is.</returns>
    public static async Task<PreferenceChange?> Of(Writing writing, long member, PreferenceChange wished)
    {
        var there = await writing.First<Row>($"select {Columns} from house.preference where member = @member", new { member });
        var open = new PreferenceChange
        {
            Language = there?.Language is null ? wished.Language : null,
            TimeZone = there?.TimeZone is null ? wished.TimeZone : null,
            Theme = there?.Theme is null ? wished.Theme : null,
            RatingStyle = there?.RatingStyle is null ? wished.RatingStyle : null,
            ShowAdult = wished.ShowAdult == true && await Members.MayShowAdult(writing, member) ? true : null,
        };
        return open == new PreferenceChange() ? null : open;
    }

    /// <returns>What was filled in; null when nothing was open.</returns>
    public static async Task<PreferenceChange?> Fill(Writing writing, long member, PreferenceChange wished)
    {
        if (await Of(writing, member, wished) is not { } open)
        {
            return null;
        }

        await Preferences.Keep(writing, member, open);
        if (open.ShowAdult == true)
        {
            await Members.ShowAdult(writing, member, show: true);
        }

        return open;
    }

    /// <summary>Opens again what was filled in; what the member has chosen otherwise since stays.</summary>
    public static async Task Open(Writing writing, long member, PreferenceChange filled)
    {
        await writing.Execute("""
            update house.preference set
              language = case when language = @Language then null else language end,
              time_zone = case when time_zone = @TimeZone then null else time_zone end,
              theme = case when theme = @theme then null else theme end,
              rating_style = case when rating_style = @style then null else rating_style end
            where member = @member
            """, new { member, filled.Language, filled.TimeZone, theme = Preferences.Word(filled.Theme), style = Preferences.Word(filled.RatingStyle) });
        if (filled.ShowAdult == true)
        {
            await Members.ShowAdult(writing, member, show: false);
        }
    }

    sealed record Row
    {
        public string? Language { get; init; }

        public string? TimeZone { get; init; }

        public Theme? Theme { get; init; }

        public RatingStyle? RatingStyle { get; init; }

        public PreferenceChange Change() => new()
        {
            Language = Language is MemberPreferences.Auto ? null : Language,
            TimeZone = TimeZone is MemberPreferences.Auto ? null : TimeZone,
            Theme = Theme,
            RatingStyle = RatingStyle,
        };
    }
}
