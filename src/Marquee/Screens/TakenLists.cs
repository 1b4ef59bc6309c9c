using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Screens;

/// <summary>A member's own lists with the titles that they hold now, to be taken along.</summary>
public sealed class TakenLists(TitleLists lists, TitleBrowse browse, BrowseQueries queries, Sights sights)
{
    /// <returns>In the member's order; of a saved search, the first thousand that fit now. Null when it is not there or not the member's own.</returns>
    public async Task<(TitleList List, IReadOnlyList<ListedTitle> Titles)?> Find(Viewer viewer, long id, CancellationToken ct)
    {
        if (await lists.Find(viewer, id, ct) is not { } list || list.Owner != viewer.Member)
        {
            return null;
        }

        return (list, list.Live ? await Found(viewer, list, ct) : await lists.Titles(viewer, id, 0, int.MaxValue, ct));
    }

    /// <summary>A search that cannot be asked any more finds nothing.</summary>
    async Task<IReadOnlyList<ListedTitle>> Found(Viewer viewer, TitleList list, CancellationToken ct)
    {
        var asked = BrowseRequest.Of(list.Query ?? "");
        if (asked.Read(await sights.Of(viewer, ct), out _, out var query) is not null)
        {
            return [];
        }

        try
        {
            var found = await browse.Ids(await queries.WithOwn(query with { Skip = 0, Limit = TitleLists.MostTitles }, asked, viewer, ct), ct);
            return [.. found.Select(title => new ListedTitle(title, null))];
        }
        catch (Refusal)
        {
            return [];
        }
    }
}
