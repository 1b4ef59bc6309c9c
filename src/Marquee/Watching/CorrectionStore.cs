using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>What members said was about another title, inside a transaction; whoever adds one also writes its fact.</summary>
static class CorrectionStore
{
    public const string Watch = "watch";
    public const string Rating = "rating";

    /// <summary>What goes back to where it came from was no mistake there.</summary>
    /// <param name="what"><see cref="Watch"/> or <see cref="Rating"/>.</param>
    /// <param name="value">Of the rating; null for a watch.</param>
    public static async Task Add(Writing writing, long member, TitleId title, TitleId into, string what, DateTimeOffset? at, int? value, long now)
    {
        await Remove(writing, member, into, title, what, at);
        await writing.Execute("""
            insert into house.correction (member, title, into_title, what, at, value, made_at) values (@member, @title, @into, @what, @at, @value, @now)
            """, new { member, title = title.Number, into = into.Number, what, at = Instants.Seconds(at), value, now });
    }

    public static Task Remove(Writing writing, long member, TitleId title, TitleId into, string what, DateTimeOffset? at) => writing.Execute("""
        delete from house.correction
        where member = @member and title = @title and into_title = @into and what = @what and coalesce(at, -1) = coalesce(cast(@at as bigint), -1)
        """, new { member, title = title.Number, into = into.Number, what, at = Instants.Seconds(at) });

    /// <summary>
    /// The watch that a source tells again although the member said that it was of another title. Members themselves, on a page or
    /// on the command line, are always believed.
    /// </summary>
    /// <returns>The watch as it is kept under the other title; null when there is none.</returns>
    public static async Task<long?> MovedWatch(Writing writing, Viewer viewer, TitleId title, long? at, long window)
    {
        if (viewer.Origin is Origin.Page or Origin.Cli or Origin.Phone)
        {
            return null;
        }

        foreach (var into in await writing.Query<long>("""
            select into_title from house.correction
            where member = @member and title = @title and what = 'watch'
              and ((at is null and cast(@at as bigint) is null) or at between cast(@at as bigint) - @window and cast(@at as bigint) + @window)
            order by id
            """, new { member = viewer.Member, title = title.Number, at, window }))
        {
            if (await WatchingStore.SameWatch(writing, viewer.Member, new TitleId(into), at, window) is { } there)
            {
                return there;
            }
        }

        return null;
    }
}
