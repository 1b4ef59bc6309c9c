using Marquee.Acquisition.News;
using Marquee.Acquisition.Webhooks;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Acquisition;

/// <summary>Every night: forgets webhooks that were handled long ago, and what no echo is awaited of any more.</summary>
public sealed class AcquisitionPruning : IWork<NoArguments>
{
    public const string Name = "acquisition-pruning";

    readonly Database _database;
    readonly HookStore _hooks;
    readonly SentChanges _sent;

    internal AcquisitionPruning(Database database, HookStore hooks, SentChanges sent) => (_database, _hooks, _sent) = (database, hooks, sent);

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        await _hooks.Prune(ct);
        await _database.Write(Store.House, _sent.Prune, ct);
        return null;
    }
}
