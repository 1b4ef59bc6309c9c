using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.Outbound;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Refresh;

/// <summary>Brings the files of the data folder up to date, one after the other, and decides which of them are believed.</summary>
sealed class DatasetFetch(ImdbDatasetClient client, Datasets datasets, DatasetFolder folder, IOptions<RefreshOptions> options)
{
    /// <param name="files">Which ones.</param>
    /// <param name="from">The folder of the web; null for the one of the settings.</param>
    /// <param name="report">Told bytes of the file on the way.</param>
    /// <param name="ct">Stops; the next fetch goes on from there.</param>
    /// <exception cref="Refusal">A file cannot be had.</exception>
    public async Task Run(IReadOnlyList<ImdbFile> files, Uri? from, Action<ImportProgress> report, CancellationToken ct)
    {
        var known = await datasets.Fetched(ct);
        var loaded = await datasets.Loaded(ct);
        for (var i = 0; i < files.Count; i++)
        {
            var sentence = new Text("refresh.fetching", ("file", files[i].Name + ".tsv.gz"), ("number", i + 1), ("of", files.Count));
            report(new ImportProgress(0, 0, 0, sentence));
            try
            {
                await Fetch(files[i], from, known.GetValueOrDefault(files[i].Name), loaded.GetValueOrDefault(files[i].Name), told => report(new ImportProgress(told.Done, told.Total ?? 0, 0, sentence)), ct);
            }
            catch (OutboundFault fault)
            {
                throw new Refusal(fault, fault.Code, fault.Values);
            }
        }
    }

    async Task Fetch(ImdbFile file, Uri? from, Dataset? known, LoadedDataset? loaded, Action<DatasetProgress> told, CancellationToken ct)
    {
        var address = client.Address(from, file);
        var asBefore = known is not null && known.Address == address && (known.Verdict == Verdict.Discarded || folder.Holds(file, known));
        switch (await client.Fetch(file, from, folder.Path, asBefore ? known!.Mark : null, folder.Room, told, ct))
        {
            case DatasetFetched fetched:
                await datasets.Keep(file.Name, address, fetched, Judge(fetched, known, loaded), ct);
                break;
            case DatasetMissing when loaded is not null || file == ImdbFile.Basics:
                throw new Refusal(loaded is null ? "refresh.missing" : "refresh.vanished", ("host", address.Host), ("file", file.Name + ".tsv.gz"));
            case DatasetMissing:
                File.Delete(folder.File(file));
                await datasets.Forget(file.Name, ct);
                break;
        }
    }

    /// <summary>What the host has decided about these very bytes holds.</summary>
    Verdict Judge(DatasetFetched fetched, Dataset? known, LoadedDataset? loaded) =>
        known?.Sha256 == fetched.Sha256 && known.Verdict is Verdict.Allowed or Verdict.Discarded ? known.Verdict
        : loaded is not null && ShrinkGuard.Holds(loaded.Rows, fetched.Rows, options.Value.ShrinkPercent) ? Verdict.Held
        : Verdict.Good;
}
