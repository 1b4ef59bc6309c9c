using System.Globalization;
using System.Text;
using Npgsql;

namespace Marquee.App.Tests;

/// <summary>Several processes on one PostgreSQL database are one house.</summary>
public sealed class TwoProcessTests
{
    const int Rows = 25_000;

    [Fact]
    public async Task They_share_sign_ins_settings_and_jobs_and_survive_the_loss_of_one()
    {
        var server = Environment.GetEnvironmentVariable("MARQUEE_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server) && Environment.GetEnvironmentVariable("CI") != "true", "no PostgreSQL here: set MARQUEE_TEST_POSTGRES, or run ./marquee test");
        var name = "t" + Guid.NewGuid().ToString("N");
        await Execute(server!, $"create database {name}");
        var settings = new Dictionary<string, string>
        {
            ["MARQUEE_Storage__Postgres"] = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString(),
            ["MARQUEE_Jobs__CheckInSeconds"] = "1",
        };
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

        NpgsqlConnection.ClearAllPools();
        await Execute(server!, $"drop database {name} with (force)");
    }

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

    static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
