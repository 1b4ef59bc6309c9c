using System.Globalization;
using System.Text.Encodings.Web;

namespace Marquee.Access;

/// <summary>The only pages that the server writes itself: they work before anything is loaded, and without script.</summary>
static class LinkPage
{
    const string Another = "Run <code>marquee link</code> on the server for another one, or ask the host of this house.";

    public static readonly string Used = Shell("This link has been used", $"<p>A sign-in link works once. {Another}</p>{Home}");

    public static readonly string Expired = Shell("This link has expired", $"<p>A sign-in link works for a limited time. {Another}</p>{Home}");

    public static readonly string Unknown = Shell("This link is not known here", $"<p>It may be incomplete, or from long ago. {Another}</p>{Home}");

    const string Home = "<p><a href=\"/\">Go to Marquee</a></p>";

    /// <summary>The form has no address of its own, so the code stands nowhere in the page.</summary>
    public static string Fresh(string name) => Shell(
        "Sign in to Marquee",
        $"<p>This link signs you in as <strong>{HtmlEncoder.Default.Encode(name)}</strong> in this browser. It works once.</p>" +
        "<form method=\"post\"><button type=\"submit\" autofocus>Sign in</button></form>");

    public static string TooMany(TimeSpan wait) => Shell(
        "Too many tries",
        string.Create(CultureInfo.InvariantCulture, $"<p>Too many unknown links were tried from here. Wait {Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))} minutes and try again.</p>"));

    static string Shell(string heading, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="dark light">
        <meta name="robots" content="noindex">
        <title>{heading}</title>
        <link rel="stylesheet" href="/link.css">
        </head>
        <body>
        <main>
        <p class="sign" aria-hidden="true"><span></span><span></span><span></span><span></span><span></span></p>
        <h1>{heading}</h1>
        {body}
        </main>
        </body>
        </html>
        """;

    public const string Style = """
        :root { color-scheme: dark light; --ground: #14110f; --card: #1f1a17; --line: #3a322c; --text: #f4ede4; --soft: #b8ab9c; --warm: #f2b544; --on-warm: #221703; }
        @media (prefers-color-scheme: light) {
          :root { --ground: #f6f1ea; --card: #fffdfa; --line: #ddd2c4; --text: #241d17; --soft: #6a5d50; --warm: #8a5a00; --on-warm: #ffffff; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
        main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; text-align: center; }
        h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.2; text-wrap: balance; }
        p { margin: 0 0 1.25rem; color: var(--soft); }
        p:last-child { margin-bottom: 0; }
        strong, code { color: var(--text); }
        a { color: var(--warm); }
        .sign { display: flex; justify-content: center; gap: 0.6rem; }
        .sign span { width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--warm); }
        .sign span:nth-child(even) { opacity: 0.45; }
        form { margin: 0; }
        button { width: 100%; min-height: 3rem; padding: 0.75rem 1rem; border: 0; border-radius: 0.6rem; background: var(--warm); color: var(--on-warm); font: inherit; font-weight: 650; cursor: pointer; }
        button:hover { filter: brightness(1.08); }
        button:focus-visible, a:focus-visible { outline: 3px solid var(--text); outline-offset: 3px; }

        """;
}
