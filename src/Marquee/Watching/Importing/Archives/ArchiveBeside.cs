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
    const string Titles = "said = 128 and title is not null and class <> 5";

    /// <summary>Says what each row would change; nothing is changed.</summary>
    public static async Task Judge(Writing writing, long import, long member)
    {
        await writing.Execute(
            $"update house.import_row set decided = 128, effects = case when lacking then 128 else 0 end, class = case when lacking then 4 else 3 end where import = @import and {Titles} and result is null",
            new { import });
        foreach (var row in await Rows(writing, "import = @import and result is null", new { import }))
        {
            var there = await Entry(row).There(writing, import, member);
            await writing.Execute(
                "update house.import_row set decided = 128, effects = @effects, class = @class where import = @import and number = @Number",
                new { import, row.Number, effects = there ? 0 : (int)RowSays.Beside, @class = (int)(there ? ImportClass.Known : ImportClass.New) });
        }
    }

    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, from, to };
        // Whoever applies a stretch has kept the titles of it.
        await writing.Execute($"update house.import_row set done_bits = 128, result = 1 where import = @import and number between @from and @to and {Titles} and effects > 0 and result is null", range);
        foreach (var row in await Rows(writing, "import = @import and number between @from and @to and effects > 0 and result is null", range))
        {
            var entry = Entry(row);
            var done = !await entry.There(writing, import, member);
            var cells = done ? await entry.Do(writing, import, member, now) : null;
            await writing.Execute(
                "update house.import_row set done_bits = @bits, result = @result, cells = coalesce(@cells, cells) where import = @import and number = @Number",
                new { import, row.Number, bits = done ? (int)RowSays.Beside : 0, result = done ? 1 : 2, cells });
        }
    }

    /// <summary>Titles stay known; the rest is taken back where it is still as it was left.</summary>
    public static async Task Undo(Writing writing, long import, long member, int from, int to)
    {
        var range = new { import, from, to };
        await writing.Execute($"update house.import_row set undo_bits = 128, undone = 1 where import = @import and number between @from and @to and {Titles} and result = 1 and undone is null", range);
        foreach (var row in await Rows(writing, "import = @import and number between @from and @to and result = 1 and undone is null", range))
        {
            var back = await Entry(row).TakeBack(writing, import, member);
            await writing.Execute(
                "update house.import_row set undo_bits = @bits, undone = @undone where import = @import and number = @Number",
                new { import, row.Number, bits = back ? (int)RowSays.Beside : 0, undone = back ? 1 : 2 });
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
            "corrections" => new CorrectionOfArchive(Read(cells[1], ArchiveJson.Entries.ArchiveCorrection)),
            "inbox" => new InboxOfArchive(Read(cells[1], ArchiveJson.Entries.ArchiveInbox)),
            "preferences" => new PreferencesOfArchive(Read(cells[1], ArchiveJson.Entries.ArchivePreferences)),
            _ => new NothingOfArchive(), // what a title is that only the other house knew
        };
    }

    static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    static Task<IReadOnlyList<BesideRow>> Rows(Writing writing, string which, object parameters) =>
        writing.Query<BesideRow>($"select number, list, cells from house.import_row where {which} and said = 128 and title is null and class <> 5 order by number", parameters);

    sealed record BesideRow
    {
        public int Number { get; init; }

        public string? List { get; init; }

        public string Cells { get; init; } = "[]";
    }
}
