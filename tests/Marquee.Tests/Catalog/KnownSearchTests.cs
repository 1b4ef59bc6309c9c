using Marquee.Catalog;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Catalog;

/// <summary>When the small index of members' own titles is made, and who waits for it.</summary>
public sealed class KnownSearchTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Searches_go_on_with_the_old_index_while_another_is_made()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files);
        await Keep(house, new TitleId(42), "Lost Reel");
        Assert.Single(await Find(house, "lost reel"));
        await house.Get<KnownTitles>().Keep([.. Enumerable.Range(1000, 30_000).Select(i => Title(new TitleId(i), $"Attic Find {i}"))], Ct);
        var making = Task.Run(() => house.Get<KnownSearch>().Refresh(Ct));
        var meanwhile = 0;
        while (!making.IsCompleted)
        {
            Assert.Single(await Find(house, "lost reel"));
            meanwhile++;
        }

        await making;
        Assert.True(meanwhile > 10, $"only {meanwhile} searches ended while the index was made");
        Assert.Equal(1234, (await Find(house, "attic find 1234"))[0].Title.Id.Number);
    }

    [Fact]
    public async Task What_members_do_with_titles_of_the_catalog_makes_no_new_index()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files);
        await Keep(house, new TitleId(42), "Lost Reel");
        await Find(house, "lost reel");
        var before = Written(house);
        await house.Get<KnownTitles>().Remember([new TitleId(101)], Ct);
        await house.Get<KnownSearch>().Refresh(Ct);
        Assert.Equal(before, Written(house));
        await Keep(house, new TitleId(43), "Found Reel");
        Assert.NotEqual(before, Written(house));
    }

    [Fact]
    public async Task What_another_process_kept_is_found_a_moment_later()
    {
        var time = new SteppedTime();
        await using var house = await TestHouse.Open(Engine.Sqlite, services => services.AddSingleton<TimeProvider>(time).AddCatalog());
        Assert.Empty(await Find(house, "lost reel"));
        await house.Get<KnownTitles>().Keep([Title(new TitleId(42), "Lost Reel")], Ct);
        Assert.Empty(await Find(house, "lost reel"));
        time.Move(TimeSpan.FromSeconds(3));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Find(house, "lost reel")).Count == 0)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    [Fact]
    public async Task What_a_killed_search_left_is_swept_away_after_an_hour()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files);
        var left = Directory.CreateDirectory(Path.Combine(house.Folder, "catalog", "known-left"));
        var now = Directory.CreateDirectory(Path.Combine(house.Folder, "catalog", "known-now"));
        Directory.SetLastWriteTimeUtc(left.FullName, DateTime.UnixEpoch);
        await house.Import(files);
        Assert.Equal((false, true), (Directory.Exists(left.FullName), Directory.Exists(now.FullName)));
    }

    /// <summary>Each index is made in a folder of its own, which changes the folder around it.</summary>
    static DateTime Written(TestHouse house) => Directory.GetLastWriteTimeUtc(Path.Combine(house.Folder, "catalog"));

    static async Task Keep(TestHouse house, TitleId id, string title)
    {
        await house.Get<KnownTitles>().Keep([Title(id, title)], Ct);
        await house.Get<KnownSearch>().Refresh(Ct);
    }

    static KnownTitle Title(TitleId id, string title) => new() { Id = id, Title = title, Year = 1931, Kind = TitleKind.Movie };

    static async Task<IReadOnlyList<FoundTitle>> Find(TestHouse house, string text) => (await house.Get<TitleSearch>().Search(text, null, 30, Sight.WithoutAdult, Ct)).Hits;
}
