using System.Text;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Households;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Export;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching.Export;

/// <summary>A house whose members take along what they have, or bring it.</summary>
sealed class ArchiveHouse : IAsyncDisposable
{
    public static readonly TitleId Lamp = new(9000001);
    public static readonly TitleId Nordlys = new(9000002);
    public static readonly TitleId Door = new(9000003);
    public static readonly TitleId Series = new(9000010);
    public static readonly TitleId First = new(9000011);
    public static readonly TitleId Second = new(9000012);

    /// <summary>Only a file of the member's ever named it.</summary>
    public static readonly TitleId Unheard = new(77777777);

    ArchiveHouse(TestHouse house) => House = house;

    public TestHouse House { get; }

    public T Get<T>() where T : notnull => House.Get<T>();

    /// <param name="catalog">Whether it knows the titles.</param>
    /// <param name="before">Members who were there first: so many numbers are used up.</param>
    public static async Task<ArchiveHouse> Open(Engine engine, bool catalog, int before = 0)
    {
        var house = new ArchiveHouse(await TestHouse.Open(engine, services => services.AddJournal().AddJobs().AddAccess().AddHouseholds().AddCatalog().AddWatching()));
        await house.Get<Members>().EnsureHost("Host", CancellationToken.None);
        for (var i = 0; i < before; i++)
        {
            var other = await house.Member($"Somebody {i}");
            await house.Get<Watches>().Add(other, Lamp, null, CancellationToken.None);
            await house.Get<TitleLists>().Make(other, "Theirs", null, [Lamp], CancellationToken.None);
        }

        if (catalog)
        {
            await TestCatalog.Add(house.House,
                new CatalogTitle(Lamp.Number, "The Lamp") { Directors = [1, 2] }, new CatalogTitle(Nordlys.Number, "=Nordlys, \"the\" light"), new CatalogTitle(Door.Number, "The Door"),
                new CatalogTitle(Series.Number, "Puppets") { Kind = TitleKind.TvSeries },
                new CatalogTitle(First.Number, "Beginning") { Kind = TitleKind.TvEpisode, Series = Series.Number, Season = 1, Number = 1 },
                new CatalogTitle(Second.Number, "End") { Kind = TitleKind.TvEpisode, Series = Series.Number, Season = 1, Number = 2 });
            await TestCatalog.Person(house.House, 1, "Ada Ember");
            await TestCatalog.Person(house.House, 2, "-Ivo");
        }

        return house;
    }

    public async Task<Viewer> Member(string name) => Viewers.Of((await Get<Members>().Make(name, Role.Member, CancellationToken.None))!, Origin.Page);

