using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.App.Tests.Routes;

/// <summary>
/// The real program with a catalog of which a child sees a part. What it does not see is called Zz and numbered from tt0800001 and
/// nm0800001; the child knew all of it before it was one: it has rated, watched, listed and imported every title.
/// </summary>
public sealed class ChildHouse : IAsyncLifetime
{
    public const string HiddenPerson = "nm0800001";
    public const string VisiblePerson = "nm0900001";

    static readonly string[] Rows =
    [
        // by the rule
        "tt0900001|movie|Visible Meadow|0|1950|Animation,Family", "tt0900002|tvSeries|Visible Puppets|0|1960|Family", "tt0900021|tvEpisode|Visible Beginning|0|1960|Family",
        // by its age; and an episode let through whose series is not
        "tt0900003|movie|Visible Harbour|0|2015|Drama", "tt0900051|tvEpisode|Visible Orphan|0|2005|Drama",
        // unknown, adult, above, denied, too late for the rule; a denied episode of a series that is seen; a series with its episode
        "tt0800001|movie|Zzunknown Cellar|0|2010|Drama", "tt0800002|movie|Zzadult Ember|1|1950|Family", "tt0800003|movie|Zzabove Fjord|0|1950|Family",
        "tt0800004|movie|Zzdenied Gale|0|1950|Family", "tt0800006|movie|Zzlate Kiln|0|1990|Family", "tt0800021|tvEpisode|Zzsingle Iris|0|1961|Family",
        "tt0800005|tvSeries|Zzseries Dune|0|2005|Drama", "tt0800051|tvEpisode|Zzepisode Moss|0|2005|Drama",
    ];

    readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("marquee-imdb-");
    RunningMarquee _marquee = null!;

    public static IReadOnlyList<string> HiddenTitles { get; } = [.. Ids().Where(id => id.StartsWith("tt08", StringComparison.Ordinal))];

    public static IReadOnlyList<string> HiddenNames { get; } = [.. Rows.Select(r => r.Split('|')[2]).Where(name => name.StartsWith("Zz", StringComparison.Ordinal))];

    public static IReadOnlyList<string> VisibleTitles { get; } = [.. Ids().Where(id => id.StartsWith("tt09", StringComparison.Ordinal))];

    public Caller Host { get; private set; } = null!;

    public Caller Child { get; private set; } = null!;

    /// <summary>A key of the child's to read and write, which it made before it was one.</summary>
    public Caller ChildsKey { get; private set; } = null!;

    public string Folder => _marquee.Folder;

    public long ChildId { get; private set; }

    public long HostId { get; private set; }

    public string List { get; private set; } = "";

    public string Import { get; private set; } = "";
    public string Asking { get; private set; } = "";

    public string Job { get; private set; } = "";

    /// <summary>What the child bookmarked, of titles that are hidden from it now.</summary>
    public List<string> Wishes { get; } = [];

    static IEnumerable<string> Ids() => Rows.Select(row => row.Split('|')[0]);

    public async ValueTask InitializeAsync()
    {
        _marquee = await RunningMarquee.Start(settings: new Dictionary<string, string> { ["MARQUEE_Access__TriesPerAddress"] = "10000" });
        Write();
        var (code, _, error) = await RunningMarquee.Run("import", "imdb", _files.FullName, "--accept-terms", "--data", _marquee.Folder);
        Assert.True(code == 0, error);
        Host = await Caller.SignIn(_marquee.Address, "the host", _marquee.SignIn.ToString());
        await Host.Ask(HttpMethod.Put, "/api/v1/session/preferences", new { showAdult = true });
        HostId = (await Host.Ask(HttpMethod.Get, "/api/v1/session")).GetProperty("member").GetProperty("id").GetInt64();
        await Host.Ask(HttpMethod.Put, "/api/v1/compatibility", new { open = true });
        ChildId = (await Host.Ask(HttpMethod.Post, "/api/v1/members", new { name = "Cleo", role = "member" })).GetProperty("id").GetInt64();
        var link = (await Host.Ask(HttpMethod.Post, $"/api/v1/members/{ChildId}/link")).GetProperty("url").GetString()!;
        Child = await Caller.SignIn(_marquee.Address, "Cleo", link);
        var key = await Child.Ask(HttpMethod.Post, "/api/v1/keys", new { name = "player", scopes = new[] { "read", "write" } });
        ChildsKey = new Caller(_marquee.Address, "Cleo's key") { Key = key.GetProperty("key").GetString() };
        await Live();
        await Host.Ask(HttpMethod.Put, $"/api/v1/members/{ChildId}", new { role = "child" });
        await Raise();
    }

