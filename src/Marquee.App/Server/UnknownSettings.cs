namespace Marquee.App.Server;

/// <summary>Finds settings that nothing reads: a misspelt line would otherwise be silently without effect.</summary>
static class UnknownSettings
{
    /// <returns>The full names of unknown settings, in marquee.json or the environment.</returns>
    public static IReadOnlyList<string> In(IConfiguration configuration) =>
    [
        .. from section in configuration.GetChildren()
           where !section.Key.Equals("Logging", StringComparison.OrdinalIgnoreCase) && !section.Key.StartsWith("TEST_", StringComparison.Ordinal)
           from name in Unknown(section)
           select name,
    ];

    static IEnumerable<string> Unknown(IConfigurationSection section) =>
        KnownSettings.Sections.TryGetValue(section.Key, out var options)
            ? section.GetChildren().Where(s => options.GetProperty(s.Key, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance) is null).Select(s => s.Path)
            : [section.Path];
}
