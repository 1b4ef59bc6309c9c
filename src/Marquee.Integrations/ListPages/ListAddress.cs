namespace Marquee.Integrations.ListPages;

/// <summary>The address of a public list on one of the sites that are known; nothing else can be asked for.</summary>
public sealed record ListAddress
{
    ListAddress(ListSite site, string path, ListContent content) => (Site, Path, Content) = (site, path, content);

    internal ListSite Site { get; }

    public string Source => Site.Source;

    /// <summary>As the site spells it: <c>/list/ls000000001/</c>.</summary>
    public string Path { get; }

    public ListContent Content { get; }

    /// <param name="text">As somebody copied it: with or without <c>https://</c> and <c>www.</c>, and with whatever follows the list itself.</param>
    /// <returns>Null when it is no public list of a known site.</returns>
    public static ListAddress? Parse(string text)
    {
        var spelled = text.Trim();
        if (!spelled.Contains("://", StringComparison.Ordinal))
        {
            spelled = "https://" + spelled;
        }

        if (spelled.Length > 500 || !Uri.TryCreate(spelled, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || !address.IsDefaultPort || address.UserInfo.Length > 0)
        {
            return null;
        }

        var site = ListSite.All.FirstOrDefault(s => s.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase) || Bare(s.Host).Equals(Bare(address.Host), StringComparison.OrdinalIgnoreCase));
        return site?.Recognise(address.AbsolutePath) is var (path, content) ? new ListAddress(site, path, content) : null;
    }

    /// <param name="source">With <paramref name="path"/>: what was kept of an address.</param>
    public static ListAddress? Of(string source, string path) =>
        ListSite.All.FirstOrDefault(s => s.Source == source) is { } site && site.Recognise(path) is var (known, content) ? new ListAddress(site, known, content) : null;

    public override string ToString() => $"https://{Site.Host}{Path}";

    static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host.StartsWith("m.", StringComparison.OrdinalIgnoreCase) ? host[2..] : host;
}
