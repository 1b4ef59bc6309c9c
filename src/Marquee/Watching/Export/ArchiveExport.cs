using Marquee.Access;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Integrations.Archive;
using Marquee.Storage;

namespace Marquee.Watching.Export;

/// <summary>
/// Everything that a member has, as one archive. It names no number of this house and no time of its making, so that another house
/// that reads it writes the same file again. A child takes along what it sees.
/// </summary>
public sealed class ArchiveExport(Database database, Titles titles, Sights sights, Members members)
{
    static readonly ArchiveJson Json = ArchiveJson.Entries;

    readonly OwnRows _rows = new(database);
    readonly OwnLists _lists = new(database);

    public async Task Write(Viewer viewer, Stream to, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        using var text = new ArchiveText(to);
        text.Begin();
        await Titles(text, viewer.Member, sight, ct);
        await Rows(text, viewer.Member, sight, ct);
        await Lists(text, viewer.Member, sight, ct);
        await Choices(text, viewer.Member, sight, ct);
        await text.End(ct);
    }

    async Task Titles(ArchiveText text, long member, Sight sight, CancellationToken ct)
    {
        text.Section("titles");
        foreach (var some in (await _rows.Titles(member, ct)).Select(number => new TitleId(number)).Where(title => Shows(sight, title)).Chunk(OwnRows.Page))
        {
            var facts = await titles.Find(some, ct);
            foreach (var title in some)
            {
                if (facts.GetValueOrDefault(title) is { } found)
                {
                    await text.Entry(Title(title, found, sight), Json.ArchiveTitle, ct);
                }
            }
        }

        text.EndSection();
    }

    async Task Rows(ArchiveText text, long member, Sight sight, CancellationToken ct)
    {
        text.Section("watches");
        await foreach (var watch in _rows.Watches(member, ct))
        {
            if (Shows(sight, new TitleId(watch.Title)))
            {
                await text.Entry(new ArchiveWatch(Id(watch.Title), Instants.Instant(watch.At), watch.Device, watch.Origin), Json.ArchiveWatch, ct);
            }
        }

        text.EndSection();
        text.Section("ratings");
        await foreach (var rating in _rows.Ratings(member, ct))
        {
            if (Shows(sight, new TitleId(rating.Title)))
            {
                await text.Entry(new ArchiveRating(Id(rating.Title), rating.Value, Instants.Instant(rating.At)), Json.ArchiveRating, ct);
            }
        }

        text.EndSection();
        text.Section("watchlist");
        await foreach (var wish in _rows.Watchlist(member, ct))
        {
            if (Shows(sight, new TitleId(wish.Title)))
            {
                await text.Entry(new ArchiveWish(Id(wish.Title), Instants.Instant(wish.At), wish.Note, wish.Priority), Json.ArchiveWish, ct);
            }
        }

        text.EndSection();
        await Words(text, "likes", member, sight, words => words.LikedAt is { } at ? text.Entry(new ArchiveMark(Id(words.Title), Instants.Instant(at)), Json.ArchiveMark, ct) : default, ct);
        await Words(text, "notInterested", member, sight, words => words.NotInterestedAt is { } at ? text.Entry(new ArchiveMark(Id(words.Title), Instants.Instant(at)), Json.ArchiveMark, ct) : default, ct);
        await Words(text, "notes", member, sight, words => words.Note is { } note ? text.Entry(new ArchiveNote(Id(words.Title), note), Json.ArchiveNote, ct) : default, ct);
    }

    async Task Words(ArchiveText text, string section, long member, Sight sight, Func<OwnWords, ValueTask> write, CancellationToken ct)
    {
        text.Section(section);
        await foreach (var words in _rows.Words(member, ct))
        {
            if (Shows(sight, new TitleId(words.Title)))
            {
                await write(words);
            }
        }

        text.EndSection();
    }

    async Task Lists(ArchiveText text, long member, Sight sight, CancellationToken ct)
    {
        text.Section("lists");
        foreach (var list in await _lists.Lists(member, ct))
        {
            var entries = list.Live ? [] : await _lists.Entries(list.Id, ct);
            await text.Entry(
                new ArchiveList(
                    list.Name, list.Description, list.Shared, list.Live, list.Query, Instants.Instant(list.CreatedAt),
                    [.. entries.Where(e => Shows(sight, e.Title)).Select(e => new ArchiveEntry(Id(e.Title.Number), e.Note))]),
                Json.ArchiveList,
                ct);
        }

        text.EndSection();
    }

    async Task Choices(ArchiveText text, long member, Sight sight, CancellationToken ct)
    {
        text.Section("answers");
        foreach (var answer in await _lists.Answers(member, ct))
        {
            if (answer.Title is not { } title || Shows(sight, new TitleId(title)))
            {
                await text.Entry(new ArchiveAnswer(answer.Key, answer.Title is { } said ? Id(said) : null, Instants.Instant(answer.AnsweredAt)), Json.ArchiveAnswer, ct);
            }
        }

        text.EndSection();
        text.Section("corrections");
        foreach (var c in await _lists.Corrections(member, ct))
        {
            if (Shows(sight, new TitleId(c.Title)) && Shows(sight, new TitleId(c.IntoTitle)))
            {
                await text.Entry(new ArchiveCorrection(Id(c.Title), Id(c.IntoTitle), c.What, Instants.Instant(c.At), c.Value, Instants.Instant(c.MadeAt)), Json.ArchiveCorrection, ct);
            }
        }

        text.EndSection();
        text.Section("inbox");
        foreach (var choice in await _lists.Inbox(member, ct))
        {
            await text.Entry(new ArchiveInbox(choice.Source, choice.WithoutAsking), Json.ArchiveInbox, ct);
        }

        text.EndSection();
        text.Section("preferences");
        if (await Preferences(member, ct) is { } preferences)
        {
            await text.Entry(preferences, Json.ArchivePreferences, ct);
        }

        text.EndSection();
    }

    /// <returns>Null when the member has chosen nothing.</returns>
    async Task<ArchivePreferences?> Preferences(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var chosen = await PreferenceGaps.Chosen(connection, member, ct);
        var all = new ArchivePreferences(
            chosen.Language, chosen.TimeZone, Word(chosen.Theme), Word(chosen.RatingStyle), (await members.Find(member, ct))?.ShowAdult ?? false);
        return all == new ArchivePreferences(null, null, null, null, ShowAdult: false) ? null : all;
    }

    static ArchiveTitle Title(TitleId id, TitleFacts facts, Sight sight)
    {
        var series = facts.Series is { } of && Shows(sight, of.Id) ? of : null;
        return new ArchiveTitle(
            Id(id.Number), facts.Kind.Spelling(), facts.Title, facts.Original, facts.Year, facts.EndYear, facts.Runtime, facts.Genres.Names, facts.Adult,
            series is null ? null : Id(series.Id.Number), series?.Title, series?.Season, series?.Episode);
    }

    static bool Shows(Sight sight, TitleId title) => sight.Only is null || sight.Shows(title);

    static string? Word<T>(T? choice) where T : struct, Enum => choice?.ToString().ToLowerInvariant();

    /// <summary>Numbers of titles that IMDb does not know are this house's own.</summary>
    static string Id(long number) => new TitleId(number) is { OfImdb: true } id ? id.ToString() : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"own:{number - TitleId.FirstOwn}");
}
