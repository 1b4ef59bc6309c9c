using Marquee.Access;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.Watching.Importing;

/// <summary>A public list that a member has named by its address, and how reading it goes.</summary>
/// <param name="Name">What the site calls it; null until it was read once.</param>
/// <param name="Rows">That the last good try saw; null until there was one.</param>
/// <param name="Asked">Somebody waits for it to be read.</param>
/// <param name="Next">When it is looked at again by itself; null while reading lists is switched off.</param>
/// <param name="SiteRests">Until then its site is left alone with all lists, since it refused; null while it does not rest.</param>
/// <param name="Failure">Why the last try failed; null when it went well.</param>
/// <param name="Import">A preview of it that waits for a yes.</param>
public sealed record ListPageState(
    long Id, string Source, string Address, string? Name, int? Rows, bool Asked, DateTimeOffset? TriedAt, DateTimeOffset? GoodAt, DateTimeOffset? Next, DateTimeOffset? SiteRests, Text? Failure, long? Import);

/// <param name="Fixed">The setting <c>ListPages:On</c> decides, and not the page.</param>
/// <param name="Contact">How the sites reach the host; without it nothing is asked of them.</param>
public sealed record ListPagesState(bool On, bool Fixed, string? Contact, IReadOnlyList<ListPageState> Lists);

/// <summary>
/// Public lists of IMDb and Letterboxd, read from pages that the sites do not offer to programs: off until a host switches it on, slow,
/// best effort, and never more than a preview that waits for a yes. Nothing is ever removed because a list does not have it.
/// </summary>
public sealed class ListPages
{
    public const int Most = 20;

    const string OnName = "webLists.on";

    /// <summary>Nobody needs to ask a site for the same list sooner again.</summary>
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    readonly HistoryImports _imports;
    readonly Settings _settings;
    readonly ListPageOptions _options;
    readonly string? _contact;
    readonly TimeProvider _time;

    public ListPages(Database database, HistoryImports imports, Settings settings, IOptions<ListPageOptions> options, IOptions<OutboundOptions> outbound, TimeProvider time)
    {
        (_imports, _settings, _options, _contact, _time) = (imports, settings, options.Value, outbound.Value.Contact, time);
        (Store, Sites) = (new ListPageStore(database), new ListSiteStore(database));
    }

    internal ListPageStore Store { get; }

    internal ListSiteStore Sites { get; }

    public async Task<bool> IsOn(CancellationToken ct) => _contact is not null && (_options.On ?? await _settings.Find<bool>(OnName, ct));

    /// <exception cref="Refusal">The setting decides, or the sites could not reach the host.</exception>
    public async Task Switch(bool on, CancellationToken ct)
    {
        if (_options.On is not null)
        {
            throw new Refusal("listPages.fixed");
        }

        if (on && _contact is null)
        {
            throw new Refusal("listPages.contact");
        }

        await _settings.Set(OnName, on, ct);
    }

    public async Task<ListPagesState> Of(Viewer viewer, CancellationToken ct)
    {
        var on = await IsOn(ct);
        var waiting = (await _imports.Store.Of(viewer.Member, ct)).Where(import => import.State == "preview").Select(import => import.Id).ToHashSet();
        var resting = await Sites.Resting(_time.GetUtcNow(), ct);
        return new ListPagesState(on, _options.On is not null, _contact, [.. (await Store.Of(viewer.Member, ct)).Select(page => State(page, on, resting, waiting))]);
    }

    /// <summary>Adds a list, or asks for one that was added before; <see cref="ListPageRound"/> then reads it.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="Refusal">Reading lists is off, it is no such address, there are enough of them, or the site wants to be left alone.</exception>
    public async Task<long> Add(Viewer viewer, string address, CancellationToken ct)
    {
        await RefuseOff(ct);
        var found = ListAddress.Parse(address) ?? throw new Refusal("listPages.address");
        var all = await Store.Of(viewer.Member, ct);
        if (all.FirstOrDefault(page => (page.Source, page.Path) == (found.Source, found.Path)) is { } there)
        {
            await RefuseTooSoon(there, ct);
        }
        else if (all.Count >= Most)
        {
            throw new Refusal("listPages.tooMany", ("most", Most));
        }

        return await Store.Add(viewer.Member, found, _time.GetUtcNow().ToUnixTimeSeconds(), ct);
    }

    /// <summary>Asks for a list to be read now.</summary>
    /// <returns>False when the member has no such list.</returns>
    /// <exception cref="Refusal">Reading lists is off, it was read just now, or the site wants to be left alone.</exception>
    public async Task<bool> Ask(Viewer viewer, long id, CancellationToken ct)
    {
        if (await Store.Find(id, ct) is not { } page || page.Member != viewer.Member)
        {
            return false;
        }

        await RefuseOff(ct);
        await RefuseTooSoon(page, ct);
        await Store.Ask(id, _time.GetUtcNow().ToUnixTimeSeconds(), ct);
        return true;
    }

    /// <summary>It is not read any more; what came of it stays.</summary>
    /// <returns>False when the member has no such list.</returns>
    public Task<bool> Remove(Viewer viewer, long id, CancellationToken ct) => Store.Remove(viewer.Member, id, ct);

    async Task RefuseOff(CancellationToken ct)
    {
        if (!await IsOn(ct))
        {
            throw new Refusal(_contact is null ? "listPages.contact" : "listPages.off");
        }
    }

    async Task RefuseTooSoon(StoredListPage page, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        if ((await Sites.Resting(now, ct)).TryGetValue(page.Source, out var until))
        {
            throw new Refusal("listPages.notBefore", ("at", until.ToUnixTimeSeconds()));
        }

        if (Instants.Instant(page.TriedAt) is { } tried && tried <= now && now < tried + Again)
        {
            throw new Refusal("listPages.justRead", ("count", (long)Again.TotalMinutes));
        }
    }

    static ListPageState State(StoredListPage page, bool on, IReadOnlyDictionary<string, DateTimeOffset> resting, HashSet<long> waiting) => new(
        page.Id, page.Source, page.Address?.ToString() ?? page.Path, page.Name, page.RowCount, page.Asked, Instants.Instant(page.TriedAt), Instants.Instant(page.GoodAt),
        on ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(page.DueAt, Rests(page, resting)?.ToUnixTimeSeconds() ?? 0)) : null, Rests(page, resting),
        StoredText.Read(page.Failure), page.Import is { } import && waiting.Contains(import) ? import : null);

    static DateTimeOffset? Rests(StoredListPage page, IReadOnlyDictionary<string, DateTimeOffset> resting) => resting.TryGetValue(page.Source, out var until) ? until : null;
}
