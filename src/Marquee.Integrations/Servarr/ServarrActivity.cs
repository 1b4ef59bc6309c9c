using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Marquee.Integrations.Servarr;

/// <summary>What the server is getting and what it got: its queue and its history.</summary>
public sealed class ServarrActivity
{
    const int PageSize = 200;

    /// <summary>A queue that long is none; the walk ends there with trouble.</summary>
    const int MostPages = 500;

    readonly ServarrApi _api;

    internal ServarrActivity(ServarrApi api) => _api = api;

    string Title => _api.Program == ServarrProgram.Radarr ? "movie" : "series";

    /// <param name="page">From 1.</param>
    public Task<ServarrAnswer<ServarrPage<Download>>> Downloads(int page, int size, CancellationToken ct) =>
        Page(FormattableString.Invariant($"queue?page={page}&pageSize={size}"), ServarrJson.Default.ServarrPageDownload, ct);

    /// <summary>
    /// The whole queue, page by page. It lives on meanwhile: nothing is handed over twice, and what moves up a page just then is
    /// seen the next time.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<ServarrAnswer<int>> Downloads(Func<Download, CancellationToken, ValueTask> each, CancellationToken ct)
    {
        var seen = new HashSet<int>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await Downloads(page, PageSize, ct);
            if (answer is not Got<ServarrPage<Download>>(var found))
            {
                return answer.Map(_ => 0);
            }

            foreach (var download in found.Records.Where(d => seen.Add(d.Id)))
            {
                await each(download, ct);
            }

            if (found.Records.Count == 0 || (long)page * PageSize >= found.TotalRecords)
            {
                return new Got<int>(seen.Count);
            }
        }

        return _api.Troubles.Layout("$.totalRecords");
    }

    /// <summary>The newest first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="downloadId">Of one download alone; null for all.</param>
    public Task<ServarrAnswer<ServarrPage<HistoryEntry>>> History(int page, int size, string? downloadId, CancellationToken ct)
    {
        var path = FormattableString.Invariant($"history?page={page}&pageSize={size}&sortKey=date&sortDirection=descending");
        return Page(downloadId is null ? path : $"{path}&downloadId={Uri.EscapeDataString(downloadId)}", ServarrJson.Default.ServarrPageHistoryEntry, ct);
    }

    /// <summary>What is on its way for one film or series: <c>queue/details</c>.</summary>
    /// <param name="id">Of the film in Radarr, of the series in Sonarr.</param>
    public Task<ServarrAnswer<IReadOnlyList<Download>>> DownloadsOf(int id, CancellationToken ct) =>
        _api.List(FormattableString.Invariant($"queue/details?{Title}Id={id}"), ServarrJson.Default.IReadOnlyListDownload, ct);

    /// <summary>All that happened to one film or series: <c>history/movie</c>, <c>history/series</c>.</summary>
    /// <param name="id">Of the film in Radarr, of the series in Sonarr.</param>
    /// <returns>How much it was.</returns>
    public Task<ServarrAnswer<int>> HistoryOf(int id, Func<HistoryEntry, CancellationToken, ValueTask> each, CancellationToken ct) =>
        _api.Stream(FormattableString.Invariant($"history/{Title}?{Title}Id={id}"), ServarrJson.Default.HistoryEntry, each, ct);

    /// <summary>All that happened since a moment, for those who missed webhooks: <c>history/since</c>.</summary>
    /// <returns>How much it was.</returns>
    public Task<ServarrAnswer<int>> HistorySince(DateTimeOffset moment, Func<HistoryEntry, CancellationToken, ValueTask> each, CancellationToken ct) =>
        _api.Stream($"history/since?date={Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}", ServarrJson.Default.HistoryEntry, each, ct);

    Task<ServarrAnswer<ServarrPage<T>>> Page<T>(string path, JsonTypeInfo<ServarrPage<T>> type, CancellationToken ct)
        where T : class => _api.Get(path, type, ct).Then(page => Task.FromResult(_api.Whole(page, page.Records)));
}
