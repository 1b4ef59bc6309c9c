using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Reconciling;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Webhooks;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Servarr;
using Marquee.Integrations.Tests.Sonarr;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Acquisition;

/// <summary>A house with a Radarr and a Sonarr of ours, two titles that the catalog knows, and somebody who writes down the news.</summary>
sealed class ServerHouse : IAsyncDisposable
{
    public static readonly TitleId Lantern = new(9000001);
    public static readonly TitleId Harbour = new(8000001);

    ServerHouse(TestHouse house, RadarrStandIn films, SonarrStandIn series) => (House, Films, Series) = (house, films, series);

    public TestHouse House { get; }

    public RadarrStandIn Films { get; }

    public SonarrStandIn Series { get; }

    public Connection Radarr { get; private set; } = null!;

    public Connection Sonarr { get; private set; } = null!;

    public Viewer Host { get; private set; } = null!;

    public HeardNews Heard => House.Get<HeardNews>();

    public T Get<T>() where T : notnull => House.Get<T>();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ServerHouse> Open(Engine engine, Action<IServiceCollection>? more = null)
    {
        var house = await TestHouse.Open(engine, services =>
        {
            services.AddJournal().AddJobs().AddAccess().AddCatalog().AddAcquisition().AddSingleton<HeardNews>().AddSingleton<IServerNews>(p => p.GetRequiredService<HeardNews>());
            more?.Invoke(services);
        });
        await TestCatalog.Add(house,
            new CatalogTitle(Lantern.Number, "The Lantern Keepers") { Year = 2021 }, new CatalogTitle(Harbour.Number, "Harbour Lights") { Year = 2015, Kind = TitleKind.TvSeries });
        var made = new ServerHouse(house, await RadarrStandIn.Begin(), await SonarrStandIn.Begin("v3"));
        made.Host = Viewers.Of(await house.Get<Members>().EnsureHost("Ada", Ct), Origin.Page);
        made.Radarr = await made.Add(ServarrProgram.Radarr, made.Films);
        made.Sonarr = await made.Add(ServarrProgram.Sonarr, made.Series);
        return made;
    }

    public Task<Connection> Add(ServarrProgram kind, ServarrStandIn server, string? key = null) => Get<Connections>().Add(
        new ConnectionDraft { Kind = kind, Address = server.Address.ToString(), OnThisMachine = true }, new SecretText(key ?? ServarrStandIn.Key), Ct);

    public async Task<Reconcile> Reconcile(Connection connection, ReconcileStep step = ReconcileStep.Reconcile, long? plan = null)
    {
        await Get<InlineJobs>().Run(ReconcileWork.Name, new ReconcileArguments(connection.Id, step, plan), null, Ct, key: Reconciles.Key(connection.Id));
        return (await Get<Reconciles>().Latest(connection.Id, 1, Ct))[0];
    }

    /// <summary>Takes webhooks in, and handles what waits.</summary>
    public async Task Tell(Connection connection, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await Get<Hooks>().Take(connection.Id, body, Ct);
        }

        await Get<InlineJobs>().Run(HookWork.Name, new HookArguments(connection.Id), null, Ct, key: connection.Id.ToString(null, null));
    }

    public Task<Holding?> Holding(Connection connection, int outsideId) => House.Database.Write(Store.House, w => Collection.Find(w, connection.Id, outsideId), Ct);

    public async Task<IReadOnlyList<CollectionRow>> All(CollectionQuery? query = null) => (await Get<Collection>().Page(Host, query ?? new CollectionQuery(), null, 100, Ct)).Items;

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Films.DisposeAsync();
        await Series.DisposeAsync();
    }
}

/// <summary>Everything that was heard, in order.</summary>
sealed class HeardNews : IServerNews
{
    readonly List<ServerNews> _all = [];

    public Task Heard(Writing house, ServerNews news)
    {
        _all.Add(news);
        return Task.CompletedTask;
    }

    /// <summary>What came since somebody last asked, as <c>Imported tt9000001 1x2</c>.</summary>
    public IReadOnlyList<string> Take()
    {
        IReadOnlyList<string> told = [.. _all.Select(n => string.Join(' ', [$"{n.Kind}", n.Title?.ToString() ?? "?", .. n.Episodes.Select(e => $"{e.Season}x{e.Number}")]))];
        _all.Clear();
        return told;
    }

    public ServerNews? Last => _all.LastOrDefault();
}
