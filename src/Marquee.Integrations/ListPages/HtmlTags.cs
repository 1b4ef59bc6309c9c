using System.Net;

namespace Marquee.Integrations.ListPages;

/// <summary>An opening tag of a page.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Attributes">By name in lower case, without the entities.</param>
sealed record HtmlTag(string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

/// <summary>The opening tags of a page, one after the other. It believes any page: what is no tag is passed over.</summary>
static class HtmlTags
{
    public static IEnumerable<HtmlTag> Of(string html)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            at++;
            if (html.AsSpan(at).StartsWith("!--", StringComparison.Ordinal))
            {
                var end = html.IndexOf("-->", at, StringComparison.Ordinal);
                if (end < 0)
                {
                    yield break;
                }

                at = end;
            }
            else if (at < html.Length && char.IsAsciiLetter(html[at]))
            {
                yield return Tag(html, ref at);
            }

            if (at >= html.Length)
            {
                yield break;
            }
        }
    }

    /// <summary>What stands in a <c>script</c> that a marker in its tag names.</summary>
    /// <returns>Each, in order.</returns>
    public static IEnumerable<string> Scripts(string html, string marker)
    {
        for (var at = html.IndexOf(marker, StringComparison.Ordinal); at >= 0; at = html.IndexOf(marker, at, StringComparison.Ordinal))
        {
            var begin = html.IndexOf('>', at);
            var end = begin < 0 ? -1 : html.IndexOf("</script>", begin, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
            {
                yield break;
            }

            yield return html[(begin + 1)..end];
            at = end;
        }
    }

    static HtmlTag Tag(string html, ref int at)
    {
        var name = Word(html, ref at).ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (at < html.Length && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] is '/' or '=' or '"' or '\'')
            {
                at++;
                continue;
            }

            var attribute = Word(html, ref at).ToLowerInvariant();
            attributes.TryAdd(attribute, Value(html, ref at));
        }

        return new HtmlTag(name, attributes);
    }

    static string Word(string html, ref int at)
    {
        var begin = at;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] is not ('>' or '=' or '/' or '"' or '\''))
        {
            at++;
        }

        return html[begin..at];
    }

    static string Value(string html, ref int at)
    {
        var sign = at;
        while (sign < html.Length && char.IsWhiteSpace(html[sign]))
        {
            sign++;
        }

        if (sign >= html.Length || html[sign] != '=')
        {
            return "";
        }

        at = sign + 1;
        while (at < html.Length && char.IsWhiteSpace(html[at]))
        {
            at++;
        }

        if (at < html.Length && html[at] is '"' or '\'')
        {
            var end = html.IndexOf(html[at], at + 1);
            end = end < 0 ? html.Length : end;
            var quoted = html[(at + 1)..end];
            at = Math.Min(end + 1, html.Length);
            return WebUtility.HtmlDecode(quoted);
        }

        var begin = at;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] != '>')
        {
            at++;
        }

        return WebUtility.HtmlDecode(html[begin..at]);
    }
}
