using System.Net;
using System.Text;
using Marquee.Integrations.Exports;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.ListPages;

/// <summary>
/// Reads a public list page by page, one request at a time and slowly. A refusal is a refusal: it is told, and nothing is tried to
/// get around it; that a site asks whether one is human counts as one.
/// </summary>
public class ListPageClient
{
    const int PageBytes = 8 * 1024 * 1024;

    static readonly string[] Html = ["text/html", "application/xhtml+xml"];

    static readonly string[] Feed = ["application/rss+xml", "application/xml", "text/xml"];

    /// <summary>For the head and the body of one page.</summary>
    static readonly TimeSpan PageTime = TimeSpan.FromSeconds(60);

    readonly OutboundClients _clients;
    readonly ListPageOptions _options;
    readonly TimeProvider _time;
    readonly Func<ListAddress, Uri> _at;

    public ListPageClient(OutboundClients clients, IOptions<ListPageOptions> options, TimeProvider time)
        : this(clients, options, time, address => new Uri(address.ToString()))
    {
    }

    /// <summary>For tests alone, whose sites lie on this machine; no setting leads here.</summary>
    /// <param name="at">Where a list really lies.</param>
    protected internal ListPageClient(OutboundClients clients, IOptions<ListPageOptions> options, TimeProvider time, Func<ListAddress, Uri> at) =>
        (_clients, _options, _time, _at) = (clients, options.Value, time, at);

    /// <param name="seen">Told how many titles were seen, after each page.</param>
    public async Task<ListReading> Read(ListAddress address, Action<int> seen, CancellationToken ct)
    {
        // Nothing is repeated at once: the next regular look is soon enough for a site that owes us nothing.
        var http = _clients.For(address.Source, new SourceLimits { Calls = 1, Per = TimeSpan.FromSeconds(_options.PauseSeconds), Retries = 0, AnswerBytes = PageBytes });
        var (titles, known, name) = (new List<ExportRow>(), new HashSet<(string, DateOnly?)>(), (string?)null);
        var remarks = new List<ExportRemark>();
        for (var number = 1; ; number++)
        {
            var (html, unread) = await Page(http, new Uri(_at(address), address.Site.Page(address.Path, number)), address.Content == ListContent.Diary ? Feed : Html, ct);
            if (html is null)
            {
                return unread!;
            }

            if (address.Site.Read(address, html) is not { } page)
            {
                return AsksForHumans(html)
                    ? new ListUnread(new ExportRemark("listPages.challenge", ("host", address.Site.Host)), OfSite: true)
                    : new ListUnread(new ExportRemark("listPages.layout", ("host", address.Site.Host)));
            }

            name ??= page.Name;
            var before = titles.Count;
            titles.AddRange(page.Titles.Where(title => known.Add((title.OwnKey!, title.WatchedOn))).Select((title, i) => title with { Line = before + i + 1, Position = title.Position is null ? null : before + i + 1 }));
            seen(titles.Count);
            if (!page.More)
            {
                break;
            }

            if (titles.Count == before || number == _options.MostPages)
            {
                // A site that shows its first page again says that there is more, and not what.
                remarks.Add(new ExportRemark("listPages.partial", ("count", titles.Count)));
                break;
            }
        }

        name ??= address.ToString();
        var part = ListPart.Of(address, name, titles, remarks);
        return new ListRead(name, new ExportFile { Source = part.Source, Layout = part.Layout, Parts = [part] });
    }

    /// <returns>The page, or why there is none.</returns>
    async Task<(string? Html, ListUnread? Unread)> Page(HttpClient http, Uri address, string[] types, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(PageTime + TimeSpan.FromSeconds(_options.PauseSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd(types[0]);
            request.Headers.AcceptLanguage.ParseAdd("en");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (Refused(answer, address.Host, types) is { } why)
            {
                return (null, new ListUnread(why, AskedPause(answer), OfSite: why.Code is "listPages.refused" or "listPages.challenge" or "listPages.status"));
            }

            return await Body(answer, both.Token) is { } html ? (html, null) : (null, new ListUnread(new ExportRemark("listPages.tooLarge", ("host", address.Host), ("most", (long)PageBytes))));
        }
        catch (OutboundFault fault)
        {
            return (null, new ListUnread(new ExportRemark(fault.Code, fault.Values), OfSite: fault.Code is "outbound.silent" or "outbound.unreachable" or "outbound.resting"));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (null, new ListUnread(new ExportRemark("outbound.unreachable", ("host", address.Host), ("why", e.Message)), OfSite: true));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new ListUnread(new ExportRemark("outbound.silent", ("host", address.Host), ("seconds", PageTime.TotalSeconds)), OfSite: true));
        }
    }

    static ExportRemark? Refused(HttpResponseMessage answer, string host, string[] types) => answer switch
    {
        // What guards sites against programs says so in a header; IMDb's answers 202 with an empty page.
        _ when answer.StatusCode == HttpStatusCode.Accepted || answer.Headers.Contains("x-amzn-waf-action") || answer.Headers.Contains("cf-mitigated") => new ExportRemark("listPages.challenge", ("host", host)),
        { StatusCode: HttpStatusCode.OK } => answer.Content.Headers.ContentType?.MediaType is not { } type || types.Contains(type, StringComparer.OrdinalIgnoreCase) ? null : new ExportRemark("listPages.layout", ("host", host)),
        { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new ExportRemark("listPages.gone", ("host", host)),
        { StatusCode: >= HttpStatusCode.InternalServerError and not HttpStatusCode.ServiceUnavailable } => new ExportRemark("listPages.status", ("host", host), ("status", (int)answer.StatusCode)),
        _ => new ExportRemark("listPages.refused", ("host", host), ("status", (int)answer.StatusCode)),
    };

    DateTimeOffset? AskedPause(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } asked ? asked.Date ?? _time.GetUtcNow() + (asked.Delta ?? TimeSpan.Zero) : null;

    /// <returns>Null when it is larger than any such page.</returns>
    static async Task<string?> Body(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var from = await answer.Content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > PageBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    static bool AsksForHumans(string html) =>
        html.Contains("captcha", StringComparison.OrdinalIgnoreCase) || html.Contains("challenge-platform", StringComparison.Ordinal) || html.Contains("awswaf", StringComparison.OrdinalIgnoreCase);
}
