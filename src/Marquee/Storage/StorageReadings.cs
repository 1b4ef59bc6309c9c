using System.Reflection;
using Marquee.Metering;

namespace Marquee.Storage;

/// <summary>What the stores take, and which catalog is read.</summary>
sealed class StorageReadings(Footprint footprint, Generations generations, Database database) : IReadings
{
    static readonly string Version = typeof(StorageReadings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public async Task<IReadOnlyList<Reading>> Read(CancellationToken ct)
    {
        var current = await generations.Find(ct);
        return
        [
            Reading.Gauge("marquee_build_info", "The version and the storage engine; always 1.", new Sample(1, ("version", Version), ("engine", database.EngineVersion))),
            Reading.Gauge("marquee_disk_free_bytes", "Room left on the disk of the data folder.", new Sample(footprint.FreeBytes)),
            Reading.Gauge("marquee_store_bytes", "What each store takes.", [.. (await footprint.Sizes(ct)).Select(s => new Sample(s.Bytes, ("store", s.Name)))]),
            Reading.Gauge("marquee_catalog_generation", "The catalog generation that new requests read.", new Sample(current.Number)),
            .. current.SwitchedAt is { } at
                ? (Reading[])[Reading.Gauge("marquee_catalog_made_timestamp_seconds", "When that generation became current, in unix seconds.", new Sample(at))]
                : [],
        ];
    }
}
