using System.Text.Json;
using Marquee.Households;
using Marquee.Integrations.Archive;
using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>What the member has of something in an archive.</summary>
enum ArchiveStanding
{
    Lacking,

    /// <summary>It, or something else in its place that needs no question.</summary>
    There,

    /// <summary>The opposite: only a member's yes lets the archive's take its place.</summary>
    Otherwise,
}

/// <summary>Something of an archive that is not about what the member has of a title.</summary>
interface IArchiveEntry
{
    Task<ArchiveStanding> Standing(Writing writing, long import, long member);

    /// <returns>The cells to keep in the place of those that the row had; null leaves them.</returns>
    Task<string?> Do(Writing writing, long import, long member, long now);

    /// <returns>False when it has changed since, and stays.</returns>
    Task<bool> TakeBack(Writing writing, long import, long member);
}

/// <param name="key">What the archive's rows call the list.</param>
sealed class ListOfArchive(string key, ArchiveList list) : IArchiveEntry
{
    public async Task<ArchiveStanding> Standing(Writing writing, long import, long member) =>
        await ArchiveLists.Find(writing, import, member, key, list) ? ArchiveStanding.There : ArchiveStanding.Lacking;

    public async Task<string?> Do(Writing writing, long import, long member, long now)
    {
        await ArchiveLists.Make(writing, import, member, key, list, now);
        return null;
    }

    public Task<bool> TakeBack(Writing writing, long import, long member) => ArchiveLists.Remove(writing, import, member, key);
}

sealed class AnswerOfArchive(ArchiveAnswer answer) : IArchiveEntry
{
    /// <summary>An answer that names another house's own title says nothing here.</summary>
    public async Task<ArchiveStanding> Standing(Writing writing, long import, long member) =>
        (answer.Title is not null && ArchiveBeside.Number(answer.Title) is null)
        || await writing.First<long>("select count(*) from house.match_answer where member = @member and key = @Key", new { member, answer.Key }) > 0
            ? ArchiveStanding.There
            : ArchiveStanding.Lacking;

    public async Task<string?> Do(Writing writing, long import, long member, long now)
    {
        await MatchAnswers.Set(writing, member, answer.Key, await ArchiveBeside.Current(writing, answer.Title), Instants.Seconds(answer.At) ?? now);
        return null;
    }

    public async Task<bool> TakeBack(Writing writing, long import, long member) => await writing.Execute("""
        delete from house.match_answer where member = @member and key = @Key and coalesce(title, -1) = coalesce(cast(@title as bigint), -1)
          and answered_at = coalesce(cast(@at as bigint), answered_at)
        """, new { member, answer.Key, title = (await ArchiveBeside.Current(writing, answer.Title))?.Number, at = Instants.Seconds(answer.At) }) > 0;
}

sealed class InboxOfArchive(ArchiveInbox choice) : IArchiveEntry
{
    public async Task<ArchiveStanding> Standing(Writing writing, long import, long member) =>
        await writing.First<long>("select count(*) from house.import_preference where member = @member and source = @Source", new { member, choice.Source }) > 0
            ? ArchiveStanding.There
            : ArchiveStanding.Lacking;

    public async Task<string?> Do(Writing writing, long import, long member, long now)
    {
        await writing.Execute(
            "insert into house.import_preference (member, source, without_asking) values (@member, @Source, @WithoutAsking)", new { member, choice.Source, choice.WithoutAsking });
        return null;
    }

    public async Task<bool> TakeBack(Writing writing, long import, long member) => await writing.Execute(
        "delete from house.import_preference where member = @member and source = @Source and without_asking = @WithoutAsking", new { member, choice.Source, choice.WithoutAsking }) > 0;
}

/// <summary>Fills only what the member has not chosen.</summary>
sealed class PreferencesOfArchive(ArchivePreferences chosen) : IArchiveEntry
{
    public async Task<ArchiveStanding> Standing(Writing writing, long import, long member) =>
        await PreferenceGaps.Of(writing, member, Wished()) is null ? ArchiveStanding.There : ArchiveStanding.Lacking;

    /// <summary>The row then says no more than what it filled in, which is what can be taken back.</summary>
    public async Task<string?> Do(Writing writing, long import, long member, long now) =>
        await PreferenceGaps.Fill(writing, member, Wished()) is { } filled
            ? JsonSerializer.Serialize<string[]>(["preferences", JsonSerializer.Serialize(Written(filled), ArchiveJson.Entries.ArchivePreferences)])
            : null;

    public async Task<bool> TakeBack(Writing writing, long import, long member)
    {
        await PreferenceGaps.Open(writing, member, Wished());
        return true;
    }

    /// <summary>What no house offers is left out.</summary>
    PreferenceChange Wished()
    {
        var wished = new PreferenceChange
        {
            Language = chosen.Language,
            TimeZone = chosen.TimeZone,
            Theme = Named<Theme>(chosen.Theme),
            RatingStyle = Named<RatingStyle>(chosen.RatingStyle),
            ShowAdult = chosen.ShowAdult ? true : null,
        };
        return PreferenceRules.Check(wished, Access.Role.Member).Wrong?.Field switch
        {
            "language" => wished with { Language = null, TimeZone = PreferenceRules.Check(wished with { Language = null }, Access.Role.Member).Wrong is null ? wished.TimeZone : null },
            "timeZone" => wished with { TimeZone = null },
            _ => wished,
        };
    }

    static ArchivePreferences Written(PreferenceChange change) => new(
        change.Language, change.TimeZone, change.Theme?.ToString().ToLowerInvariant(), change.RatingStyle?.ToString().ToLowerInvariant(), change.ShowAdult == true);

    static T? Named<T>(string? word) where T : struct, Enum =>
        word is { Length: > 0 } && char.IsAsciiLetter(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var named) ? named : null;
}

sealed class NothingOfArchive : IArchiveEntry
{
    public Task<ArchiveStanding> Standing(Writing writing, long import, long member) => Task.FromResult(ArchiveStanding.There);

    public Task<string?> Do(Writing writing, long import, long member, long now) => Task.FromResult<string?>(null);

    public Task<bool> TakeBack(Writing writing, long import, long member) => Task.FromResult(false);
}
