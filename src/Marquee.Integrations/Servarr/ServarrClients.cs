using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Sonarr;

namespace Marquee.Integrations.Servarr;

/// <summary>Clients for servers whose addresses the hosts enter while the program runs. Making one costs nothing.</summary>
public sealed class ServarrClients(OutboundClients outbound, TimeProvider time)
{
    public RadarrClient Radarr(ServarrConnection connection) => new(Api(connection, ServarrProgram.Radarr, "v3"));

    public SonarrClient Sonarr(ServarrConnection connection, SonarrVersion version = SonarrVersion.V3) =>
        new(Api(connection, ServarrProgram.Sonarr, version == SonarrVersion.V5 ? "v5" : "v3"));

    /// <summary>Finds out which API a Sonarr has: the older one as long as it is there.</summary>
    public async Task<ServarrAnswer<SonarrVersion>> VersionOf(ServarrConnection connection, CancellationToken ct)
    {
        var older = (await Sonarr(connection).Status(ct)).Map(_ => SonarrVersion.V3);
        if (older is not NotGot<SonarrVersion>(NotThatProgram))
        {
            return older;
        }

        var newer = (await Sonarr(connection, SonarrVersion.V5).Status(ct)).Map(_ => SonarrVersion.V5);
        return newer is NotGot<SonarrVersion>(NotThatProgram) ? older : newer;
    }

    ServarrApi Api(ServarrConnection connection, ServarrProgram program, string version)
    {
        var authority = FormattableString.Invariant($"{connection.Address.IdnHost}:{connection.Address.Port}");
        var http = outbound.For(connection.OnThisMachine ? $"servarr here {authority}" : $"servarr {authority}", ServarrLimits.All, connection.OnThisMachine ? authority : null);
        return new ServarrApi(http, connection, program, version, time);
    }
}
