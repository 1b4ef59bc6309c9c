using System.IO.Compression;
using System.Text;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Integrations.Exports;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Export;

namespace Marquee.Tests.Watching.Export;

/// <summary>The tables for other programs, read back by our own readers.</summary>
public sealed class TableExportTests
{
    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Ratings_in_IMDbs_layout_come_back_as_they_were(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        foreach (var (title, value, at) in new[] { (ArchiveHouse.Lamp, 9, 1_700_000_000 / 86_400 * 86_400 + 43_200), (ArchiveHouse.Nordlys, 1, (long?)null), (ArchiveHouse.First, 10, 43_200) })
        {
            await house.Write("insert into house.rating (member, title, value, rated_at, changed_at) values (@Member, @Number, @value, @at, 1)", new { ada.Member, title.Number, value, at });
        }

        var csv = await Text(to => house.Get<ImdbExport>().Ratings(ada, to, CancellationToken.None));
        Assert.StartsWith("Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("tt9000001,9,2023-11-14,The Lamp,The Lamp,https://www.imdb.com/title/tt9000001/,Movie,,100,1999,Drama,,,\"Ada Ember, -Ivo\"\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("tt9000002,1,,\"'=Nordlys, \"\"the\"\" light\",", csv, StringComparison.Ordinal);
        Assert.Contains("tt9000011,10,1970-01-01,Puppets: Beginning,", csv, StringComparison.Ordinal);
        var read = await house.Import(other, csv, "ratings.csv");
        Assert.Equal(("imdb", "imdb-2024", 3), (read.Source, read.Layout, read.Applied));
        Assert.Equal(await house.Export(ada), await house.Export(other));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watchlist_in_IMDbs_layout_comes_back_with_its_notes_and_ratings(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        await house.Write("insert into house.watchlist_entry (member, title, added_at, note) values (@Member, 9000001, 1699963200, '=1+1'), (@Member, 9000002, null, 'two' || char_ || 'lines')".Replace("char_", engine == Engine.Sqlite ? "char(10)" : "chr(10)", StringComparison.Ordinal), new { ada.Member });
        await house.Write("insert into house.rating (member, title, value, rated_at, changed_at) values (@Member, 9000001, 7, 1699963200, 1)", new { ada.Member });
        var csv = await Text(to => house.Get<ImdbExport>().Watchlist(ada, to, CancellationToken.None));
        Assert.Contains("1,tt9000001,2023-11-14,2023-11-14,'=1+1,The Lamp,", csv, StringComparison.Ordinal);
        await house.Import(other, csv, "watchlist.csv");
        Assert.Equal(await house.Export(ada), await house.Export(other));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_in_IMDbs_layout_comes_back_in_its_order(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var (ada, other) = (await house.Member("Ada"), await house.Member("Other"));
        var (id, _) = await house.Get<TitleLists>().Make(ada, "Best of 2019", null, [ArchiveHouse.Door, ArchiveHouse.Lamp, ArchiveHouse.Second], CancellationToken.None);
        var titles = await house.Get<TitleLists>().Titles(ada, id, 0, 100, CancellationToken.None);
        var csv = await Text(to => house.Get<ImdbExport>().List(ada, titles, to, CancellationToken.None));
        await house.Import(other, csv, "Best of 2019.csv");
        var made = Assert.Single(await house.Get<TitleLists>().All(other, CancellationToken.None));
        Assert.Equal("Best of 2019", made.Name);
        Assert.Equal([ArchiveHouse.Door, ArchiveHouse.Lamp, ArchiveHouse.Second], (await house.Get<TitleLists>().Titles(other, made.Id, 0, 100, CancellationToken.None)).Select(t => t.Title));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Letterboxd_gets_films_with_each_day_and_nothing_that_is_private(Engine engine)
    {
        await using var house = await ArchiveHouse.Open(engine, catalog: true);
        var ada = await house.Member("Ada");
        await house.Live(ada);
        var zip = await Zip(house, ada);
        Assert.Equal(["films-1.csv", "watchlist-1.csv"], zip.Keys.Order());
        Assert.Equal(
            "imdbID,Title,Year,Directors,Rating10,WatchedDate,Rewatch\r\n"
            + "tt9000001,The Lamp,1999,\"Ada Ember, -Ivo\",9,2024-01-05,false\r\n"
            + "tt9000003,The Door,1999,,8,2024-01-08,false\r\n",
            zip["films-1.csv"]);
        Assert.Equal("imdbID,Title,Year,Directors\r\ntt9000002,\"'=Nordlys, \"\"the\"\" light\",1999,\r\ntt9000003,The Door,1999,\r\n", zip["watchlist-1.csv"]);
        var rows = Read(zip["films-1.csv"], "films-1.csv");
        Assert.Equal([(9000001L, 9, new DateOnly(2024, 1, 5)), (9000003, 8, new DateOnly(2024, 1, 8))], rows.Select(r => (r.ImdbTitle!.Value, r.Rating!.Value, r.WatchedOn!.Value)));
    }

    [Fact]
    public async Task The_day_of_a_viewing_is_the_one_where_the_member_lives_and_a_second_one_is_a_rewatch()
    {
        await using var house = await ArchiveHouse.Open(Engine.Sqlite, catalog: true);
        var ada = await house.Member("Ada");
        await house.Get<Preferences>().Set(ada.Member, new PreferenceChange { TimeZone = "Pacific/Auckland" }, CancellationToken.None);
        await house.Watched(ada, ArchiveHouse.Lamp, new DateTimeOffset(2024, 1, 31, 20, 0, 0, TimeSpan.Zero));
        await house.Watched(ada, ArchiveHouse.Lamp, new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var films = (await Zip(house, ada))["films-1.csv"];
        Assert.Contains(",2024-02-01,false\r\n", films, StringComparison.Ordinal);
        Assert.Contains(",2024-03-01,true\r\n", films, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_is_larger_than_Letterboxd_takes_and_no_row_is_lost()
    {
        await using var house = await ArchiveHouse.Open(Engine.Sqlite, catalog: true);
        var ada = await house.Member("Ada");
        await house.House.Database.WriteInBatches(Store.House, Enumerable.Range(0, 30_000), (writing, i) => writing.Execute(
            "insert into house.watch (member, title, at, origin, created_at) values (@Member, 9000001, @at, 'page', 1)", new { ada.Member, at = (i * 86_400L) + 43_200 }), CancellationToken.None);
        var zip = await Zip(house, ada);
        Assert.True(zip.Count > 1);
        Assert.All(zip, file => Assert.True(Encoding.UTF8.GetByteCount(file.Value) <= 1_000_000 && file.Value.StartsWith("imdbID,", StringComparison.Ordinal), file.Key));
        Assert.Equal(30_000, zip.Sum(file => file.Value.Count(c => c == '\n') - 1));
    }

    [Fact]
    public async Task Pages_of_many_watches_come_out_once_each_and_in_order()
    {
        await using var house = await ArchiveHouse.Open(Engine.Sqlite, catalog: true);
        var ada = await house.Member("Ada");
        var count = (OwnRows.Page * 2) + 50;
        await house.House.Database.WriteInBatches(Store.House, Enumerable.Range(0, count), (writing, i) => writing.Execute(
            "insert into house.watch (member, title, at, origin, created_at) values (@Member, @title, @at, 'page', 1)", new { ada.Member, title = 9000001 + (i % 3), at = 1_000_000 - i }), CancellationToken.None);
        var rows = await new OwnRows(house.House.Database).Watches(ada.Member, CancellationToken.None).ToListAsync();
        Assert.Equal(count, rows.DistinctBy(r => r.Id).Count());
        Assert.Equal(rows.OrderBy(r => r.Title).ThenBy(r => r.At).Select(r => r.Id), rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Whatever_a_title_and_a_note_begin_with_no_cell_is_a_formula_and_our_reader_gives_the_text_back()
    {
        var random = new Random(11);
        const string letters = "=+-@''\",;\t ab＝＋－＠\u00f8\u202E\u00a0";
        await using var house = await ArchiveHouse.Open(Engine.Sqlite, catalog: false);
        var ada = await house.Member("Ada");
        var titles = Enumerable.Range(1, 300).Select(i => new CatalogTitle(8_000_000 + i, new string([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => letters[random.Next(letters.Length)])]))).ToArray();
        await TestCatalog.Add(house.House, titles);
        var list = titles.Select(t => new ListedTitle(new TitleId(t.Id), t.Title + "x")).ToList();
        var csv = await Text(to => house.Get<ImdbExport>().List(ada, list, to, CancellationToken.None));
        var rows = Read(csv, "mine.csv");
        Assert.Equal(titles.Length, rows.Count);
        foreach (var (row, title) in rows.Zip(titles))
        {
            Assert.Null(row.Problem);
            // As every reader tidies texts: without spaces around them and marks that turn text around; a name is one line.
            Assert.Equal(title.Title.Replace("\u202E", "", StringComparison.Ordinal).Replace('\t', ' ').Trim(), row.Name);
            Assert.Equal((title.Title + "x").Replace("\u202E", "", StringComparison.Ordinal).Trim(), row.Note);
            Assert.All(row.Cells.Where(cell => cell.Length > 0), cell => Assert.DoesNotContain(cell.TrimStart(' ')[..Math.Min(1, cell.TrimStart(' ').Length)], (string[])["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"]));
        }
    }

    static List<ExportRow> Read(string csv, string name) => [.. Assert.IsType<ExportFile>(ExportReader.Read(Encoding.UTF8.GetBytes(csv), name)).Rows];

    static async Task<string> Text(Func<Stream, Task> write)
    {
        using var to = new MemoryStream();
        await write(to);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    static async Task<Dictionary<string, string>> Zip(ArchiveHouse house, Viewer viewer)
    {
        using var to = new MemoryStream();
        await house.Get<LetterboxdExport>().Write(viewer, to, CancellationToken.None);
        using var zip = new ZipArchive(to, ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e => new StreamReader(e.Open()).ReadToEnd());
    }
}
