using Marquee.Jobs;
using Microsoft.Extensions.Options;

namespace Marquee.Watching.Importing;

/// <summary>Forgets previews that were never applied, once a day: every row of a file that somebody dropped is kept with one.</summary>
sealed class PreviewPruning(HistoryImports imports, IOptions<WatchingOptions> options, TimeProvider time) : IWork<NoArguments>
{
    public const string Name = "history.prune";

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var preview in await imports.Store.PreviewsBefore(time.GetUtcNow().AddDays(-options.Value.PreviewDays).ToUnixTimeSeconds(), ct))
        {
            forgotten += await imports.Store.Remove(preview, ct) ? 1 : 0;
        }

        return new { previews = forgotten };
    }
}
