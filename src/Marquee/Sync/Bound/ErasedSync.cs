using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>The documents, conflicts and devices of a member who leaves.</summary>
sealed class ErasedSync : IMemberErasure
{
    public async Task Erase(Writing writing, long member)
    {
        foreach (var database in await writing.Query<long>("select id from house.sync_database where member = @member", new { member }))
        {
            await SyncDatabases.Delete(writing, database);
        }

        await writing.Execute("""
            delete from house.sync_conflict where member = @member;
            delete from house.sync_device where member = @member;
            """, new { member });
    }
}
