namespace Marquee.Storage;

/// <summary>The stores by lifetime: one SQLite file each, or one PostgreSQL schema each, under the same lower-case names.</summary>
public enum Store
{
    /// <summary>Members, access, watches, ratings, lists, journal, settings, key ring: precious and small.</summary>
    House,

    /// <summary>What outside sources and members' files told us about titles: costly to learn again.</summary>
    Known,

    /// <summary>Releases, swarm samples and trends: large, with a retention.</summary>
    Swarm,

    /// <summary>Quartz's tables, progress and history: disposable between runs.</summary>
    Jobs,

    /// <summary>One generation of the IMDb mirror; read-only once built.</summary>
    Catalog,
}

internal static class StoreNames
{
    public static string Name(this Store store) => store switch
    {
        Store.House => "house",
        Store.Known => "known",
        Store.Swarm => "swarm",
        Store.Jobs => "jobs",
        Store.Catalog => "catalog",
        _ => throw new ArgumentOutOfRangeException(nameof(store)),
    };

    /// <summary>The stores that migrations keep; each generation of the catalog is built anew and keeps its own.</summary>
    public static readonly Store[] Migrated = [Store.House, Store.Known, Store.Swarm, Store.Jobs];
}
