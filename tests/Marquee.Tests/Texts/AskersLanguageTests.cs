using System.Net;
using System.Text.Json;
using Marquee.Access;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Texts;

namespace Marquee.Tests.Texts;

public sealed class AskersLanguageTests
{
    const string English = "There is nothing at this address.";
    const string German = "Unter dieser Adresse gibt es nichts.";

    [Theory]
    [InlineData(null, English)]
    [InlineData("fr, en", English)]
    [InlineData("de", German)]
    [InlineData("fr-FR, de-AT;q=0.9, en;q=0.5", German)]
    [InlineData("de;q=0.1, en;q=0.9", English)]
    public async Task A_problem_is_told_in_the_language_asked_for_and_has_a_code(string? accept, string expected)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Get, "/api/v1/no/such/place", null, accept is null ? [] : [("Accept-Language", accept)]);
        var problem = await Browser.Body(answer);
        Assert.Equal((HttpStatusCode.NotFound, expected, "access.nothingHere"), (answer.StatusCode, problem.GetProperty("title").GetString(), problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_members_choice_counts_more_than_the_browser_until_it_is_taken_back()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        Assert.False((await host.Read("/api/v1/session")).GetProperty("member").TryGetProperty("language", out var none) && none.ValueKind != JsonValueKind.Null);
        await host.Status(HttpMethod.Put, "/api/v1/session/preferences", new { language = "de-CH" });
        Assert.Equal(German, await Title("en"));
        await host.Status(HttpMethod.Put, "/api/v1/session/preferences", new { language = "auto" });
        Assert.Equal(English, await Title("en"));

        async Task<string?> Title(string accept)
        {
            using var answer = await host.Send(HttpMethod.Get, "/api/v1/no/such/place", null, ("Accept-Language", accept));
            return (await Browser.Body(answer)).GetProperty("title").GetString();
        }
    }

    [Fact]
    public async Task A_wrong_field_has_its_sentence_its_code_and_what_fills_it()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Put, "/api/v1/session/password", new { password = "short" }, ("Accept-Language", "de"));
        var problem = await Browser.Body(answer);
        Assert.StartsWith("Wähle ein Passwort", problem.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(("access.password.rule", Passwords.Shortest), (problem.GetProperty("code").GetString(), problem.GetProperty("params").GetProperty("least").GetInt32()));
    }

    [Fact]
    public async Task A_job_tells_a_German_member_in_German_what_it_told_others_in_English()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.StartWith(house, s => s.AddJobs().AddWork<Refusing, NoArguments>("test.refusing", "catalog.import.title"), app => app.MapJobs());
        using var host = await site.SignedIn();
        await Assert.ThrowsAsync<Refusal>(() => site.Get<InlineJobs>().Run("test.refusing", new NoArguments(), null, CancellationToken.None));
        var english = (await host.Read("/api/v1/jobs"))[0];
        Assert.Equal(("Import of IMDb's files", "Indexing titles by votes", "There is no folder /x."), Told(english));
        await host.Status(HttpMethod.Put, "/api/v1/session/preferences", new { language = "de" });
        var german = (await host.Read("/api/v1/jobs"))[0];
        Assert.Equal(("Import der Dateien von IMDb", "Titel werden nach Stimmen geordnet", "Den Ordner /x gibt es nicht."), Told(german));
        var error = german.GetProperty("codes").GetProperty("error");
        Assert.Equal(("catalog.noFolder", "/x"), (error.GetProperty("code").GetString(), error.GetProperty("params").GetProperty("folder").GetString()));

        static (string?, string?, string?) Told(JsonElement job) => (job.GetProperty("title").GetString(), job.GetProperty("sentence").GetString(), job.GetProperty("error").GetString());
    }

    sealed class Refusing : IWork<NoArguments>
    {
        public Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
        {
            progress.Report(0, sentence: new Text("catalog.import.votes"));
            throw new Refusal("catalog.noFolder", ("folder", "/x"));
        }
    }
}
