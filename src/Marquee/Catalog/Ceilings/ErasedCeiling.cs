using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>The ceiling of a child that leaves; the ages that a leaving host has set stay, without saying whose they were.</summary>
sealed class ErasedCeiling : IMemberErasure
{
    public Task Erase(Writing writing, long member) => writing.Execute("""
        delete from house.ceiling where member = @member;
        delete from house.ceiling_title where member = @member;
        update house.age_rating set set_by = null where set_by = @member;
        """, new { member });
}
