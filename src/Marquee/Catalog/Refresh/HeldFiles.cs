using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Refresh;

/// <summary>The host's answers about files that have lost many rows.</summary>
public sealed class HeldFiles
{
    readonly Datasets _datasets;
    readonly DatasetFolder _folder;

    internal HeldFiles(Datasets datasets, DatasetFolder folder) => (_datasets, _folder) = (datasets, folder);

    public Task<IReadOnlyList<HeldFile>> All(CancellationToken ct) => _datasets.Held(ct);

    /// <summary>Lets them through.</summary>
    /// <returns>The refresh that loads them, to be started by the caller.</returns>
    /// <exception cref="Refusal">Nothing is held.</exception>
    public async Task<RefreshArguments> Allow(CancellationToken ct)
    {
        var names = await Decide(Verdict.Allowed, ct);
        var (fetched, loaded) = (await _datasets.Fetched(ct), await _datasets.Loaded(ct));
        var others = fetched.Values.Any(f => f.Name != ImdbFile.Ratings.Name && f.Sha256 != loaded.GetValueOrDefault(f.Name)?.Sha256);
        var ratings = names is [var only] && only == ImdbFile.Ratings.Name && !others;
        return new RefreshArguments(ratings ? RefreshScope.Ratings : RefreshScope.Everything, Address: null, Fetch: false);
    }

    /// <summary>Throws them away. The same file is not fetched again; a newer one is.</summary>
    /// <exception cref="Refusal">Nothing is held.</exception>
    public async Task Discard(CancellationToken ct)
    {
        var names = await Decide(Verdict.Discarded, ct);
        foreach (var file in ImdbFile.All.Where(f => names.Contains(f.Name)))
        {
            File.Delete(_folder.File(file));
        }
    }

    async Task<IReadOnlyList<string>> Decide(Verdict verdict, CancellationToken ct) =>
        await _datasets.Decide(verdict, ct) is { Count: > 0 } names ? names : throw new Refusal("refresh.noneHeld");
}
