using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.Watching;

/// <summary>Ratings, watches, watchlists, lists, documents and files of two titles that turn out to be one.</summary>
sealed class WatchingTitleRows : ITitleRows
{
    sealed record Kept(IReadOnlyList<RatingPair> Ratings, IReadOnlyList<EntryPair> Entries, IReadOnlyList<WatchMoved> Watches, IReadOnlyList<FileRow> Files, IReadOnlyList<ListEntryMoved>? Lists, IReadOnlyList<MemberTitlePair>? Documents = null, SeriesMoved? Series = null, IReadOnlyList<AnswerMoved>? Answers = null);

    public string Room => "Watching";

    public IReadOnlyCollection<string> Columns => ["house.rating.title", "house.watch.title", "house.watch.series", "house.member_title.title", "house.correction.title", "house.correction.into_title", "house.watchlist_entry.title", "house.import_row.title", "house.list_entry.title", "house.match_answer.title"];

    public async Task<MovedRows> Move(Writing house, TitleId from, TitleId to)
    {
        var ratings = await RatingPair.Move(house, from, to);
        var entries = await EntryPair.Move(house, from, to);
        var watches = await WatchMoved.Move(house, from, to);
        var documents = await MemberTitlePair.Move(house, from, to);
        var files = await FileRow.Move(house, from, to, ratings, entries, documents);
        var lists = await ListEntryMoved.Move(house, from, to);
        var series = await SeriesMoved.Move(house, from, to);
        var answers = await AnswerMoved.Move(house, from, to);
        if (ratings.Count + entries.Count + watches.Count + files.Count + lists.Count + documents.Count + series.Count + answers.Count == 0)
        {
            return new MovedRows(null, []);
        }

        var members = ratings.Select(r => r.Member).Concat(entries.Select(e => e.Member)).Concat(watches.Select(w => w.Member)).Concat(lists.Select(l => l.Member).Where(m => m != 0)).Concat(documents.Where(d => d.Words).Select(d => d.Member)).Distinct().Order();
        return new MovedRows(
            JsonSerializer.Serialize(new Kept(ratings, entries, watches, files, lists, documents, series, answers)),
            [.. members.Select(m => Share(m, ratings.FirstOrDefault(r => r.Member == m), entries.Count(e => e.Member == m) + watches.Count(w => w.Member == m) + lists.Count(l => l.Member == m) + documents.Count(d => d.Member == m && d.Words)))]);
    }

    public async Task PutBack(Writing house, TitleId from, TitleId to, string kept)
    {
        var rows = JsonSerializer.Deserialize<Kept>(kept)!;
        await RatingPair.PutBack(house, from, to, rows.Ratings);
        await EntryPair.PutBack(house, from, to, rows.Entries);
        await WatchMoved.PutBack(house, from, to, rows.Watches);
        await FileRow.PutBack(house, from, to, rows.Files);
        await ListEntryMoved.PutBack(house, from, to, rows.Lists ?? []);
        await MemberTitlePair.PutBack(house, from, to, rows.Documents ?? []);
        await SeriesMoved.PutBack(house, from, rows.Series);
        await AnswerMoved.PutBack(house, from, to, rows.Answers ?? []);
    }

    public string Without(string kept, long member)
    {
        var rows = JsonSerializer.Deserialize<Kept>(kept)!;
        return JsonSerializer.Serialize(new Kept(
            [.. rows.Ratings.Where(r => r.Member != member)],
            [.. rows.Entries.Where(e => e.Member != member)],
            [.. rows.Watches.Where(w => w.Member != member)],
            [.. rows.Files.Where(f => f.Member != member)],
            [.. (rows.Lists ?? []).Where(l => l.Member != member)],
            [.. (rows.Documents ?? []).Where(d => d.Member != member)],
            rows.Series,
            [.. (rows.Answers ?? []).Where(a => a.Member != member)]));
    }

    /// <summary>Who had rated both is told which rating was given up.</summary>
    static MemberShare Share(long member, RatingPair? rating, int others) => rating switch
    {
        null => new MemberShare(member, others),
        { To: null } => new MemberShare(member, others + 1),
        _ => new MemberShare(member, others + 1, Told(rating.Newer == rating.To ? rating.From : rating.To), Told(rating.Newer)),
    };

    static JsonObject Told(RatingKept rating) => new() { ["rating"] = rating.Value };
}
