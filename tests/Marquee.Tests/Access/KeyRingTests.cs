using System.Text;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Marquee.Tests.Access;

/// <summary>The framework's key ring is kept sealed, also the one of a house that had it in plain XML.</summary>
public sealed class KeyRingTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_readable_ring_is_sealed_at_the_next_start_and_goes_on_opening_what_it_closed(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var (closed, xml) = await ReadableRing(house);
        var key = xml[(xml.IndexOf("<value>", StringComparison.Ordinal) + 7)..xml.IndexOf("</value>", StringComparison.Ordinal)];
        await using (var site = await TestSite.Start(house))
        {
            using var person = await site.SignedIn();
            Assert.Equal("kept", site.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(closed));
            Assert.DoesNotContain(site.Logged, line => line.Contains(key, StringComparison.Ordinal));
        }

        Assert.All(await FilledHouse.Rows(house.Database), table => Assert.DoesNotContain(key, table.Value, StringComparison.Ordinal));
        Assert.Equal(0, await house.Database.Write(Store.House, w => w.First<long>("select count(*) from house.key_ring"), Ct));
        if (engine == Engine.Sqlite)
        {
            await house.Database.Write(Store.House, w => Task.CompletedTask, Ct);
            var backup = Path.Combine(house.Folder, "copy.db");
            await house.Database.CopyStore(Store.House, backup, Ct);
            Assert.True((await File.ReadAllBytesAsync(backup, Ct)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)) < 0);
        }

        await using var again = await TestSite.Start(house);
        Assert.Equal("kept", again.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(closed));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_without_the_key_file_starts_and_lets_people_in(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using (await TestSite.Start(house))
        {
        }

        var file = house.Get<KeyFile>().Path;
        File.Move(file, file + ".away");
        await using var site = await TestSite.Start(house);
        using var person = await site.SignedIn();
        Assert.Equal("host", (await person.Read("/api/v1/session")).GetProperty("member").GetProperty("name").GetString());
        Assert.ThrowsAny<Exception>(() => site.Get<IDataProtectionProvider>().CreateProtector("test").Protect("x"));
        Assert.False(File.Exists(file));
    }

    /// <summary>A house as it was: what the framework hands over to be kept, as it is.</summary>
    static async Task<(string Closed, string Xml)> ReadableRing(TestHouse house)
    {
        string closed;
        await using (var site = await TestSite.Start(house))
        {
            closed = site.Get<IDataProtectionProvider>().CreateProtector("test").Protect("kept");
            Assert.Single(site.Get<IKeyManager>().GetAllKeys());
        }

        var xml = Assert.Single(await house.Get<SecretVault>().UseAll("key-ring/", Ct)).Reveal();
        Assert.Contains("masterKey", xml, StringComparison.Ordinal);
        await house.Database.Write(Store.House, async w =>
        {
            await w.Execute("insert into house.key_ring (name, xml, created_at) select substr(name, 10), @xml, set_at from house.secret where name like 'key-ring/%'", new { xml });
            await w.Execute("delete from house.secret");
            await w.Execute("delete from house.setting where name = 'secrets.key'");
        }, Ct);
        File.Delete(house.Get<KeyFile>().Path);
        return (closed, xml);
    }
}
