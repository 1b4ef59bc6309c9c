using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Acquisition.Wishes;

/// <summary>A house that gets titles, with a host, two members and a child. Its titles are those that the stand-ins of the servers know.</summary>
sealed class WishHouse : IAsyncDisposable
{
    public static readonly TitleId Lantern = new(9000001);
    public static readonly TitleId Salt = new(9000002);
    public static readonly TitleId Harbour = new(8000001);

    static readonly CancellationToken Ct = CancellationToken.None;

    readonly TimeProvider _time;

    WishHouse(TestHouse house, TimeProvider time) => (House, _time) = (house, time);

    public TestHouse House { get; }

    /// <summary>Of a house that was opened with its usual clock.</summary>
    public MovedTime Time => (MovedTime)_time;

    public DateTimeOffset Now => _time.GetUtcNow();

    public required Viewer Ada { get; init; }

    public required Viewer Ivo { get; init; }

    public required Viewer Uma { get; init; }

    /// <summary>A child that sees the film with the lantern alone.</summary>
    public required Viewer Cleo { get; init; }

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    public Marquee.Acquisition.Wishes.Wishes Wishes => Get<Marquee.Acquisition.Wishes.Wishes>();

    public T Get<T>() where T : notnull => House.Get<T>();

    /// <param name="more">Services that hear of wishes, and the like.</param>
    public static async Task<WishHouse> Open(Engine engine, Action<IServiceCollection>? more = null, TimeProvider? time = null)
    {
        time ??= new MovedTime();
        var house = await TestHouse.Open(engine, services =>
        {
            services.AddSingleton(time).AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddAcquisition();
            more?.Invoke(services);
        });
        await TestCatalog.Add(house,
            new CatalogTitle(Lantern.Number, "The Lantern Keepers") { Year = 2021, Runtime = 100, Rating = 7.5, Votes = 900 },
            new CatalogTitle(Salt.Number, "Salt & Paper") { Year = 1987, Runtime = 120, Rating = 5.5, Votes = 900 },
            new CatalogTitle(Harbour.Number, "Harbour Lights") { Kind = TitleKind.TvSeries, Year = 2015, Runtime = 50 },
            new CatalogTitle(8000011, "Part 1") { Kind = TitleKind.TvEpisode, Year = 2016, Series = Harbour.Number, Season = 1, Number = 1 },
            new CatalogTitle(8000012, "Part 2") { Kind = TitleKind.TvEpisode, Year = 2016, Series = Harbour.Number, Season = 1, Number = 2 },
            new CatalogTitle(8000021, "Part 1") { Kind = TitleKind.TvEpisode, Year = 2016, Series = Harbour.Number, Season = 2, Number = 1 },
            new CatalogTitle(9000009, "A Game") { Kind = TitleKind.VideoGame });
        var members = house.Get<Members>();
        var ada = Viewers.Of(await members.EnsureHost("Ada", Ct), Origin.Page);
        var cleo = (await members.Make("Cleo", Role.Child, Ct))!;
        await house.Get<ChildCeilings>().SetTitle(ada, cleo.Id, Lantern, true, Ct);
        await house.Get<HouseRules>().SetGets(ada, true, Ct);
        return new WishHouse(house, time)
        {
            Ada = ada,
            Ivo = Viewers.Of((await members.Make("Ivo", Role.Member, Ct))!, Origin.Page),
            Uma = Viewers.Of((await members.Make("Uma", Role.Member, Ct))!, Origin.Api),
            Cleo = Viewers.Of(cleo, Origin.Page),
        };
    }

    public Task Give(Viewer member, WishRights rights) => Get<HouseRules>().Set(Ada, member.Member, rights, Ct);

    public async Task<Wish> Ask(Viewer viewer, TitleId title, WishPart? part = null, string? id = null) =>
        Assert.IsType<Wished>(await Wishes.Ask(viewer, new WishRequest { Title = title, Part = part ?? WishPart.All, Id = id }, Ct)).Wish;

    /// <returns>The code of the sentence that says why not.</returns>
    public async Task<string> Denied(Viewer viewer, TitleId title, WishPart? part = null) =>
        Assert.IsType<WishDenied>(await Wishes.Ask(viewer, new WishRequest { Title = title, Part = part ?? WishPart.All }, Ct)).Why.Code;

    public async Task<Wish> Wish(string id) => (await Get<WishReading>().Find(id, Ct))!;

    public async Task<IEnumerable<string>> Facts(Viewer viewer) => (await Get<Facts>().Page(viewer.Member, null, 100, Ct)).Reverse().Select(f => f.Kind);

    /// <summary>Delivers as the job would.</summary>
    public Task<JobRun> Deliver(string id) => Get<InlineJobs>().Run(DeliverWish.Name, new WishArguments(id), null, Ct, key: id);

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
