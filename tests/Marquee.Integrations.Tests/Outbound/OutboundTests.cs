using System.Diagnostics;
using System.Net;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tests.Imdb;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.Outbound;

public sealed class OutboundTests
{
    static CancellationToken None => CancellationToken.None;

    static readonly SourceLimits Quick = new() { Pause = TimeSpan.FromMilliseconds(1), Retries = 2, Failures = 100 };

    static OutboundClients Clients(params string[] allowed) => new(Options.Create(new OutboundOptions { Allowed = allowed }), TimeProvider.System);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("::", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("64:ff9b::7f00:1", true)]
    [InlineData("2002:7f00:1::", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("100.100.100.200", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("192.168.1.20", false)]
    [InlineData("10.0.0.7", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("2001:db8::1", false)]
    public void This_machine_and_the_secrets_of_clouds_are_forbidden_and_the_home_network_is_not(string address, bool forbidden) =>
        Assert.Equal(forbidden, ForbiddenAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task Loopback_is_refused_until_the_host_has_ticked_it()
    {
        await using var server = await DatasetServer.Start();
        server.Say(200, "hello");
        using (var clients = Clients())
        {
            var refused = await Assert.ThrowsAsync<OutboundFault>(() => clients.For("x", Quick).GetAsync(server.Address, None));
            Assert.Contains($"outbound.forbidden (host: 127.0.0.1, address: 127.0.0.1:{server.Address.Port})", refused.Message, StringComparison.Ordinal);
        }

        using (var clients = Clients("127.0.0.1:1"))
        {
            await Assert.ThrowsAsync<OutboundFault>(() => clients.For("x", Quick).GetAsync(server.Address, None));
        }

        Assert.Empty(server.Asked);
        using (var clients = Clients($"127.0.0.1:{server.Address.Port}"))
        {
            Assert.Equal(HttpStatusCode.OK, (await clients.For("x", Quick).GetAsync(new Uri(server.Address, "file"), None)).StatusCode);
        }
    }

    [Fact]
    public async Task A_name_is_resolved_once_and_only_addresses_that_were_looked_at_are_connected_to()
    {
        await using var server = await DatasetServer.Start();
        var asked = 0;
        // A name server that names a harmless address first and this machine afterwards.
        var connections = new PinnedConnections([], (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("203.0.113.9"), IPAddress.Loopback]));
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = connections.Connect, UseProxy = false });
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://films.example:{server.Address.Port}/data/x"), None));
        Assert.IsType<OutboundFault>(fault.InnerException);
        Assert.Equal(1, asked);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("ftp://films.example/x")]
    [InlineData("file:///etc/passwd")]
    public async Task Other_schemes_are_refused(string address)
    {
        using var clients = Clients();
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => clients.For("x", Quick).GetAsync(new Uri(address), None));
        Assert.True(fault is OutboundFault or NotSupportedException, fault.ToString());
    }

    [Fact]
    public async Task Redirects_are_followed_on_the_same_host_and_not_in_circles()
    {
        await using var server = await DatasetServer.Start();
        using var clients = Clients("127.0.0.1");
        var http = clients.For("x", Quick);
        server.Say(301, null, ("Location", "/data/b"));
        server.Say(200, "hello");
        Assert.Equal("hello", await http.GetStringAsync(new Uri(server.Address, "a"), None));
        Assert.Equal(["a", "b"], server.Asked.Select(a => a.File));
        for (var i = 0; i < 10; i++)
        {
            server.Say(302, null, ("Location", "/data/a"));
        }

        Assert.Contains("outbound.circle", (await Assert.ThrowsAsync<OutboundFault>(() => http.GetAsync(new Uri(server.Address, "a"), None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_something_is_not_repeated_after_a_fault()
    {
        await using var server = await DatasetServer.Start();
        using var clients = Clients("127.0.0.1");
        server.Say(503);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await clients.For("x", Quick).PostAsync(new Uri(server.Address, "a"), new StringContent("x"), None)).StatusCode);
        server.Say(503);
        server.Say(200, "fine");
        Assert.Equal("fine", await clients.For("x", Quick).GetStringAsync(new Uri(server.Address, "b"), None));
        Assert.Equal(["a", "b", "b"], server.Asked.Select(a => a.File));
    }

    [Fact]
    public async Task A_source_that_keeps_failing_is_left_alone_and_tried_again_after_its_rest()
    {
        await using var server = await DatasetServer.Start();
        using var clients = Clients("127.0.0.1");
        var http = clients.For("x", new SourceLimits { Retries = 0, Failures = 4, Rest = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 4; i++)
        {
            server.Say(500);
            await http.GetAsync(new Uri(server.Address, "a"), None);
        }

        Assert.Contains("outbound.resting", (await Assert.ThrowsAsync<OutboundFault>(() => http.GetAsync(new Uri(server.Address, "a"), None))).Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Asked.Count);
        await Task.Delay(1200);
        server.Say(200, "back");
        Assert.Equal("back", await http.GetStringAsync(new Uri(server.Address, "a"), None));
    }

    [Fact]
    public async Task Waiting_for_the_budget_does_not_count_against_the_time_of_a_try()
    {
        await using var server = await DatasetServer.Start();
        using var clients = Clients("127.0.0.1");
        var http = clients.For("x", new SourceLimits { Calls = 1, Per = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromMilliseconds(900), Retries = 0 });
        for (var i = 0; i < 3; i++)
        {
            server.Say(200, "x");
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => http.GetStringAsync(new Uri(server.Address, "a"), None)));
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1.5), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_and_an_answer_without_end_too()
    {
        await using var server = await DatasetServer.Start();
        using var clients = Clients("127.0.0.1");
        server.Tricks.Enqueue(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return true;
        });
        var http = clients.For("x", new SourceLimits { Retries = 0, Timeout = TimeSpan.FromMilliseconds(500), AnswerBytes = 1000 });
        Assert.Contains("outbound.silent", (await Assert.ThrowsAsync<OutboundFault>(() => http.GetAsync(new Uri(server.Address, "a"), None))).Message, StringComparison.Ordinal);
        server.Say(200, new string('x', 5000));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri(server.Address, "a"), None));
    }

    [Fact]
    public void Settings_are_read_and_checked()
    {
        OutboundOptions Read(params (string Name, string Value)[] settings) => new ServiceCollection().AddOutbound().AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build())
            .BuildServiceProvider().GetRequiredService<IOptions<OutboundOptions>>().Value;
        Assert.Equal(["nas:9000"], Read(("Outbound:Allowed:0", "nas:9000")).Allowed);
        Assert.Contains("Contact", Assert.Throws<OptionsValidationException>(() => Read(("Outbound:Contact", "two words"))).Message, StringComparison.Ordinal);
    }
}
