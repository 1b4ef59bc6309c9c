using System.IO.Compression;
using System.Net;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Storage.Secrets;

namespace Marquee.App.Tests;

/// <summary>S3 in the real program: a secret is nowhere to be read, survives a move, and a lost key costs nothing else.</summary>
public sealed class SecretTests
{
    const string Plain = "correct horse battery staple 4711";

    [Fact]
    public async Task A_secret_and_the_key_ring_are_in_no_file_no_answer_no_log_and_no_backup()
    {
        await using var marquee = await RunningMarquee.Start(settings: new Dictionary<string, string> { ["MARQUEE_Logging__LogLevel__Default"] = "Trace", ["MARQUEE_Logging__LogLevel__Microsoft"] = "Trace" });
        Assert.Equal(0, await marquee.Stop());
        await Put(marquee.Folder);
        await using var again = await RunningMarquee.Start(marquee.Folder, new Dictionary<string, string> { ["MARQUEE_Logging__LogLevel__Default"] = "Trace" });
        using var person = await Person.SignIn(again);
        var screen = await person.Get(again, "/api/v1/house/secrets");
        Assert.False(screen.TryGetProperty("problem", out _));
        var names = screen.GetProperty("secrets").EnumerateArray().Select(s => s.GetProperty("name").GetString()!).ToList();
        Assert.Equal("radarr/api-key", names[^1]);
        Assert.StartsWith("key-ring/key-", names[0], StringComparison.Ordinal);
        var (code, said, error) = await RunningMarquee.Run("secrets", "--data", again.Folder);
        Assert.True(code == 0, error);
        Assert.Contains("radarr/api-key", said, StringComparison.Ordinal);
        var backup = Path.Combine(again.Folder, "house.zip");
        Assert.Equal(0, (await RunningMarquee.Run("backup", backup, "--data", again.Folder)).Code);
        await ZipFile.ExtractToDirectoryAsync(backup, Path.Combine(again.Folder, "unpacked"));
        Assert.Equal(0, await again.Stop());

        var keys = Path.Combine(again.Folder, "secrets.key");
        var key = (await File.ReadAllLinesAsync(keys)).Single(line => line.Length > 0 && line[0] != '#');
        foreach (var text in new[] { Plain, key, "<masterKey" })
        {
            Assert.DoesNotContain(text, said + screen.GetRawText() + marquee.Log + again.Log, StringComparison.Ordinal);
            foreach (var file in Directory.EnumerateFiles(again.Folder, "*", SearchOption.AllDirectories).Where(f => f != keys))
            {
                Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{file} holds {text}");
            }
        }
    }

    [Fact]
    public async Task Without_its_key_file_the_server_starts_says_what_to_do_and_keeps_everybody_signed_in()
    {
        await using var marquee = await RunningMarquee.Start();
        using var person = await Person.SignIn(marquee);
        Assert.Equal(0, await marquee.Stop());
        await Put(marquee.Folder);
        File.Move(Path.Combine(marquee.Folder, "secrets.key"), Path.Combine(marquee.Folder, "away"));

        await using var locked = await RunningMarquee.Start(marquee.Folder);
        Assert.Equal("host", (await person.Get(locked, "/api/v1/session")).GetProperty("member").GetProperty("name").GetString());
        Assert.Contains("Secrets cannot be used: The key file ", locked.Log, StringComparison.Ordinal);
        Assert.Contains("'marquee secrets reset'", locked.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", locked.Log, StringComparison.Ordinal);
        Assert.Contains("secrets.key is not there", (await person.Get(locked, "/api/v1/house/secrets")).GetProperty("problem").GetString(), StringComparison.Ordinal);
        var (doctor, found, _) = await RunningMarquee.Run("doctor", "--data", locked.Folder);
        Assert.Equal(1, doctor);
        Assert.Contains("[bad]  secrets", found, StringComparison.Ordinal);
        var (refused, _, why) = await RunningMarquee.Run("secrets", "rotate", "--data", locked.Folder);
        Assert.Equal(2, refused);
        Assert.Contains("is not there", why, StringComparison.Ordinal);

        var (code, forgot, error) = await RunningMarquee.Run("secrets", "reset", "--data", locked.Folder);
        Assert.True(code == 0, error);
        Assert.Contains("radarr/api-key", forgot, StringComparison.Ordinal);
        Assert.Equal(2, (await RunningMarquee.Run("secrets", "reset", "--data", locked.Folder)).Code);
        Assert.Equal(HttpStatusCode.OK, await person.Status(locked, "/api/v1/session"));
        Assert.Equal(0, (await RunningMarquee.Run("secrets", "rotate", "--data", locked.Folder)).Code);
        Assert.Contains("[ok]   secrets", (await RunningMarquee.Run("doctor", "--data", locked.Folder)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_can_be_read_after_a_move_to_PostgreSQL_and_back()
    {
        await using var database = await TestDatabase.Make();
        var (folder, back) = (Directory.CreateTempSubdirectory("marquee-app-").FullName, Directory.CreateTempSubdirectory("marquee-app-").FullName);
        try
        {
            await Put(folder);
            await Run("secrets", "rotate", "--data", folder);
            await Run("move", "--data", folder, "--to", "postgres", "--postgres", database.Connection);
            await File.WriteAllTextAsync(Path.Combine(folder, "marquee.json"), $$"""{ "Storage": { "Postgres": "{{database.Connection}}" } }""");
            Assert.Equal(Plain, await Use(folder));
            Assert.DoesNotContain(Plain, string.Concat(await database.Ask("select sealed from house.secret")), StringComparison.Ordinal);
            await Run("secrets", "rotate", "--data", folder);
            await Run("move", "--data", folder, "--to", "sqlite", "--folder", back);
            Assert.Equal(Plain, await Use(back));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Directory.Delete(back, recursive: true);
        }
    }

    static async Task Run(params string[] words)
    {
        var (code, _, error) = await RunningMarquee.Run(words);
        Assert.True(code == 0, error);
    }

    static GlobalOptions On(string folder) => new(folder, Json: false, Quiet: true);

    static async Task Put(string folder)
    {
        await using var alone = await Alone.Writing(On(folder), CancellationToken.None);
        await alone.Get<SecretVault>().Put("radarr/api-key", new SecretText(Plain), CancellationToken.None);
    }

    static async Task<string?> Use(string folder)
    {
        await using var alone = await Alone.Reading(On(folder), CancellationToken.None);
        return (await alone.Get<SecretVault>().Use("radarr/api-key", CancellationToken.None))?.Reveal();
    }
}
