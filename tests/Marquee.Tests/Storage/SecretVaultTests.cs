using System.Text;
using System.Text.Json;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Storage;

/// <summary>S3: secrets go in, and come out only where they are used.</summary>
public sealed class SecretVaultTests
{
    const string Plain = "correct horse battery staple 4711";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_secret_is_used_and_replaced_and_everybody_else_learns_since_when_it_is_set(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var vault = house.Get<SecretVault>();
        Assert.Null(await vault.Use("radarr/api-key", Ct));
        await vault.Put("radarr/api-key", new SecretText("before"), Ct);
        await vault.Put("radarr/api-key", new SecretText(Plain), Ct);
        await vault.Put("mail/password", new SecretText("ž\n"), Ct);
        Assert.Equal((Plain, "ž\n"), ((await vault.Use("radarr/api-key", Ct))!.Reveal(), (await vault.Use("mail/password", Ct))!.Reveal()));
        Assert.Equal([Plain], (await vault.UseAll("radarr/", Ct)).Select(s => s.Reveal()));
        Assert.Equal(["mail/password", "radarr/api-key"], (await vault.All(Ct)).Select(s => s.Name));
        Assert.DoesNotContain(Plain, JsonSerializer.Serialize(await vault.All(Ct)), StringComparison.Ordinal);
        Assert.True(await vault.Remove("mail/password", Ct));
        Assert.False(await vault.Remove("mail/password", Ct));
        Assert.Null(await vault.Use("mail/password", Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task It_stands_in_no_table_no_file_and_no_backup_and_neither_does_its_key(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await house.Get<SecretVault>().Put("radarr/api-key", new SecretText(Plain), Ct);
        var backup = Path.Combine(house.Folder, "house.zip");
        await house.Get<Backup>().Make(backup, withKnown: true, Ct);
        System.IO.Compression.ZipFile.ExtractToDirectory(backup, Path.Combine(house.Folder, "unpacked"));
        var keyFile = house.Get<KeyFile>().Path;
        var key = (await File.ReadAllLinesAsync(keyFile, Ct)).Single(line => line.Length > 0 && line[0] != '#');
        foreach (var (table, rows) in await FilledHouse.Rows(house.Database))
        {
            Assert.False(rows.Contains(Plain, StringComparison.Ordinal) || rows.Contains(key, StringComparison.Ordinal), table);
        }

        var raw = Convert.FromBase64String(key);
        foreach (var file in Directory.EnumerateFiles(house.Folder, "*", SearchOption.AllDirectories).Where(f => f != keyFile))
        {
            var bytes = await Bytes(file);
            Assert.False(Has(bytes, Encoding.UTF8.GetBytes(Plain)) || Has(bytes, Encoding.UTF8.GetBytes(key)) || Has(bytes, raw), file);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_that_was_altered_or_put_in_the_place_of_another_is_refused(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var vault = house.Get<SecretVault>();
        await vault.Put("radarr/api-key", new SecretText(Plain), Ct);
        await vault.Put("radarr/other", new SecretText("other"), Ct);
        await vault.Put("radarr/third", new SecretText("third"), Ct);
        await house.Database.Write(Store.House, w => w.Execute("update house.secret set sealed = (select sealed from house.secret where name = 'radarr/api-key') where name = 'radarr/other'"), Ct);
        await house.Database.Write(Store.House, w => w.Execute("update house.secret set sealed = substr(sealed, 1, length(sealed) - 4) || 'AAA=' where name = 'radarr/third'"), Ct);
        foreach (var name in new[] { "radarr/other", "radarr/third" })
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => vault.Use(name, Ct));
            Assert.Equal("storage.secret.altered", refusal.Text.Code);
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal([Plain], (await vault.UseAll("radarr/", Ct)).Select(s => s.Reveal()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_key_seals_everything_and_the_old_one_stays_for_the_backups_of_its_time(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var vault = house.Get<SecretVault>();
        await vault.Put("radarr/api-key", new SecretText(Plain), Ct);
        await vault.Put("mail/password", new SecretText("other"), Ct);
        var before = await Sealed(house);
        Assert.Equal(2, await vault.Rotate(Ct));
        var after = await Sealed(house);
        Assert.Empty(before.Select(SealingKey.IdOf).Intersect(after.Select(SealingKey.IdOf)));
        Assert.Single(after.Select(SealingKey.IdOf).Distinct());
        Assert.Equal(Plain, (await vault.Use("radarr/api-key", Ct))!.Reveal());
        await house.Database.Write(Store.House, w => w.Execute("update house.secret set sealed = @text where name = 'mail/password'", new { text = before[0] }), Ct);
        Assert.Equal("other", (await vault.Use("mail/password", Ct))!.Reveal());
        await vault.Put("new", new SecretText("new"), Ct);
        Assert.Equal(SealingKey.IdOf(after[0]), SealingKey.IdOf((await Sealed(house))[^1]));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_the_key_the_house_says_what_to_do_and_can_begin_anew(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var (vault, key, file) = (house.Get<SecretVault>(), house.Get<HouseKey>(), house.Get<KeyFile>().Path);
        await vault.Put("radarr/api-key", new SecretText(Plain), Ct);
        Assert.Null(await key.Problem(Ct));
        Assert.Equal("storage.secret.nothingLost", (await Assert.ThrowsAsync<Refusal>(() => vault.BeginAnew(Ct))).Text.Code);
        File.Move(file, file + ".away");
        await Locked("storage.secret.noFile");
        await File.WriteAllTextAsync(file, "# nothing\n" + SealingKey.Make().Spelled() + "\n", Ct);
        await Locked("storage.secret.otherKey");
        await File.WriteAllTextAsync(file, "something else\n", Ct);
        await Locked("storage.secret.fileDamaged");
        Assert.Equal("storage.secret.fileDamaged", (await Assert.ThrowsAsync<Refusal>(() => vault.BeginAnew(Ct))).Text.Code);
        File.Move(file + ".away", file, overwrite: true);
        Assert.Equal(Plain, (await vault.Use("radarr/api-key", Ct))!.Reveal());

        File.Delete(file);
        Assert.Equal(["radarr/api-key"], await vault.BeginAnew(Ct));
        Assert.Empty(await vault.All(Ct));
        await vault.Put("radarr/api-key", new SecretText("again"), Ct);
        Assert.Equal("again", (await vault.Use("radarr/api-key", Ct))!.Reveal());
        Assert.Null(await key.Problem(Ct));

        async Task Locked(string code)
        {
            await key.Begin(Ct); // stops nothing
            Assert.Equal(code, (await key.Problem(Ct))!.Code);
            Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => vault.Use("radarr/api-key", Ct))).Text.Code);
            Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => vault.Put("radarr/other", new SecretText("x"), Ct))).Text.Code);
            Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => vault.Rotate(Ct))).Text.Code);
            Assert.Equal(["radarr/api-key"], (await vault.All(Ct)).Select(s => s.Name));
        }
    }

    [Fact]
    public async Task The_file_is_made_whole_by_whoever_comes_first_for_its_owner_alone()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        var file = house.Get<KeyFile>();
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => file.Newest().Id)));
        Assert.Single(ids.Distinct());
        Assert.False(file.IsOpenToOthers);
        Assert.Equal([file.Path], Directory.GetFiles(house.Folder, "secrets.key*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
            File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.True(file.IsOpenToOthers);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_named_with_what_to_do()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite, services => services.Configure<StorageOptions>(o => o.KeyFile = "/proc/marquee/secrets.key"));
        await house.Get<HouseKey>().Begin(Ct); // stops nothing
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<SecretVault>().Put("radarr/api-key", new SecretText(Plain), Ct));
        Assert.Equal("storage.secret.fileUnwritable", refusal.Text.Code);
        Assert.Contains("Storage:KeyFile", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await house.Get<SecretVault>().Use("radarr/api-key", Ct));
    }

    [Fact]
    public async Task Servers_of_one_house_need_the_same_file_and_one_with_another_says_so()
    {
        await using var first = await TestHouse.Open(Engine.Postgres);
        await first.Get<SecretVault>().Put("radarr/api-key", new SecretText(Plain), Ct);
        await using var stranger = await TestHouse.Beside(first);
        await stranger.Get<HouseKey>().Begin(Ct);
        Assert.Equal("storage.secret.noFile", (await stranger.Get<HouseKey>().Problem(Ct))!.Code);
        Assert.False(File.Exists(stranger.Get<KeyFile>().Path));
        await using var second = await TestHouse.Beside(first, services => services.Configure<StorageOptions>(o => o.KeyFile = first.Get<KeyFile>().Path));
        Assert.Equal(Plain, (await second.Get<SecretVault>().Use("radarr/api-key", Ct))!.Reveal());
        // A new key of one is used by the other at once, and two at a time lose none.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? first : second).Get<SecretVault>().Rotate(Ct)));
        Assert.Equal(Plain, (await first.Get<SecretVault>().Use("radarr/api-key", Ct))!.Reveal());
        Assert.Equal(7, second.Get<KeyFile>().Read().Count);
    }

    [Fact]
    public void A_secret_shows_itself_only_when_asked()
    {
        var secret = new SecretText(Plain);
        var told = $"{secret} {new { secret }} {JsonSerializer.Serialize(new { secret })}";
        Assert.DoesNotContain(Plain, told, StringComparison.Ordinal);
        Assert.Equal(Plain, JsonSerializer.Deserialize<SecretText>($"\"{Plain}\"")!.Reveal());
        Assert.Null(JsonSerializer.Deserialize<SecretText>("null"));
    }

    static Task<IReadOnlyList<string>> Sealed(TestHouse house) =>
        house.Database.Write(Store.House, w => w.Query<string>("select sealed from house.secret order by name"), Ct);

    static async Task<byte[]> Bytes(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Ct);
        return bytes;
    }

    static bool Has(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;
}