    public async Task<string> Export(Viewer viewer)
    {
        using var text = new MemoryStream();
        await Get<ArchiveExport>().Write(viewer, text, CancellationToken.None);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    public Task<ImportPreview> Preview(Viewer viewer, string text, string name = "archive.json") => Preview(viewer, Encoding.UTF8.GetBytes(text), name);

    public Task<ImportPreview> Preview(Viewer viewer, byte[] bytes, string name) => Get<HistoryImports>().Preview(viewer, new MemoryStream(bytes), name, CancellationToken.None);

    public async Task<ImportPreview> Import(Viewer viewer, string text, string name = "archive.json")
    {
        var preview = await Preview(viewer, text, name);
        await Get<HistoryImports>().Apply(viewer, preview.Id, CancellationToken.None);
        await Work(HistoryApplyWork.Name, preview.Id);
        return (await Get<HistoryImports>().Find(viewer, preview.Id, CancellationToken.None))!;
    }

    public async Task<ImportPreview> Undo(Viewer viewer, long import)
    {
        await Get<HistoryImports>().Undo(viewer, import, CancellationToken.None);
        await Work(HistoryUndoWork.Name, import);
        return (await Get<HistoryImports>().Find(viewer, import, CancellationToken.None))!;
    }

    public Task Write(string sql, object parameters) => House.Database.Write(Store.House, writing => writing.Execute(sql, parameters), CancellationToken.None);

    public Task Watched(Viewer viewer, TitleId title, DateTimeOffset? at, string origin = "page", string? device = null) => Write(
        "insert into house.watch (member, title, at, origin, device, created_at) values (@Member, @number, @seconds, @origin, @device, 1)",
        new { viewer.Member, number = title.Number, seconds = at?.ToUnixTimeSeconds(), origin, device });

    /// <summary>Something of everything that a member can have.</summary>
    public async Task Live(Viewer viewer)
    {
        var ct = CancellationToken.None;
        await Import(viewer, "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
            + $"{Unheard},6,2021-04-06,Unheard Of,,TV Series,,45,2024,\"Drama, Sci-Fi\",,,\n{Door},8,,The Door,,movie,,,1999,Drama,,,\n", "ratings.csv");
        await Get<Ratings>().Set(viewer, Lamp, 9, ct);
        await Get<Ratings>().Set(viewer, First, 10, ct);
        var evening = new DateTimeOffset(2024, 1, 5, 20, 15, 7, TimeSpan.Zero);
        await Watched(viewer, Lamp, evening, "page", "The \"big\" screen");
        await Watched(viewer, Lamp, evening, "import");
        await Watched(viewer, Lamp, evening.AddMinutes(10));
        await Watched(viewer, Lamp, new DateTimeOffset(2024, 1, 5, 12, 0, 0, TimeSpan.Zero), "job");
        await Watched(viewer, Lamp, null, "cli");
        await Watched(viewer, Lamp, null);
        await Watched(viewer, Second, new DateTimeOffset(1979, 7, 20, 12, 0, 0, TimeSpan.Zero), "api");
        await Watched(viewer, Unheard, null);
        await Watched(viewer, Unheard, new DateTimeOffset(1969, 7, 20, 20, 17, 40, TimeSpan.Zero));
        await Get<Watchlist>().Put(viewer, Nordlys, "=HYPERLINK(\"http://x\")\nwith <b>Ivo</b> \u202Eevol\u202C 😀 \u0001\u2028", 1, ct);
        await Get<Watchlist>().Put(viewer, Series, null, null, ct);
        await Write("insert into house.watchlist_entry (member, title, added_at) values (@Member, 9000003, null)", new { viewer.Member });
        await Get<Likes>().Set(viewer, Lamp, true, ct);
        await Get<NotInterested>().Set(viewer, Door, true, ct);
        await Get<Notes>().Set(viewer, Lamp, "'=1 \\ \"quoted\" \t{json}", ct);
        await Lists(viewer);
        await House.Database.Write(Store.House, async writing =>
        {
            await MatchAnswers.Set(writing, viewer.Member, "name|ünheard|2024|film", Unheard, 1_700_000_000);
            await MatchAnswers.Set(writing, viewer.Member, "name|Zebra|1999|film", null, 1_700_000_001);
            await MatchAnswers.Set(writing, viewer.Member, "letterboxd|https://boxd.it/1", Lamp, 1_700_000_002);
        }, ct);
        await Watched(viewer, Nordlys, evening.AddDays(3));
        var wrong = (await Get<Watches>().Of(viewer, Nordlys, ct))[0];
        await Get<Corrections>().MoveWatch(viewer, wrong.Id, Door, ct);
        await Get<Corrections>().MoveRating(viewer, First, Second, ct);
        await Get<ImportPreferences>().Set(viewer, new ImportPreference("trakt", true), ct);
        await Get<ImportPreferences>().Set(viewer, new ImportPreference("imdb", false), ct);
        await Get<Preferences>().Set(viewer.Member, new PreferenceChange { Language = "de", TimeZone = "Europe/Stockholm", RatingStyle = RatingStyle.Both, ShowAdult = true }, ct);
    }

    async Task Lists(Viewer viewer)
    {
        var ct = CancellationToken.None;
        var (made, _) = await Get<TitleLists>().Make(viewer, "Best of / 2019 \u202E\"x\"", "kind=movie", [Door, Lamp, Unheard], ct);
        await Get<ListEntries>().Put(viewer, made, Lamp, 1, "-1+1", ct);
        await Get<TitleLists>().Change(viewer, made, null, "two\nlines", shared: true, ct);
        await Get<TitleLists>().Make(viewer, "Same", null, [Lamp], ct);
        await Get<TitleLists>().Make(viewer, "Same", null, [Door], ct);
        await Get<TitleLists>().Make(viewer, "Same", "genre=Drama&minYear=1990", null, ct);
        await Get<TitleLists>().Make(viewer, "Same (2)", null, [], ct);
    }

    /// <summary>Two numbers turn out to be one title.</summary>
    public async Task Merge(TitleId from, TitleId into)
    {
        var host = Viewers.Of((await Get<Members>().Host(CancellationToken.None))!, Origin.Page);
        var started = await Get<TitleMerges>().Merge(host, from, into, CancellationToken.None);
        await Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(started.Merge), null, CancellationToken.None, key: TitleMergeWork.Key(started.Merge));
    }

    public Task<JobRun> Work(string name, long import) =>
        Get<InlineJobs>().Run(name, new HistoryImportArguments(import), null, CancellationToken.None, key: import.ToString(null, null));

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
