using Marquee.Access;
using Marquee.Catalog.Refresh;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.Outbound;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.App.Server;

/// <summary>Finds settings that nothing reads: a misspelt line would otherwise be silently without effect.</summary>
static class UnknownSettings
{
    static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = typeof(StorageOptions),
        ["Server"] = typeof(ServerOptions),
        ["Access"] = typeof(AccessOptions),
        ["Jobs"] = typeof(JobsOptions),
        ["Outbound"] = typeof(OutboundOptions),
        ["Imdb"] = typeof(ImdbOptions),
        ["Refresh"] = typeof(RefreshOptions),
        ["Watching"] = typeof(WatchingOptions),
    };

    /// <returns>The full names of unknown settings, in marquee.json or the environment.</returns>
    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. from section in configuration.GetChildren()
           where !section.Key.Equals("Logging", StringComparison.OrdinalIgnoreCase) && !section.Key.StartsWith("TEST_", StringComparison.Ordinal)
           from name in Unknown(section)
           select name,
    ];

    static IEnumerable<string> Unknown(IConfigurationSection section) =>
        Sections.TryGetValue(section.Key, out var options)
            ? section.GetChildren().Where(s => options.GetProperty(s.Key, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance) is null).Select(s => s.Path)
            : [section.Path];
}
