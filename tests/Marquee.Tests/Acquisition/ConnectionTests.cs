using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Acquisition;

/// <summary>S5: servers are entered by hosts, their keys go in and come out for a call only.</summary>
public sealed class ConnectionTests
{
    const string Key = "0123456789abcdef0123456789abcdef";

    static readonly ConnectionDraft Films = new() { Kind = ServarrProgram.Radarr, Address = "http://media.lan:7878" };

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static void Acquiring(IServiceCollection services) => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddAcquisition();

    static Task<TestHouse> Open(Engine engine) => TestHouse.Open(engine, Acquiring);

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_is_stored_with_its_key_in_the_vault_and_called_with_it(Engine engine)
    {
        await using var house = await Open(engine);
        var connections = house.Get<Connections>();
        var added = await connections.Add(Films with { Tag = " Marquee ", QualityProfile = 4, RootFolder = "/films" }, new SecretText($" {Key} "), Ct);
        Assert.Equal(
            (ServarrProgram.Radarr, "Radarr", "http://media.lan:7878/", "marquee", 4, "/films", true, "v3", null),
            (added.Kind, added.Name, added.Address, added.Tag, added.QualityProfile, added.RootFolder, added.IsDefault, added.ApiVersion, added.Trouble));
        Assert.Equal(added, Assert.Single(await connections.All(Ct)));
        var open = await connections.Open(added, Ct);
        Assert.Equal((Key, "http://media.lan:7878/", false), (open!.ApiKey, open.Address.ToString(), open.OnThisMachine));
        foreach (var (table, rows) in await FilledHouse.Rows(house.Database))
        {
            Assert.False(rows.Contains(Key, StringComparison.Ordinal), table);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_first_of_a_kind_is_the_default_until_another_one_is(Engine engine)
    {
        await using var house = await Open(engine);
        var connections = house.Get<Connections>();
        var hd = await connections.Add(Films, new SecretText(Key), Ct);
        var series = await connections.Add(Films with { Kind = ServarrProgram.Sonarr }, new SecretText(Key), Ct);
        var uhd = await connections.Add(Films with { Name = "Radarr 4K", IsDefault = true }, new SecretText(Key), Ct);
        Assert.Equal([(hd.Id, false), (series.Id, true), (uhd.Id, true)], (await connections.All(Ct)).Select(c => (c.Id, c.IsDefault)));
        Assert.True(await connections.Remove(uhd.Id, Ct));
        Assert.False(await connections.Remove(uhd.Id, Ct));
        Assert.Equal([(hd.Id, true), (series.Id, true)], (await connections.All(Ct)).Select(c => (c.Id, c.IsDefault)));
        Assert.Null(await connections.Open(uhd, Ct));
        Assert.Equal(hd.Id, (await house.Database.Write(Store.House, w => Connections.Default(w, ServarrProgram.Radarr), Ct))!.Id);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_stored_key_goes_to_no_other_host_than_the_one_it_was_entered_for(Engine engine)
    {
        await using var house = await Open(engine);
        var connections = house.Get<Connections>();
        var added = await connections.Add(Films, new SecretText(Key), Ct);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => connections.Change(added.Id, Films with { Address = "http://elsewhere.lan:7878" }, null, Ct));
        Assert.Equal("servers.keyAgain", refusal.Text.Code);
        await Assert.ThrowsAsync<Refusal>(() => connections.Change(added.Id, Films with { Address = "https://media.lan:7878" }, null, Ct));
        Assert.Equal("http://media.lan:7878/radarr/", (await connections.Change(added.Id, Films with { Address = "http://media.lan:7878/radarr" }, null, Ct))!.Address);
        await connections.Change(added.Id, Films with { Address = "http://elsewhere.lan:7878" }, new SecretText("another"), Ct);
        Assert.Equal("another", (await connections.Open((await connections.Find(added.Id, Ct))!, Ct))!.ApiKey);
        Assert.Null(await connections.Change(added.Id + 1, Films, null, Ct));
    }

    [Theory]
    [InlineData("ftp://media.lan", Key, "servers.address")]
    [InlineData("http://user:pass@media.lan", Key, "servers.address")]
    [InlineData("http://media.lan/?apikey=1", Key, "servers.address")]
    [InlineData("http://media.lan", "two words", "servers.key")]
    public async Task What_is_no_address_or_key_is_refused(string address, string key, string code)
    {
        await using var house = await Open(Engine.Sqlite);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<Connections>().Add(Films with { Address = address }, new SecretText(key), Ct));
        Assert.Equal(code, refusal.Text.Code);
        Assert.Empty(await house.Get<Connections>().All(Ct));
    }

    [Fact]
    public async Task A_server_on_this_machine_is_asked_only_when_that_is_ticked()
    {
        await using var house = await Open(Engine.Sqlite);
        var connections = house.Get<Connections>();
        var added = await connections.Add(Films with { Address = "http://127.0.0.1:9" }, new SecretText(Key), Ct);
        var test = await house.Get<ConnectionCheck>().Test(added, Ct);
        Assert.Equal(("outbound.forbidden", null), (test.Problem!.Code, test.Choices));
        var noted = await connections.Find(added.Id, Ct);
        Assert.Equal(("outbound.forbidden", null), (noted!.Trouble!.Code, noted.GoodAt));
        Assert.Equal(test.Problem.In(Language.English), ConnectionScreen.Of(noted).State.In(Language.English));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_we_told_a_server_is_known_as_an_echo_for_a_while(Engine engine)
    {
        var time = new MovedTime();
        await using var house = await TestHouse.Open(engine, s => Acquiring(s.AddSingleton<TimeProvider>(time)));
        var sent = house.Get<SentChanges>();
        await house.Database.Write(Store.House, w => sent.Expect(w, 1, NewsKind.Added, 603), Ct);
        Assert.Equal([true, true, false, false, false], await Echoes());
        time.Move(SentChanges.Window + TimeSpan.FromSeconds(2));
        Assert.Equal([false, false, false, false, false], await Echoes());

        async Task<List<bool>> Echoes()
        {
            var echoes = new List<bool>();
            foreach (var (connection, kind, id) in new[] { (1L, NewsKind.Added, 603), (1L, NewsKind.Added, 603), (2L, NewsKind.Added, 603), (1L, NewsKind.Removed, 603), (1L, NewsKind.Added, 604) })
            {
                echoes.Add(await house.Database.Write(Store.House, w => sent.IsEcho(w, connection, kind, id), Ct));
            }

            return echoes;
        }
    }
}
