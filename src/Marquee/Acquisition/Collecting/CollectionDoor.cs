using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>The one door through which the collection changes: rows and news in one transaction.</summary>
public sealed class CollectionDoor(IEnumerable<IServerNews> listeners, SentChanges sent, TimeProvider time)
{
    /// <param name="before">As it was read in this transaction; null when there was none.</param>
    /// <param name="after">Null: the server does not have it any more.</param>
    /// <param name="title">Null leaves the one that is known.</param>
    /// <returns>The stamp of the row; 0 for one that is gone.</returns>
    public async Task<long> Change(Writing house, Connection connection, Holding? before, HeldItem? after, TitleId? title)
    {
        title ??= before?.Title;
        title = title is { } known ? await MergedTitles.Current(house, known) : null;
        var about = after ?? before!.Item;
        var stamp = 0L;
        if (after is null)
        {
            await HoldingStore.Remove(house, connection.Id, about.OutsideId);
        }
        else
        {
            stamp = await HoldingStore.Put(house, connection.Id, before, after, title, time.GetUtcNow().ToUnixTimeSeconds());
        }

        foreach (var change in HeldChanges.Between(before?.Item, after))
        {
            await Tell(house, new ServerNews
            {
                Connection = connection,
                Kind = change.Kind,
                At = time.GetUtcNow(),
                Title = title,
                Tmdb = about.Tmdb,
                Tvdb = about.Tvdb,
                Imdb = about.Imdb is { } imdb ? new TitleId(imdb) : null,
                Episodes = change.Episodes,
                Quality = change.Quality,
                Size = change.Size,
                DownloadId = change.Download,
                IsEcho = await sent.IsEcho(house, connection.Id, change.Kind, about.OutsideId),
            });
        }

        return stamp;
    }

    /// <summary>What changes no row, such as a download that waits for a person.</summary>
    public async Task Tell(Writing house, ServerNews news)
    {
        foreach (var listener in listeners)
        {
            await listener.Heard(house, news);
        }
    }
}
