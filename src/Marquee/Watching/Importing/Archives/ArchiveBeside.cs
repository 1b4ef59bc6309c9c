using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Archive;
using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>
/// What an archive says beside what the member has of titles: its lists, answers, corrections and choices, one by one since they are
/// few; and what titles are, of which only those count that nobody here knows.
/// </summary>
static class ArchiveBeside
{
    const int Bit = (int)RowSays.Beside;

    const string Titles = "said = 128 and title is not null and class <> 5";

    const string Stretch = "import = @import and number between @from and @to";

    /// <summary>Says what each row of a stretch would change; nothing is changed.</summary>
    public static async Task Judge(Writing writing, long import, long member, int from, int to)
    {
        var range = new { import, from, to };
        await writing.Execute(
            $"update house.import_row set decided = 128, effects = case when lacking then 128 else 0 end, class = case when lacking then 4 else 3 end where {Stretch} and {Titles} and result is null",
            range);
        foreach (var row in await Rows(writing, $"{Stretch} and result is null", range))
        {
            var standing = await Entry(row).Standing(writing, import, member);
            await writing.Execute("update house.import_row set decided = 128, effects = @effects, conflicts = @conflicts, class = @class where import = @import and number = @Number", new
            {
                import,
                row.Number,
                effects = standing == ArchiveStanding.Lacking ? Bit : 0,
                conflicts = standing == ArchiveStanding.Otherwise ? Bit : 0,
                @class = (int)(standing switch
                {
                    ArchiveStanding.Lacking => ImportClass.New,
                    ArchiveStanding.There => ImportClass.Known,
                    _ => ImportClass.Conflicting,
                }),
            });
        }
    }

    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, from, to };
        // Whoever applies a stretch has kept the titles of it.
        await writing.Execute($"update house.import_row set done_bits = 128, result = 1 where {Stretch} and {Titles} and effects > 0 and result is null", range);
        foreach (var row in await Rows(writing, $"{Stretch} and effects > 0 and result is null", range))
        {
            var (entry, agreed) = (Entry(row), row.Conflicts > 0);
            var standing = await entry.Standing(writing, import, member);
            var done = standing == ArchiveStanding.Lacking || (standing == ArchiveStanding.Otherwise && agreed);
            var conflicts = standing == ArchiveStanding.Otherwise && !agreed;
            var cells = done ? await entry.Do(writing, import, member, now) : null;
            await writing.Execute("""
                update house.import_row set done_bits = @bits, result = @result, cells = coalesce(@cells, cells), conflicts = @conflicts, class = case when @conflicts > 0 then 7 else class end
                where import = @import and number = @Number
                """, new { import, row.Number, bits = done ? Bit : 0, result = done ? 1 : 2, cells, conflicts = conflicts ? Bit : 0 });
        }
    }

    /// <summary>Titles stay known; the rest is taken back where it is still as it was left.</summary>
    public static async Task Undo(Writing writing, long import, long member, int from, int to)
    {
        var range = new { import, from, to };
        await writing.Execute($"update house.import_row set undo_bits = 128, undone = 1 where {Stretch} and {Titles} and result = 1 and undone is null", range);
        foreach (var row in await Rows(writing, $"{Stretch} and result = 1 and undone is null", range))
        {
            var back = await Entry(row).TakeBack(writing, import, member);
            await writing.Execute(
                "update house.import_row set undo_bits = @bits, undone = @undone where import = @import and number = @Number",
                new { import, row.Number, bits = back ? Bit : 0, undone = back ? 1 : 2 });
        }
    }

    /// <summary>What a row says that a title is.</summary>
    public static KnownTitle Known(StoredImportRow row)
    {
        var title = Read(JsonSerializer.Deserialize<string[]>(row.Cells!)![1], ArchiveJson.Entries.ArchiveTitle);
        return new KnownTitle
        {
            Id = new TitleId(row.Title!.Value),
            Title = title.Name,
            Original = title.Original,
            Year = title.Year,
            EndYear = title.EndYear,
            Kind = TitleKinds.Parse(title.Kind),
            Runtime = title.Runtime,
            Genres = Genres.Of(title.Genres),
            Adult = title.Adult,
            Series = Number(title.Series) is { } series ? new SeriesOf(series, title.SeriesName ?? series.ToString(), title.Season, title.Episode) : null,
        };
    }

    /// <returns>Null of a title that is another house's own.</returns>
    public static TitleId? Number(string? id) => id is not null && id.StartsWith("tt", StringComparison.Ordinal) && TitleId.TryParse(id, null, out var number) ? number : null;

    /// <returns>The title that it is here by now; null of another house's own.</returns>
    public static async Task<TitleId?> Current(Writing writing, string? id) => Number(id) is { } number ? await MergedTitles.Current(writing, number) : null;

    static IArchiveEntry Entry(BesideRow row)
    {
        var cells = JsonSerializer.Deserialize<string[]>(row.Cells)!;
        return cells[0] switch
        {
            "lists" => new ListOfArchive(row.List!, Read(cells[1], ArchiveJson.Entries.ArchiveList)),
            "answers" => new AnswerOfArchive(Read(cells[1], ArchiveJson.Entries.ArchiveAnswer)),
            "corrections" => new CorrectionOfArchive(
                Read(cells[1], ArchiveJson.Entries.ArchiveCorrection), [.. cells.Skip(2).Select(cell => Read(cell, ArchiveJson.Entries.ArchiveCorrection))]),
            "inbox" => new InboxOfArchive(Read(cells[1], ArchiveJson.Entries.ArchiveInbox)),
            "preferences" => new PreferencesOfArchive(Read(cells[1], ArchiveJson.Entries.ArchivePreferences)),
            _ => new NothingOfArchive(), // what a title is that only the other house knew
        };
    }

    static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    static Task<IReadOnlyList<BesideRow>> Rows(Writing writing, string which, object parameters) =>
        writing.Query<BesideRow>($"select number, list, cells, conflicts from house.import_row where {which} and said = 128 and title is null and class <> 5 order by number", parameters);

    sealed record BesideRow
    {
        public int Number { get; init; }

        public string? List { get; init; }

        public string Cells { get; init; } = "[]";

        public int Conflicts { get; init; }
    }
}
