using Marquee.Access;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.App.Server;

/// <summary>The sections of the settings and the options that read them.</summary>
static class KnownSettings
{
    public static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = typeof(StorageOptions),
        ["Server"] = typeof(ServerOptions),
        ["Access"] = typeof(AccessOptions),
        ["Jobs"] = typeof(JobsOptions),
    };
}
