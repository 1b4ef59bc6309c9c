using System.Text;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Radarr;
using Microsoft.AspNetCore.Http;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>Whatever the world does is a value that says what it was; only the caller's own cancellation and faults are exceptions.</summary>
public sealed class ServarrTroubleTests : IAsyncLifetime
{
    const string Films = """[{"id":1,"monitored":true,"tmdbId":900001,"title":"One"},{"id":2,"monitored":true,"tmdbId":900002,"title":"Two"}]""";

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();
    RadarrStandIn _server = null!;

    static CancellationToken None => CancellationToken.None;

    ServarrClients Clients => new(_outbound, TimeProvider.System);

    RadarrClient Client => Clients.Radarr(_server.Connection());

    public async ValueTask InitializeAsync() => _server = await RadarrStandIn.Begin();

    public async ValueTask DisposeAsync()
    {
        _outbound.Dispose();
        await _server.DisposeAsync();
    }

    void Say(int status, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        for (var i = 0; i < 2; i++)
        {
            _server.Tricks.Enqueue(async context =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = type;
                foreach (var (name, value) in headers)
                {
                    context.Response.Headers[name] = value;
                }

                await context.Response.WriteAsync(body);
                return true;
            });
        }
    }

    static async Task<(ServarrAnswer<int> Answer, int Seen)> Walk(RadarrClient client)
    {
        var seen = 0;
        return (await client.Films((_, _) =>
        {
            seen++;
            return default;
        }, None), seen);
    }

    [Theory]
    [InlineData(401, "", typeof(Unauthorized), "servarr.unauthorized")]
    [InlineData(403, "<html>no</html>", typeof(Unauthorized), "servarr.unauthorized")]
    [InlineData(404, "", typeof(NotThere), "servarr.notThere")]
    [InlineData(404, "<!doctype html><title>nginx</title>", typeof(NotThatProgram), "servarr.notApi")]
    [InlineData(400, """[{"propertyName":"Path","errorMessage":"Bad\npath"}]""", typeof(Refused), "servarr.refused")]
    [InlineData(400, """{"message":"0 is not a valid ID"}""", typeof(Refused), "servarr.refused")]
    [InlineData(400, """{"title":"One or more validation errors occurred.","errors":{"$.id":["The JSON value could not be converted."]}}""", typeof(Refused), "servarr.refused")]
    [InlineData(400, "<html>The plain HTTP request was sent to HTTPS port</html>", typeof(NotThatProgram), "servarr.notApi")]
    [InlineData(400, "", typeof(NotThatProgram), "servarr.status")]
    [InlineData(409, """{"message":"Conflict"}""", typeof(Refused), "servarr.refused")]
    [InlineData(405, "", typeof(NotThatProgram), "servarr.status")]
    [InlineData(418, "[]", typeof(NotThatProgram), "servarr.status")]
    [InlineData(429, "", typeof(Unavailable), "servarr.ailing")]
    [InlineData(500, """{"message":"database is locked","description":"at System.Data"}""", typeof(Unavailable), "servarr.ailingSaying")]
    [InlineData(502, "<html>Bad gateway</html>", typeof(Unavailable), "servarr.ailing")]
    [InlineData(503, """{"errorMessage":"Radarr is starting up, please try again later"}""", typeof(Unavailable), "servarr.ailingSaying")]
    [InlineData(200, "<!doctype html><title>Log in</title>", typeof(NotThatProgram), "servarr.notApi")]
    [InlineData(200, "", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, "null", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, "[]", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, """{"id":1,"monitored":true,"tmdbId":{"a":1}}""", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, """{"id":1,"monitored":true,"tmdbId":"many"}""", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, """{"id":1,"monitored":true,"tmdbId":99999999999}""", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, """{"id":1,"monitored":"perhaps"}""", typeof(NotUnderstood), "servarr.layout")]
    [InlineData(200, """{"id":1,"monitored":true,"title":"cut""", typeof(NotUnderstood), "servarr.layout")]
    public async Task Each_answer_means_one_thing(int status, string body, Type meaning, string code)
    {
        Say(status, body, body.StartsWith('<') ? "text/html" : "application/json");
        var why = (await Client.Film(1, None)).Trouble();
        Assert.Equal((meaning, code), (why.GetType(), why.Code));
        Assert.Equal(meaning == typeof(Unavailable), why.Passes);
        Assert.DoesNotContain('\n', why.Told());
    }

    [Fact]
    public async Task A_page_that_claims_to_be_data_is_a_page_also_where_only_consent_is_awaited()
    {
        Say(200, "\n <html>Welcome to your router</html>");
        Assert.IsType<NotThatProgram>((await Client.Monitor([1], true, None)).Trouble());
        _server.Tricks.Clear();
        Say(200, "<html>Welcome to your router</html>");
        Assert.IsType<NotThatProgram>((await Client.Film(1, None)).Trouble());
        _server.Tricks.Clear();
        Say(200, "<html>Welcome to your router</html>");
        Assert.IsType<NotThatProgram>((await Walk(Client)).Answer.Trouble());
    }

    [Fact]
    public async Task Another_program_of_the_family_is_not_this_one()
    {
        var why = Assert.IsType<NotThatProgram>((await Clients.Sonarr(_server.Connection()).Status(None)).Trouble());
        Assert.Equal("servarr.otherProgram", why.Code);
        Assert.Contains(("name", (object)"Radarr"), why.Values);
    }

    [Fact]
    public async Task Fields_of_a_later_version_are_passed_over()
    {
        Say(200, """{"id":7,"monitored":true,"tmdbId":900001,"title":"One","invented":{"deep":[[[{"x":null}]]]},"status":"remastered","imdbId":null}""");
        Assert.Equal((7, "remastered"), (await Client.Film(7, None)).Value() is var film ? (film.Id, film.Status) : default);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData(Films, 2)]
    public async Task A_list_that_is_whole_is_counted(string body, int count)
    {
        Say(200, body);
        Assert.Equal((count, count), (await Walk(Client)) is var (answer, seen) ? (answer.Value(), seen) : default);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},{"id":2,"monitored":true,"tmdbId":900002}""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},null]""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},{"title":"without numbers","monitored":true}]""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},{"id":2,"monitored":true,"tmdbId":0}]""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},{"id":2,"monitored":true,"tmdbId":[]}]""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001},{"id":2,"tmdbId":900002}]""")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":900001}] and more""")]
    public async Task A_list_that_is_not_whole_is_never_counted(string body)
    {
        Say(200, body);
        Assert.IsType<NotUnderstood>((await Walk(Client)).Answer.Trouble());
    }

    [Fact]
    public async Task Half_an_answer_is_worth_another_try()
    {
        for (var i = 0; i < 4; i++)
        {
            _server.Tricks.Enqueue(async context =>
            {
                context.Response.ContentLength = Films.Length;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Films).AsMemory(0, 50));
                await context.Response.Body.FlushAsync();
                await Task.Delay(100);
                context.Abort();
                return true;
            });
        }

        var (answer, seen) = await Walk(Client);
        Assert.Equal((true, "servarr.cutOff"), (answer.Trouble().Passes, answer.Trouble().Code));
        Assert.InRange(seen, 0, 1);
        Assert.Equal("servarr.cutOff", Assert.IsType<Unavailable>((await Client.Film(1, None)).Trouble()).Code);
    }

    [Fact]
    public async Task A_list_is_handed_over_while_it_comes_in()
    {
        var first = new TaskCompletionSource();
        _server.Tricks.Enqueue(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[" + string.Concat(Enumerable.Range(1, 500).Select(i => $$"""{"id":{{i}},"monitored":true,"tmdbId":{{i}}},""")));
            await context.Response.Body.FlushAsync();
            // The rest is sent only when a film has arrived at the other end.
            await first.Task;
            await context.Response.WriteAsync("""{"id":501,"monitored":true,"tmdbId":501}]""");
            return true;
        });
        Assert.Equal(501, (await Client.Films((_, _) =>
        {
            first.TrySetResult();
            return default;
        }, None)).Value());
    }

    [Theory]
    [InlineData("")]
    [InlineData("""[{"id":1,"monitored":true,"tmdbId":1},{"id":2,""")]
    public async Task A_server_that_falls_silent_is_given_up(string beginning)
    {
        for (var i = 0; i < 2; i++)
        {
            _server.Tricks.Enqueue(async context =>
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(beginning);
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            });
        }

        var client = new ServarrClients(_outbound, new HurriedTime(300)).Radarr(_server.Connection());
        Assert.Equal("servarr.slow", Assert.IsType<Unavailable>((await Walk(client)).Answer.Trouble()).Code);
        Assert.Equal("servarr.slow", Assert.IsType<Unavailable>((await client.Film(1, None)).Trouble()).Code);
    }

    [Fact]
    public async Task A_caller_that_takes_its_time_is_no_silence()
    {
        Say(200, Films);
        var client = new ServarrClients(_outbound, new HurriedTime(300)).Radarr(_server.Connection());
        Assert.Equal(2, (await client.Films(async (_, ct) => await Task.Delay(700, ct), None)).Value());
    }

    [Fact]
    public async Task An_endless_answer_is_given_up()
    {
        _server.Tricks.Enqueue(async context =>
        {
            context.Response.ContentType = "application/json";
            var filling = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
            await context.Response.WriteAsync("""[{"id":1,"monitored":true,"tmdbId":1,"title":" """);
            for (var i = 0; i < 2_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(filling, context.RequestAborted);
            }

            return true;
        });
        Assert.Equal("servarr.tooLarge", Assert.IsType<NotUnderstood>((await Walk(Client)).Answer.Trouble()).Code);
    }

    [Fact]
    public async Task A_missing_base_path_is_named()
    {
        _server.BasePath = "/films/radarr";
        var root = new Uri(_server.Address, "/");
        var client = Clients.Radarr(ServarrConnection.From(root.ToString(), ServarrStandIn.Key, onThisMachine: true)!);
        var read = Assert.IsType<Moved>((await client.Status(None)).Trouble());
        var written = Assert.IsType<Moved>((await client.Search([1], None)).Trouble());
        Assert.Equal((new Uri(root, "films/radarr/"), new Uri(root, "films/radarr/")), (read.To, written.To));
        Assert.Equal("Radarr", (await Clients.Radarr(ServarrConnection.From(read.To!.ToString(), ServarrStandIn.Key, onThisMachine: true)!).Status(None)).Value().AppName);
    }

    [Fact]
    public async Task The_key_is_not_carried_to_another_host()
    {
        Say(302, "", "text/plain", ("Location", "https://login.example/authorise"));
        Assert.Equal("outbound.stranger", Assert.IsType<Moved>((await Client.Status(None)).Trouble()).Code);
    }

    [Fact]
    public async Task The_key_stands_in_its_header_and_nowhere_else()
    {
        const string key = "s3cretKeyOfNobody";
        var connection = _server.Connection(key);
        var why = (await Clients.Radarr(connection).Status(None)).Trouble();
        Assert.IsType<Unauthorized>(why);
        Assert.All(_server.Asked, asked => Assert.Equal((key, false), (asked.Key, asked.Path.Contains(key, StringComparison.Ordinal))));
        Assert.DoesNotContain(key, $"{why} {why.Told()} {connection}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_is_called_only_when_it_was_ticked()
    {
        var why = (await Clients.Radarr(ServarrConnection.From(_server.Address.ToString(), ServarrStandIn.Key)!).Status(None)).Trouble();
        Assert.Equal("outbound.forbidden", Assert.IsType<NotAllowed>(why).Code);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task Nobody_there_is_no_exception()
    {
        var connection = _server.Connection();
        await _server.DisposeAsync();
        Assert.Equal("outbound.unreachable", Assert.IsType<Unavailable>((await Clients.Radarr(connection).Status(None)).Trouble()).Code);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_at_once_and_a_fault_of_the_caller_passes_through()
    {
        _server.Tricks.Enqueue(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Film(1, cancel.Token));
        Say(200, Films);
        await Assert.ThrowsAsync<IOException>(() => Client.Films((_, _) => throw new IOException("our disk is full"), None));
    }

    [Theory]
    [InlineData("http://media.lan:7878", "http://media.lan:7878/")]
    [InlineData(" https://media.lan/radarr ", "https://media.lan/radarr/")]
    [InlineData("http://[fd00::1]:7878/x/", "http://[fd00::1]:7878/x/")]
    [InlineData("ftp://media.lan", null)]
    [InlineData("media.lan:7878", null)]
    [InlineData("http://user:pass@media.lan", null)]
    [InlineData("http://media.lan/?apikey=1", null)]
    [InlineData("http://media.lan/#x", null)]
    [InlineData("", null)]
    public void An_address_is_one_or_it_is_none(string address, string? expected) => Assert.Equal(expected, ServarrConnection.From(address, "key")?.Address.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nX-Other: 1")]
    [InlineData("schlüssel")]
    public void A_key_that_would_be_no_header_is_none(string key) => Assert.Null(ServarrConnection.From("http://media.lan", key));
}
