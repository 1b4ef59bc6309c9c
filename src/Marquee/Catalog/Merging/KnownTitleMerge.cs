using System.Text.Json;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>The part of a merge in <c>known</c>: one row remains, and episodes follow their series.</summary>
static class KnownTitleMerge
{
    /// <param name="Row">What was kept under the number that was given up.</param>
    /// <param name="Into">What was kept under the other one before, and after.</param>
    /// <param name="Episodes">Those that belonged to the series that was given up.</param>
    sealed record Kept(KnownRow? Row, KnownRow? Into, KnownRow? Became, IReadOnlyList<EpisodeRow> Episodes);

    sealed record EpisodeRow
    {
        public long Id { get; init; }

        public string? SeriesTitle { get; init; }
    }

    public static async Task Move(Writing known, long merge, TitleId from, TitleId to)
    {
        var (row, into) = (await Find(known, from), await Find(known, to));
        var episodes = await known.Query<EpisodeRow>("select id, series_title as SeriesTitle from known.title where series = @from order by id", new { from = from.Number });
        if (await Done(known, merge) is not null && row is null && episodes.Count == 0)
        {
            return;
        }

        var became = row is null ? into : into is null ? row with { Id = to.Number } : KnownRow.Together(into, row);
        if (row is not null)
        {
            await Put(known, became!);
            await Remove(known, from);
        }

        await known.Execute(
            "update known.title set series = @to, series_title = coalesce(@title, series_title) where series = @from",
            new { from = from.Number, to = to.Number, title = became?.Title });
        // A second run finds what came under the old number meanwhile; what the first one kept is what an undoing needs.
        await known.Execute(
            "insert into known.title_merge_kept (merge, kept) values (@merge, @kept) on conflict (merge) do nothing",
            new { merge, kept = JsonSerializer.Serialize(new Kept(row, into, became, episodes)) });
    }

    public static async Task PutBack(Writing known, long merge, TitleId from, TitleId to)
    {
        if (await Done(known, merge) is not { } text)
        {
            return;
        }

        var kept = JsonSerializer.Deserialize<Kept>(text)!;
        if (kept.Row is not null && await Find(known, from) is null)
        {
            await Put(known, kept.Row);
        }

        if (kept is { Row: not null, Into: not null } && await Find(known, to) == kept.Became)
        {
            await Put(known, kept.Into);
        }

        foreach (var episode in kept.Episodes)
        {
            await known.Execute(
                "update known.title set series = @from, series_title = @SeriesTitle where id = @Id and series = @to",
                new { episode.Id, episode.SeriesTitle, from = from.Number, to = to.Number });
        }

        await known.Execute("delete from known.title_merge_kept where merge = @merge", new { merge });
    }

    static Task<string?> Done(Writing known, long merge) => known.First<string>("select kept from known.title_merge_kept where merge = @merge", new { merge });

    static Task<KnownRow?> Find(Writing known, TitleId id) => known.First<KnownRow>($"select {KnownRow.Columns} from known.title where id = @id", new { id = id.Number });

    static async Task Put(Writing known, KnownRow row)
    {
        await Remove(known, new TitleId(row.Id));
        await known.Execute($"insert into known.title {KnownRow.Values}", row);
    }

    static Task<int> Remove(Writing known, TitleId id) => known.Execute("delete from known.title where id = @id", new { id = id.Number });
}
