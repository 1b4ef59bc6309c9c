using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Servarr;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>
/// Moves wishes by what a server tells, repeated and in any order. Of a series it only says that something happened; how far that
/// is gets counted by a look at the server, which follows at once.
/// </summary>
sealed class WishServerNews(WishMoves moves, TimeProvider time) : IServerNews, IConnectionEnd
{
    public async Task Heard(Writing house, ServerNews news)
    {
        if ((news.Title ?? news.Imdb) is not { } about)
        {
            return;
        }

        await Journal.Facts.TakeTurn(house);
        var title = await MergedTitles.Current(house, about);
        var wishes = await WishStore.Read(house, """
            where w.title = @title and w.state not in ('bookmark', 'withdrawn', 'refused') and (w.sent_to = @server or (w.sent_to is null and (w.connection is null or w.connection = @server)))
            """, new { title = title.Number, server = news.Connection.Id });
        foreach (var wish in wishes.Where(w => IsAbout(w, news)))
        {
            await Move(house, wish, news);
        }
    }

    /// <summary>Wishes that were for this server alone are the house's again; what it had can be followed no further.</summary>
    public async Task Ended(Writing house, long connection)
    {
        await Journal.Facts.TakeTurn(house);
        foreach (var wish in await WishStore.Read(house, "where w.connection = @connection or w.sent_to = @connection", new { connection }))
        {
            var free = wish with { SentTo = wish.SentTo == connection ? null : wish.SentTo };
            if (wish.Connection == connection)
            {
                free = free with { Connection = null, QualityProfile = null, RootFolder = null };
            }

            if (WishStates.UnderWay.Contains(wish.State) && free.SentTo is null)
            {
                await moves.Move(house, wish, free with { State = WishState.GaveUp, Why = new Text("wishes.serverRemoved"), Outside = null, LookAt = null, Progress = null, Commands = [] }, null);
            }
            else
            {
                await moves.Stay(house, free with { Outside = free.SentTo is null ? null : free.Outside });
            }
        }
    }

    static bool IsAbout(Wish wish, ServerNews news) => news.Episodes.Count == 0 || wish.Part.Extent switch
    {
        WishExtent.FirstEpisode => news.Episodes.Any(e => e is { Season: 1, Number: 1 }),
        WishExtent.FirstSeason => news.Episodes.Any(e => e.Season == 1),
        WishExtent.Seasons => news.Episodes.Any(e => wish.Part.Seasons.Contains(e.Season)),
        WishExtent.Episodes => news.Episodes.Any(e => wish.Part.Episodes.Contains(new WishedEpisode(e.Season, e.Number))),
        _ => true,
    };

    async Task Move(Writing house, Wish wish, ServerNews news)
    {
        var film = news.Connection.Kind == ServarrProgram.Radarr;
        var look = wish with { LookAt = time.GetUtcNow() };
        switch (news.Kind)
        {
            case NewsKind.Grabbed when wish.State is WishState.Sent or WishState.Searching:
                await moves.Move(house, wish, look with { State = WishState.Grabbed, Why = null, Bytes = news.Size is not > 0 ? wish.Bytes : film ? news.Size.Value : Math.Max(wish.Bytes, news.Size.Value) }, null);
                break;
            case NewsKind.Imported or NewsKind.Upgraded when film && WishStates.May(wish.State, WishState.Here):
                await moves.Move(house, wish, look with
                {
                    State = WishState.Here,
                    Why = null,
                    NextTryAt = null,
                    LookAt = null,
                    Progress = null,
                    Commands = [],
                    SentTo = news.Connection.Id,
                    Bytes = news.Size is > 0 ? news.Size.Value : wish.Bytes,
                }, null);
                break;
            case NewsKind.Removed when WishStates.UnderWay.Contains(wish.State) || wish.State == WishState.Here:
                await GiveUp(Wish.GoneThere);
                break;
            case NewsKind.FileDeleted when wish.State == WishState.Here:
                await GiveUp("wishes.fileGone");
                break;
            case NewsKind.NeedsHand when WishStates.UnderWay.Contains(wish.State):
                await moves.Stay(house, look with { Why = news.Message ?? new Text("wishes.needsHand") });
                break;
            case NewsKind.Grabbed or NewsKind.Imported or NewsKind.Upgraded when WishStates.UnderWay.Contains(wish.State):
                await WishStore.Write(house, look);
                break;
        }

        async Task GiveUp(string why) => await moves.Move(
            house, wish, wish with { State = WishState.GaveUp, Why = new Text(why, ("server", news.Connection.Name)), LookAt = null, Progress = null, Commands = [] }, null);
    }
}
