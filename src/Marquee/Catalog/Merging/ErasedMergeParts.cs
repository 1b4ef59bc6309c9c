using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>What merges keep for their undoing, without what was of a member who leaves.</summary>
sealed class ErasedMergeParts(IEnumerable<ITitleRows> rooms) : IMemberErasure
{
    public async Task Erase(Writing writing, long member)
    {
        foreach (var part in await writing.Query<Part>("select merge, pass, room, kept from house.title_merge_part"))
        {
            var kept = rooms.First(r => r.Room == part.Room).Without(part.Kept, member);
            if (kept != part.Kept)
            {
                await writing.Execute("update house.title_merge_part set kept = @kept where merge = @Merge and pass = @Pass and room = @Room", new { part.Merge, part.Pass, part.Room, kept });
            }
        }
    }

    sealed record Part
    {
        public long Merge { get; init; }

        public int Pass { get; init; }

        public string Room { get; init; } = "";

        public string Kept { get; init; } = "";
    }
}
