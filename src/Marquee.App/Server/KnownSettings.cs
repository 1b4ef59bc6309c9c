using Marquee.Access;
using Marquee.Access.Trust;
using Marquee.Catalog.Refresh;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tmdb;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Watching;

namespace Marquee.App.Server;

/// <summary>The sections of the settings and the options that read them.</summary>
static class KnownSettings
{
    public static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = typeof(StorageOptions),
        ["Server"] = typeof(ServerOptions),
        ["Access"] = typeof(AccessOptions),
        ["Tls"] = typeof(TlsOptions),
        ["Jobs"] = typeof(JobsOptions),
        ["Outbound"] = typeof(OutboundOptions),
        ["Imdb"] = typeof(ImdbOptions),
        ["ListPages"] = typeof(ListPageOptions),
        ["Refresh"] = typeof(RefreshOptions),
        ["Tmdb"] = typeof(TmdbOptions),
        ["Watching"] = typeof(WatchingOptions),
        ["Sync"] = typeof(SyncOptions),
    };
}
