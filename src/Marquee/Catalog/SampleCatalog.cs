using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>The built-in films and series, so that a fresh house has something to show before IMDb's files are imported.</summary>
public sealed class SampleCatalog(CatalogImport import, Generations generations, TimeProvider time)
{
    const string Prefix = "Marquee.Catalog.Sample.";

    /// <summary>Loads the sample unless there is a catalog already. It is ours, so IMDb's terms do not stand before it.</summary>
    /// <returns>False when there was a catalog.</returns>
    public async Task<bool> LoadIfEmpty(CancellationToken ct)
    {
        while ((await generations.Find(ct)).Number == 0)
        {
            try
            {
                await Load(ct);
                return true;
            }
            catch (Refusal busy) when (busy.ExitCode == Refusal.Busy)
            {
                // Another node that starts loads it now.
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, ct);
            }
        }

        return false;
    }

    /// <summary>Makes the sample the current generation, whatever was current.</summary>
    public Task<ImportReport> Load(CancellationToken ct) => import.Run(Sources(), CatalogSubset.Whole, sample: true, _ => { }, ct);

    static ImportSources Sources()
    {
        var assembly = typeof(SampleCatalog).Assembly;
        return new ImportSources(
            from file in ImdbFile.All
            let label = file.Name + ".tsv"
            where assembly.GetManifestResourceInfo(Prefix + label) is not null
            select new ImdbSource(file, label, Length(label), () => assembly.GetManifestResourceStream(Prefix + label)!));

        long Length(string label)
        {
            using var stream = assembly.GetManifestResourceStream(Prefix + label)!;
            return stream.Length;
        }
    }
}
