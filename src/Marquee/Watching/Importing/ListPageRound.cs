using Marquee.Access;
using Marquee.Integrations.ListPages;
using Marquee.Jobs;
using Marquee.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Watching.Importing;

/// <summary>Reads the public lists that are due, one after the other and none of a site that refuses; what a list would change becomes a preview that waits for a yes.</summary>
public sealed partial class ListPageRound(ListPages lists, ListPageClient client, HistoryImports imports, Members members, IOptions<ListPageOptions> options, ILogger<ListPageRound> log, TimeProvider time) : IWork<NoArguments>
{
    public const string Name = "history.listPages";

    internal async Task<bool> IsDue(CancellationToken ct) => await lists.IsOn(ct) && await lists.Store.Due(Now, ct) is not null;

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var (read, failed) = (0, 0);
        while (await lists.IsOn(ct) && await lists.Store.Due(Now, ct) is { } page)
        {
            if (await TryRead(page, progress, ct))
            {
                read++;
            }
            else
            {
                failed++;
            }
        }

        return new { read, failed };
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    long Next => Now + (options.Value.EveryDays * 86_400L);

    /// <summary>Whatever one list does, the others have their turn, and it has its next one at its time.</summary>
    async Task<bool> TryRead(StoredListPage page, JobProgress progress, CancellationToken ct)
    {
        try
        {
            return await Read(page, progress, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Fault(page.Id, e);
            await lists.Store.SetUnread(page.Id, new Text("listPages.fault", ("fault", e.GetType().Name)), Now, Next, ct);
            return false;
        }
    }

    async Task<bool> Read(StoredListPage page, JobProgress progress, CancellationToken ct)
    {
        if (page.Address is not { } address || await members.Find(page.Member, ct) is not { Disabled: false } member)
        {
            await lists.Store.SetUnread(page.Id, new Text("listPages.address"), Now, Next, ct);
            return false;
        }

        var sentence = new Text("listPages.reading", ("host", new Uri(address.ToString()).Host));
        progress.Report(0, null, "rows", sentence);
        switch (await client.Read(address, seen => progress.Report(seen), ct))
        {
            case ListRead good:
                await lists.Sites.Answered(page.Source, ct);
                await lists.Store.SetRead(page.Id, good.Name, good.File.RowCount, await Preview(Viewers.Of(member, Origin.Import), page, good, ct), Now, Next, ct);
                return true;
            case ListUnread { Why: var why } unread:
                if (unread.OfSite || unread.NotBefore is not null)
                {
                    // Its other lists would fare no better, and asking for each of them is what made it refuse.
                    await lists.Sites.Refused(page.Source, unread.NotBefore, time.GetUtcNow(), ct);
                }

                await lists.Store.SetUnread(page.Id, new Text(why.Code, why.Values), Now, Next, ct);
                return false;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>A newer look takes the place of an older one that nobody has agreed to.</summary>
    /// <returns>Null when there is nothing to agree to.</returns>
    async Task<long?> Preview(Viewer viewer, StoredListPage page, ListRead read, CancellationToken ct)
    {
        var preview = await imports.Preview(viewer, read.File, read.Name, new ReadingChoices(Arrived: "web"), ct);
        if (page.Import is { } before)
        {
            await imports.Store.Remove(before, ct);
        }

        // Ratings that the member has given otherwise since would be asked about every week anew.
        if (preview.Waiting > 0 || preview.Counts.Unmatched > 0 || (page.Asked && preview.Counts.Conflicting > 0))
        {
            return preview.Id;
        }

        await imports.Store.Remove(preview.Id, ct);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The public list {Page} could not be read")]
    partial void Fault(long page, Exception fault);
}
