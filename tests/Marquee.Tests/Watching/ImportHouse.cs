using System.IO.Compression;
using System.Text;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Tests.Catalog;
using Marquee.Watching;
using Marquee.Watching.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Watching;

/// <summary>A house with one member and a real catalog of made-up titles, so that names can be looked up.</summary>
sealed class ImportHouse : IAsyncDisposable
{
    ImportHouse(TestHouse house, Viewer ada) => (House, Ada) = (house, ada);

    public TestHouse House { get; }

    public Viewer Ada { get; }

    public T Get<T>() where T : notnull => House.Get<T>();

    public static async Task<ImportHouse> Open(Engine engine, TimeProvider? time = null, Action<IServiceCollection>? more = null, SampleTitles? titles = null)
    {
        var house = await TestHouse.Open(engine, services =>
        {
            more?.Invoke(services);
            services.AddSingleton(time ?? TimeProvider.System).AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching();
        });
        await house.Get<ImdbTerms>().Accept(CancellationToken.None);
        var ada = await house.Get<Members>().EnsureHost("Ada", CancellationToken.None);
        using var files = ImdbFiles.Small();
        files.Write(ImdbFile.Basics,
        [
            .. Enumerable.Range(1, 7).Select(i => $"tt0000{100 + i}|movie|{Film(i)}|{Film(i)}|0|{1990 + i}|\\N|{90 + i}|Drama"),
            "tt0000120|movie|The Twin Ferry|The Twin Ferry|0|1961|\\N|80|Drama",
            "tt0000121|movie|The Twin Ferry|The Twin Ferry|0|1987|\\N|80|Drama",
            "tt10000200|tvSeries|The Lighthouse Keepers|The Lighthouse Keepers|0|2010|2012|45|Comedy",
            "tt10000201|tvEpisode|First Lamp|First Lamp|0|2010|\\N|45|Comedy",
            "tt10000202|tvEpisode|Second Lamp|Second Lamp|0|2011|\\N|\\N|\\N",
            "tt10000203|tvEpisode|The Long Watch|The Long Watch|0|2011|\\N|\\N|\\N",
            .. titles?.Basics ?? [],
        ]);
        files.Write(ImdbFile.Episodes, ["tt10000201|tt10000200|1|1", "tt10000202|tt10000200|1|2", "tt10000203|tt10000200|2|1", .. titles?.Episodes ?? []]);
        files.Write(ImdbFile.Ratings, [.. Enumerable.Range(101, 7).Select(i => $"tt0000{i}|7.{i % 10}|{i * 9}")]);
        await house.Import(files);
        return new ImportHouse(house, Viewers.Of(ada, Origin.Page));
    }

    public static string Film(int i) => ((string[])["Harbour of Salt", "A Garden in Winter", "Copper Weather", "Night Train to Varna", "The Glass Orchard", "Seven Quiet Bridges", "Postcards from Ulm"])[i - 1];

    public Task<ImportPreview> Preview(string text, string name, ReadingChoices? choices = null) => Preview(Encoding.UTF8.GetBytes(text), name, choices);

    public Task<ImportPreview> Preview(byte[] bytes, string name, ReadingChoices? choices = null) =>
        Get<HistoryImports>().Preview(Ada, new MemoryStream(bytes), name, CancellationToken.None, choices);

    public async Task<ImportPreview> Apply(long import, bool takeFile = false)
    {
        await Get<HistoryImports>().Apply(Ada, import, CancellationToken.None, takeFile);
        await Get<InlineJobs>().Run(HistoryApplyWork.Name, new HistoryImportArguments(import), null, CancellationToken.None, key: import.ToString(null, null));
        return (await Get<HistoryImports>().Find(Ada, import, CancellationToken.None))!;
    }

    public async Task<ImportPreview> Undo(long import)
    {
        await Get<HistoryImports>().Undo(Ada, import, CancellationToken.None);
        await Get<InlineJobs>().Run(HistoryUndoWork.Name, new HistoryImportArguments(import), null, CancellationToken.None, key: import.ToString(null, null));
        return (await Get<HistoryImports>().Find(Ada, import, CancellationToken.None))!;
    }

    /// <summary>All that the member has, as one text: equal before and after what must change nothing.</summary>
    public async Task<string> Everything()
    {
        await using var connection = await House.Database.Read(CancellationToken.None);
        var rows = await connection.QueryAsync<string>("""
            select 'rating ' || title || ' ' || value || ' ' || coalesce(rated_at, -1) from house.rating
            union all select 'watch ' || title || ' ' || coalesce(at, -1) || ' ' || id from house.watch
            union all select 'wish ' || title || ' ' || coalesce(added_at, -1) || ' ' || coalesce(note, '') from house.watchlist_entry
            union all select 'words ' || title || ' ' || coalesce(liked_at, -1) || ' ' || coalesce(not_interested_at, -1) || ' ' || coalesce(note, '') from house.member_title
              where liked_at is not null or not_interested_at is not null or note is not null
            union all select 'entry ' || l.name || ' ' || e.position || ' ' || e.title || ' ' || coalesce(e.note, '') from house.list l join house.list_entry e on e.list = l.id
            union all select 'list ' || name from house.list
            """);
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    public async Task<Mine> Mine(long title) => (await Get<MemberTitles>().Of(Ada, [new TitleId(title)], CancellationToken.None))[new TitleId(title)];

    public async Task<IReadOnlyList<DateTimeOffset?>> Watched(long title) =>
        [.. (await Get<Watches>().Of(Ada, new TitleId(title), CancellationToken.None)).Select(watch => watch.At)];

    public static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