    /// <summary>What Cleo does before she is a child.</summary>
    async Task Live()
    {
        await Child.Ask(HttpMethod.Put, "/api/v1/session/preferences", new { showAdult = true });
        await Child.Ask(HttpMethod.Put, "/api/v1/compatibility", new { open = true });
        foreach (var title in Ids())
        {
            await Child.Ask(HttpMethod.Put, $"/api/v1/ratings/{title}", new { rating = 9 });
            await Child.Ask(HttpMethod.Post, $"/api/v1/titles/{title}/watches", new { at = "2024-01-01" });
            await Child.Ask(HttpMethod.Put, $"/api/v1/watchlist/{title}", new { });
            await Child.Ask(HttpMethod.Put, $"/api/v1/likes/{title}");
        }

        // What is of no interest is not suggested either, which would leave little to be silent about.
        foreach (var title in HiddenTitles.Append("tt0900021"))
        {
            await Child.Ask(HttpMethod.Put, $"/api/v1/not-interested/{title}");
        }

        foreach (var title in HiddenTitles)
        {
            Wishes.Add((await Child.Ask(HttpMethod.Post, "/api/v1/wishes", new { title, bookmark = true })).GetProperty("wish").GetProperty("id").GetString()!);
        }

        // The host, with whom the child compares, has some of each.
        foreach (var title in new[] { "tt0800001", "tt0800051", "tt0900001", "tt0900021" })
        {
            await Host.Ask(HttpMethod.Put, $"/api/v1/ratings/{title}", new { rating = 10 });
            await Host.Ask(HttpMethod.Post, $"/api/v1/titles/{title}/watches", new { at = "2024-01-01" });
            await Host.Ask(HttpMethod.Put, $"/api/v1/watchlist/{title}", new { });
        }

        List = (await Child.Ask(HttpMethod.Post, "/api/v1/lists", new { name = "All", query = "kind=movie&kind=tvSeries&kind=tvEpisode" })).GetProperty("id").ToString();
        await Child.Ask(HttpMethod.Post, "/api/v1/lists", new { name = "Whatever comes", query = "", live = true });
        await Child.Ask(HttpMethod.Delete, $"/api/v1/lists/{List}/titles/tt0800001");
        var csv = "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
            + string.Concat(Rows.Select(r => r.Split('|')).Select(r => $"{r[0]},4,2024-02-01,{r[2]},https://www.imdb.com/title/{r[0]},Movie,8.0,100,1994,Drama,100,1994-01-01,X\n"));
        // A letter is missing: the file asks whether the hidden title is meant.
        using var doubtful = new MultipartFormDataContent { { new ByteArrayContent("Title,Date\n\"Zunknown\",\"3/27/19\"\n\"Zadult\",\"3/26/19\"\n"u8.ToArray()), "file", "NetflixViewingHistory.csv" } };
        Asking = (await Child.Ask(HttpMethod.Post, "/api/v1/imports", doubtful)).GetProperty("id").ToString();
        Assert.NotEmpty((await Child.Ask(HttpMethod.Get, $"/api/v1/imports/{Asking}/questions")).GetProperty("questions").EnumerateArray().SelectMany(q => q.GetProperty("candidates").EnumerateArray()));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "ratings.csv" } };
        Import = (await Child.Ask(HttpMethod.Post, "/api/v1/imports", form)).GetProperty("id").ToString();
        Job = (await Child.Ask(HttpMethod.Post, $"/api/v1/imports/{Import}/apply?conflicts=file")).GetProperty("job").ToString();
        for (var state = ""; state != "applied";)
        {
            await Task.Delay(100);
            state = (await Child.Ask(HttpMethod.Get, $"/api/v1/imports/{Import}")).GetProperty("state").GetString();
        }
    }

    /// <summary>The host gives the child its ceiling, and says what is special of single titles.</summary>
    async Task Raise()
    {
        await Host.Ask(HttpMethod.Put, $"/api/v1/members/{ChildId}/ceiling", new { age = 6, rule = new { genres = new[] { "Animation", "Family" }, beforeYear = 1980 } });
        foreach (var (title, age) in new[] { ("tt0900003", 6), ("tt0800002", 0), ("tt0800003", 16) })
        {
            await Host.Ask(HttpMethod.Put, $"/api/v1/titles/{title}/age", new { age });
        }

        // Letting through does not overrule an age, and nothing makes an adult title one for children.
        foreach (var (title, allowed) in new[] { ("tt0900051", true), ("tt0800002", true), ("tt0800003", true), ("tt0800004", false), ("tt0800021", false) })
        {
            await Host.Ask(HttpMethod.Put, $"/api/v1/members/{ChildId}/ceiling/titles/{title}", new { allowed });
        }
    }

    void Write()
    {
        Write(ImdbFile.Basics, Rows.Select(r => r.Split('|')).Select(r => $"{r[0]}\t{r[1]}\t{r[2]}\t{r[2]}\t{r[3]}\t{r[4]}\t\\N\t90\t{r[5]}"));
        Write(ImdbFile.Ratings, Ids().Select(id => $"{id}\t8.0\t500"));
        Write(ImdbFile.Episodes, ["tt0900021\ttt0900002\t1\t1", "tt0800021\ttt0900002\t1\t2", "tt0900051\ttt0800005\t1\t1", "tt0800051\ttt0800005\t1\t2"]);
        Write(ImdbFile.Akas, Ids().Where(id => id.StartsWith("tt08", StringComparison.Ordinal)).Select(id => $"{id}\t1\tZzalso {id[2..]}\tDE\t\\N\timdbDisplay\t\\N\t0"));
        Write(ImdbFile.Names, [$"{VisiblePerson}\tVera Visible\t1920\t\\N\tactor\ttt0800001,tt0900001", $"{HiddenPerson}\tZzora Hidden\t1920\t\\N\tactor\ttt0800001", "nm0900002\tVictor Visible\t1920\t\\N\tdirector\ttt0900001"]);
        Write(ImdbFile.Principals, Ids().SelectMany(id => id.StartsWith("tt08", StringComparison.Ordinal)
            ? [$"{id}\t1\t{VisiblePerson}\tactor\t\\N\t[\"Zzcharacter\"]", $"{id}\t2\t{HiddenPerson}\tactor\t\\N\t[\"Zzcharacter\"]", $"{id}\t3\tnm0900002\tdirector\t\\N\t\\N"]
            : new[] { $"{id}\t1\t{VisiblePerson}\tactor\t\\N\t[\"Visible Character\"]", $"{id}\t3\tnm0900002\tdirector\t\\N\t\\N" }));
    }

    void Write(ImdbFile file, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(_files.FullName, file.Name + ".tsv"), [file.Header, .. rows], new UTF8Encoding(false));

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        Child.Dispose();
        ChildsKey.Dispose();
        await _marquee.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
