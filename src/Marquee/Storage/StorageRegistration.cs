using Marquee.Metering;
using Marquee.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Storage;

public static class StorageRegistration
{
    /// <summary>The stores, on the engine that the setting <c>Storage:Postgres</c> chooses.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddMetering();
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<DataFolder>();
        services.AddSingleton<Database>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Postgres is { Length: > 0 } postgres
            ? new PostgresDatabase(postgres)
            : new SqliteDatabase(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Generations>();
        services.AddSingleton<ServedGenerations>();
        services.AddSingleton<Settings>();
        services.AddSingleton<KeyFile>();
        services.AddSingleton<HouseKey>();
        services.AddSingleton<SecretVault>();
        services.AddSingleton<UncleanStop>();
        services.AddSingleton<StoreOpening>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Restore>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<Footprint>();
        services.AddSingleton<IReadings, StorageReadings>();
        return services;
    }
}
