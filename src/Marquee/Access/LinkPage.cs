using System.Text.Encodings.Web;
using Marquee.Texts;

namespace Marquee.Access;

/// <summary>The only pages that the server writes itself: they work before anything is loaded, and without script.</summary>
static class LinkPage
{
    /// <summary>The form has no address of its own, so the code stands nowhere in the page.</summary>
    public static string Fresh(string name) => Shell(
        "access.link.fresh",
        $"<p>{Marked(new Text("access.link.fresh.text", ("name", name)), "strong")}</p>" +
        $"<form method=\"post\"><button type=\"submit\" autofocus>{Plain("access.link.fresh.button")}</button></form>");

    /// <summary>For a link that does not sign in (any more): why, and how to get another.</summary>
    public static string Dead(LinkState state)
    {
        var code = state switch
        {
            LinkState.Used => "access.link.used",
            LinkState.Expired => "access.link.expired",
            _ => "access.link.unknown",
        };
        return Shell(
            code,
            $"<p>{Plain(code + ".text")} {Marked(new Text("access.link.another", ("command", "marquee link")), "code")}</p>" +
            $"<p><a href=\"/\">{Plain("access.link.home")}</a></p>");
    }

    public static string TooMany(TimeSpan wait) => Shell(
        "access.link.tooMany",
        $"<p>{Marked(new Text("access.link.tooMany.text", ("count", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)))), "strong")}</p>");

    static string Escaped(string words) => HtmlEncoder.Default.Encode(words);

    static string Plain(string code) => Escaped(new Text(code).ToString());

    /// <summary>A sentence whose values are marked by an element.</summary>
    static string Marked(Text text, string element) => Language.Current.Say(text, value => $"<{element}>{Escaped(value)}</{element}>", Escaped);

    /// <param name="code">Of the page: a title and a text lie under it.</param>
    static string Shell(string code, string body) => $"""
        <!doctype html>
        <html lang="{Language.Current.Code}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="dark light">
        <meta name="robots" content="noindex">
        <title>{Plain(code + ".title")}</title>
        <link rel="stylesheet" href="/link.css">
        </head>
        <body>
        <main>
        <p class="sign" aria-hidden="true"><span></span><span></span><span></span><span></span><span></span></p>
        <h1>{Plain(code + ".title")}</h1>
        {body}
        </main>
        </body>
        </html>
        """;

    public const string Style = """
        :root { color-scheme: dark light; --page: #10141d; --raised: #1a2030; --line: #343d52; --text: #eceff6; --soft: #abb4c8; --accent: #a5b0ff; --fill: #4f46e5; --fill-hover: #5b53ee; --light: #fbc34a; --focus: #c7d0ff; }
        @media (prefers-color-scheme: light) {
          :root { --page: #f5f6fa; --raised: #ffffff; --line: #d5d9e4; --text: #141926; --soft: #4d566b; --accent: #4038c7; --fill: #4f46e5; --fill-hover: #4038c7; --light: #8f5a00; --focus: #3730a3; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
        main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--raised); border: 1px solid var(--line); border-radius: 1rem; text-align: center; }
        h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.2; text-wrap: balance; }
        p { margin: 0 0 1.25rem; color: var(--soft); overflow-wrap: anywhere; }
        p:last-child { margin-bottom: 0; }
        strong, code { color: var(--text); }
        a { color: var(--accent); }
        .sign { display: flex; justify-content: center; gap: 0.6rem; }
        .sign span { width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--light); }
        .sign span:nth-child(even) { opacity: 0.4; }
        form { margin: 0; }
        button { width: 100%; min-height: 3rem; padding: 0.75rem 1rem; border: 0; border-radius: 0.6rem; background: var(--fill); color: #ffffff; font: inherit; font-weight: 650; cursor: pointer; }
        button:hover { background: var(--fill-hover); }
        button:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }

        """;
}
