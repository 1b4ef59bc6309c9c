using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.App.Server;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Households;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Upkeep;
using Marquee.Watching;
using Microsoft.Extensions.Options;

namespace Marquee.App;

/// <summary>Everything the program is made of, wired once for the server and for the command line.</summary>
static class Composition
{
    /// <summary>
    /// Settings, later ones winning: marquee.json in the data folder, environment variables that start with MARQUEE_
    /// (MARQUEE_Server__Listen), the command line.
    /// </summary>
    public static void AddSettings(this IConfigurationManager configuration, string? data, IEnumerable<KeyValuePair<string, string?>>? commandLine = null)
    {
        configuration.Sources.Clear();
        configuration.AddEnvironmentVariables("MARQUEE_");
        var folder = data ?? configuration["Storage:Folder"] ?? new StorageOptions().Folder;
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(Path.GetFullPath(folder), "marquee.json"), optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables("MARQUEE_");
        configuration.AddInMemoryCollection([new("Storage:Folder", folder), .. commandLine ?? []]);
    }

    public static IServiceCollection AddMarquee(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddStorage().AddJournal().AddJobs().AddUpkeep().AddAccess().AddHouseholds().AddCatalog().AddWatching().AddAcquisition().AddDiscovery().AddScreens().AddSync();
        services.AddOptions<ServerOptions>().BindConfiguration("Server").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        return services;
    }

    /// <summary>Names in camel case, enumerations as words, unknown values left out.</summary>
    public static void Json(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}
