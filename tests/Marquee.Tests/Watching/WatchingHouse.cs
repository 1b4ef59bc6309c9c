using System.Text;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Watching;

/// <summary>A house with two members and three films, and everything that Watching needs.</summary>
sealed class WatchingHouse : IAsyncDisposable
{
    public static readonly TitleId Lamp = new(9000001);
    public static readonly TitleId Nordlys = new(9000002);
    public static readonly TitleId Door = new(9000003);

    WatchingHouse(TestHouse house, Viewer ada, Viewer ivo) => (House, Ada, Ivo) = (house, ada, ivo);

    public TestHouse House { get; }

    public Viewer Ada { get; }

    public Viewer Ivo { get; }

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    public T Get<T>() where T : notnull => House.Get<T>();

    public static async Task<WatchingHouse> Open(Engine engine, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var house = await TestHouse.Open(engine, services =>
        {
            services.AddSingleton(time ?? TimeProvider.System).AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddAcquisition();
            more?.Invoke(services);
        });
        var members = house.Get<Members>();
        var ada = await members.EnsureHost("Ada", CancellationToken.None);
        var ivo = await members.Make("Ivo", Role.Member, CancellationToken.None);
        await TestCatalog.Add(house,
            new CatalogTitle(Lamp.Number, "The Lamp"), new CatalogTitle(Nordlys.Number, "Nordlys"), new CatalogTitle(Door.Number, "The Door"));
        return new WatchingHouse(house, Viewers.Of(ada, Origin.Page), Viewers.Of(ivo!, Origin.Page));
    }

    public async Task<int?> Rating(Viewer viewer, TitleId title) => (await Mine(viewer, title)).Rating;

    public async Task<Mine> Mine(Viewer viewer, TitleId title) => (await Get<MemberTitles>().Of(viewer, [title], CancellationToken.None))[title];

    public Task<IReadOnlyList<Fact>> Facts(Viewer viewer) => Get<Facts>().Page(viewer.Member, null, 100, CancellationToken.None);

    public Task<ImportPreview> Preview(Viewer viewer, string csv, string name = "ratings.csv") =>
        Get<HistoryImports>().Preview(viewer, new MemoryStream(Encoding.UTF8.GetBytes(csv)), name, CancellationToken.None);

    /// <summary>Agrees to a preview and does the work here, as a command would.</summary>
    public async Task<ImportPreview> Apply(Viewer viewer, long import, bool takeFile = false)
    {
        await Get<HistoryImports>().Apply(viewer, import, CancellationToken.None, takeFile);
        await Work(HistoryApplyWork.Name, import);
        return (await Get<HistoryImports>().Find(viewer, import, CancellationToken.None))!;
    }

    public async Task<ImportPreview> Undo(Viewer viewer, long import)
    {
        await Get<HistoryImports>().Undo(viewer, import, CancellationToken.None);
        await Work(HistoryUndoWork.Name, import);
        return (await Get<HistoryImports>().Find(viewer, import, CancellationToken.None))!;
    }

    public Task<JobRun> Work(string name, long import, CancellationToken ct = default) =>
        Get<InlineJobs>().Run(name, new HistoryImportArguments(import), null, ct, key: import.ToString(null, null));

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
