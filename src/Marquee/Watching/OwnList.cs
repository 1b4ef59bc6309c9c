using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Reads a member's list with its titles inside a transaction.</summary>
static class OwnList
{
    /// <returns>Null when the member has no such list, or it is a saved search.</returns>
    public static async Task<ListState?> Read(Writing writing, long member, long id) =>
        await ListStore.Find(writing, member, id) is { Live: false } list ? await ListStore.Whole(writing, list) : null;
}
