using System.Globalization;
using System.Text;

namespace Marquee.App.Tests;

/// <summary>Several processes on one PostgreSQL database are one house.</summary>
public sealed class TwoProcessTests
{
    const int Rows = 25_000;

    [Fact]
    public async Task They_share_sign_ins_settings_and_jobs_and_survive_the_loss_of_one()
    {
        await using var database = await TestDatabase.Make();
        var settings = Settings(database);
        await using (var worker = await RunningMarquee.Start(settings: settings))
        await using (var web = await RunningMarquee.Start(settings: settings, more: "--no-work"))
        {
            // Signed in on one, acting on the other.
            using var host = await Person.SignIn(worker);
            await host.Send(web, HttpMethod.Put, "/api/v1/session/preferences", new { timeZone = "Europe/Stockholm" });
            Assert.Equal("Europe/Stockholm", (await host.Get(worker, "/api/v1/session")).GetProperty("member").GetProperty("timeZone").GetString());

            var preview = await host.Import(web, Ratings());
            var started = await host.Send(web, HttpMethod.Post, $"/api/v1/imports/{preview.GetProperty("id").GetInt64()}/apply");
            var job = started.TryGetProperty("job", out var known) ? known.GetInt64() : await JobOf(host, web);
            await host.Job(web, job, j => j.GetProperty("state").GetString() == "running" && j.GetProperty("done").GetInt64() > 0);

            // The only process that works is killed in the middle; another takes over.
            await worker.Kill();
            Assert.Equal("running", (await host.Get(web, $"/api/v1/jobs/{job}")).GetProperty("state").GetString());
            await using var other = await RunningMarquee.Start(settings: settings);
            var done = await host.Job(web, job, j => j.GetProperty("state").GetString() is "done" or "failed" or "cancelled");
            Assert.Equal("done", done.GetProperty("state").GetString());
            Assert.True(done.GetProperty("attempt").GetInt32() > 1, done.ToString());
            Assert.Equal(Rows, (await host.Get(other, "/api/v1/history?limit=1")).GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task What_one_imports_the_other_searches_and_no_search_fails_meanwhile()
    {
        await using var database = await TestDatabase.Make();
        var settings = Settings(database);
        var files = Directory.CreateTempSubdirectory("marquee-imdb-");
        await using (var first = await RunningMarquee.Start(settings: settings))
        await using (var second = await RunningMarquee.Start(settings: settings, more: "--no-work"))
        {
            using var host = await Person.SignIn(first);
            Assert.True((await host.Get(second, "/api/v1/catalog")).GetProperty("sample").GetBoolean());
            Assert.NotEqual(0, (await host.Get(second, "/api/v1/search?q=metropolis")).GetProperty("hits").GetArrayLength());
            await host.Send(first, HttpMethod.Post, "/api/v1/catalog/terms");
            for (var round = 1; round <= 3; round++)
            {
                await File.WriteAllTextAsync(Path.Combine(files.FullName, "title.basics.tsv"), Basics(round));
                var job = (await host.Send(first, HttpMethod.Post, "/api/v1/catalog/import", new { folder = files.FullName })).GetProperty("job").GetInt64();
                // Every answer is whole: of the generation before or of the new one, on both.
                using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                for (var seen = 0; seen < 2;)
                {
                    limit.Token.ThrowIfCancellationRequested();
                    seen = 0;
                    foreach (var node in (RunningMarquee[])[first, second])
                    {
                        var hits = (await host.Get(node, "/api/v1/search?q=harbour%20of%20salt")).GetProperty("hits");
                        var title = hits.GetArrayLength() == 0 ? "" : hits[0].GetProperty("title").GetString()!;
                        Assert.True(round == 1 || title is "Harbour of Salt 1" or "Harbour of Salt 2" or "Harbour of Salt 3", title);
                        seen += title == $"Harbour of Salt {round}" ? 1 : 0;
                    }
                }

                var done = await host.Job(first, job, j => j.GetProperty("state").GetString() is "done" or "failed" or "cancelled");
                Assert.Equal("done", done.GetProperty("state").GetString());
            }
        }

        files.Delete(recursive: true);
    }

    static string Basics(int round)
    {
        var text = new StringBuilder("tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n");
        text.Append(CultureInfo.InvariantCulture, $"tt0000101\tmovie\tHarbour of Salt {round}\tHarbour of Salt {round}\t0\t1994\t\\N\t102\tDrama\n");
        for (var i = 1; i <= Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"tt{1_000_000 + i:D7}\tmovie\tFilm {i} of {round}\tFilm {i}\t0\t1990\t\\N\t90\tDrama\n");
        }

        return text.ToString();
    }

    static Dictionary<string, string> Settings(TestDatabase database) => new(StringComparer.Ordinal)
    {
        ["MARQUEE_Storage__Postgres"] = database.Connection,
        ["MARQUEE_Jobs__CheckInSeconds"] = "1",
    };

    static async Task<long> JobOf(Person host, RunningMarquee web)
    {
        while (true)
        {
            if (await host.Get(web, "/api/v1/jobs") is var jobs && jobs.GetArrayLength() > 0)
            {
                return jobs[0].GetProperty("id").GetInt64();
            }

            await Task.Delay(100);
        }
    }

    static string Ratings()
    {
        var csv = new StringBuilder("Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n");
        for (var i = 1; i <= Rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"tt{1_000_000 + i:D7},{1 + (i % 10)},2020-05-{1 + (i % 28):D2},Film {i},,Movie,,90,1990,Drama,,,\n");
        }

        return csv.ToString();
    }
}
