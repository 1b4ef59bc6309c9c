using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>A data folder with the sample catalog, with a server on it or after one.</summary>
sealed class VerbHouse : IAsyncDisposable
{
    readonly RunningMarquee _server;
    readonly bool _beside;

    VerbHouse(RunningMarquee server, bool beside, string folder) => (_server, _beside, Folder) = (server, beside, folder);

    public string Folder { get; }

    public string Id { get; private set; } = "";

    public string Title { get; private set; } = "";

    public int Year { get; private set; }

    public string Other { get; private set; } = "";

    public static async Task<VerbHouse> Open(bool server)
    {
        var folder = Directory.CreateTempSubdirectory("marquee-verbs-").FullName;
        var data = Path.Combine(folder, "data");
        var house = new VerbHouse(await RunningMarquee.Start(data), server, folder);
        var picks = await house.Json("recommend", "--kind", "movie");
        (house.Id, house.Title, house.Year) = (picks[0].GetProperty("id").GetString()!, picks[0].GetProperty("title").GetString()!, picks[0].GetProperty("year").GetInt32());
        house.Other = picks[1].GetProperty("id").GetString()!;
        if (!server)
        {
            Assert.Equal(0, await house._server.Stop());
        }

        return house;
    }

    /// <summary>The server does not say which number it was asked for.</summary>
    public string NoImport => _beside ? "You have no such import" : "There is no import";

    public string Ratings(int rating, string on = "2019-01-02") => $"Const,Your Rating,Date Rated,Title,URL,Title Type\n{Id},{rating},{on},A,,movie\n";

    public string Netflix() => File("NetflixViewingHistory.csv", "Title,Date\n\"Quite Unheard Of Anywhere\",\"3/25/17\"\n\"Never Heard Of Either\",\"3/24/17\"\n");

    /// <returns>The number of an import with two questions.</returns>
    public async Task<string> Asking() => (await Json("import", "history", Netflix())).GetProperty("id").ToString();

    public string File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public async Task<JsonElement> Json(params string[] words)
    {
        var (code, output, error) = await Run([.. words, "--json"]);
        Assert.True(code == 0, $"{string.Join(' ', words)}: {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    public async Task Says(string sentence, params string[] words)
    {
        var (code, output, error) = await Run(words);
        Assert.True(code == 0, $"{string.Join(' ', words)}: {error}");
        Assert.Contains(sentence, output, StringComparison.Ordinal);
    }

    public async Task Refuses(string sentence, params string[] words)
    {
        var (code, _, error) = await Run(words);
        Assert.NotEqual(0, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    Task<(int Code, string Out, string Error)> Run(params string[] words) => RunningMarquee.Run([.. words, "--data", Path.Combine(Folder, "data")]);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
