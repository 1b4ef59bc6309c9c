using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Radarr;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Integrations.Tests.Servarr;

public sealed class ServarrRegistrationTests
{
    [Fact]
    public async Task Clients_are_made_from_what_is_registered()
    {
        await using var server = await RadarrStandIn.Begin();
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddServarr()
            .AddServarr()
            .BuildServiceProvider();
        Assert.Equal("Radarr", (await services.GetRequiredService<ServarrClients>().Radarr(server.Connection()).Status(CancellationToken.None)).Value().AppName);
        Assert.Single(services.GetServices<ServarrClients>());
    }
}
