using Marquee.Catalog;
using Marquee.Catalog.Refresh;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tests.Imdb;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Catalog.Refresh;

/// <summary>A house that fetches from a server of this machine, whose files stand as a small catalog.</summary>
sealed class RefreshHouse : IAsyncDisposable
{
    static readonly ImdbFile[] Seven = [.. ImdbFile.All.Where(f => f != ImdbFile.Countries)];

    RefreshHouse(TestHouse house, DatasetServer server) => (House, Server) = (house, server);

    public TestHouse House { get; }

    public DatasetServer Server { get; }

    public int Generation => House.Database.CurrentGeneration;

    public string Downloads => House.Get<DataFolder>().At("downloads", "imdb");

    public static async Task<RefreshHouse> Open(Engine engine = Engine.Sqlite)
    {
        var server = await DatasetServer.Start();
        var house = await TestHouse.Open(engine, services => Configure(services.AddCatalog()));
        await house.Get<ImdbTerms>().Accept(CancellationToken.None);
        var opened = new RefreshHouse(house, server);
        opened.Serve("\"1\"");
        return opened;
    }

    public static void Configure(IServiceCollection services) => services.PostConfigure<OutboundOptions>(o => o.Allowed = ["127.0.0.1"]);

    /// <summary>The seven files of <see cref="ImdbFiles.Small"/>, larger where the test says so.</summary>
    public void Serve(string tag, int films = 100)
    {
        using var small = ImdbFiles.Small();
        foreach (var file in Seven)
        {
            Server.ServeRaw(file, tag, File.ReadAllBytes(ImdbDatasetClient.Path(small.Folder, file)));
        }

        Server.Serve(ImdbFile.Basics, tag, Films(films));
        ServeRatings(tag, films, 0);
    }

    public void ServeRatings(string tag, int films, int more) => Server.Serve(ImdbFile.Ratings, tag, Enumerable.Range(1, films).Select(i => $"tt{i:D7}|{1 + (((i * 7) + more) % 90 / 10.0):0.0}|{(i * 10) + more}"));

    public static IEnumerable<string> Films(int count) => Enumerable.Range(1, count).Select(i => $"tt{i:D7}|{(i % 5 == 0 ? "tvSeries" : "movie")}|Lantern {i}|Lantern {i}|0|{1950 + (i % 70)}|\\N|90|Drama");

    public Task<RefreshReport> Refresh(RefreshScope scope = RefreshScope.Everything, Action<string>? told = null, CancellationToken ct = default) =>
        House.Get<CatalogRefresh>().Run(new RefreshArguments(scope, Server.Address), p => told?.Invoke(p.Sentence.In(Marquee.Texts.Language.English)), ct);

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Server.DisposeAsync();
    }
}
