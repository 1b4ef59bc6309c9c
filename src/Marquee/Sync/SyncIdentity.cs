using Marquee.Storage;

namespace Marquee.Sync;

/// <summary>What clients know this house by, however often its address changes: they name their checkpoints after it.</summary>
public sealed class SyncIdentity(Settings settings)
{
    const string Setting = "sync.uuid";

    volatile string? _uuid;

    /// <summary>Made when it is first asked for.</summary>
    public async Task<string> Uuid(CancellationToken ct)
    {
        if (_uuid is null)
        {
            if (await settings.Find<string>(Setting, ct) is null)
            {
                await settings.Set(Setting, Guid.NewGuid().ToString("N"), ct);
            }

            _uuid = await settings.Find<string>(Setting, ct);
        }

        return _uuid!;
    }
}
