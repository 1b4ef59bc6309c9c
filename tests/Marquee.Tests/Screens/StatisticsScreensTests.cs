using System.Net;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Screens;

public sealed class StatisticsScreensTests
{
    [Fact]
    public async Task Days_are_of_the_time_zone_that_the_member_chose_else_of_the_device()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await TestCatalog.Add(house, new CatalogTitle(9000001, "The Lamp") { Countries = "DK" });
        await using var site = await TestSite.StartWith(
            house,
            services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddScreens(),
            app =>
            {
                app.MapWatches();
                app.MapStatistics();
            });
        using var ada = await site.SignedIn("Ada");
        using var watch = await ada.Send(HttpMethod.Post, "/api/v1/titles/tt9000001/watches", new { at = "2023-12-31T23:30:00Z" });
        Assert.Equal(HttpStatusCode.Created, watch.StatusCode);

        Assert.Equal(("UTC", 2023), await Year(""));
        Assert.Equal(("Europe/Stockholm", 2024), await Year("?zone=Europe/Stockholm"));
        await ada.Send(HttpMethod.Put, "/api/v1/session/preferences", new { timeZone = "America/New_York" });
        Assert.Equal(("America/New_York", 2023), await Year("?zone=Europe/Stockholm"));

        var of = await ada.Read("/api/v1/statistics?year=2023");
        Assert.Equal((1, 100, 12, 7), (of.GetProperty("seen").GetProperty("plays").GetInt32(), of.GetProperty("seen").GetProperty("minutes").GetInt32(), of.GetProperty("months").GetArrayLength(), of.GetProperty("weekdays").GetArrayLength()));
        Assert.Equal(("2023-12-31", "DK"), (of.GetProperty("days").GetProperty("days")[0].GetProperty("day").GetString(), of.GetProperty("countries")[0].GetProperty("key").GetString()));

        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/statistics?year=0"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/statistics?zone=Mars/Base"));
        using var ivo = await site.SignedIn("Ivo");
        Assert.Equal(0, (await ivo.Read("/api/v1/statistics")).GetProperty("seen").GetProperty("plays").GetInt32());
        using var stranger = site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/api/v1/statistics"));

        async Task<(string?, int)> Year(string query)
        {
            var answer = await ada.Read("/api/v1/statistics" + query);
            return (answer.GetProperty("timeZone").GetString(), answer.GetProperty("years")[0].GetProperty("key").GetInt32());
        }
    }
}
