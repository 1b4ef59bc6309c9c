using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>
/// What changes many things at once and tells of none: a server that is removed, and two titles that become one. Both are rare, so
/// every document of the household is looked through again.
/// </summary>
sealed class HouseholdMoves(UntoldThings untold) : IConnectionEnd, ITitleRows
{
    public string Room => "Sync";

    public IReadOnlyCollection<string> Columns => [];

    public Task Ended(Writing house, long connection) => untold.NoteAll(house);

    public async Task<MovedRows> Move(Writing house, TitleId from, TitleId to) =>
        new(await untold.NoteAll(house, UntoldThing.OfHave + ":" + to) ? "{}" : null, []);

    public Task PutBack(Writing house, TitleId from, TitleId to, string kept) => untold.NoteAll(house, UntoldThing.OfHave + ":" + from);

    public string Without(string kept, long member) => kept;
}
