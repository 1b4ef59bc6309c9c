namespace Marquee.Integrations.Exports;

/// <summary>The one cut through texts: what is left is text, since no character is halved. Half of one is refused by PostgreSQL and by JSON.</summary>
public static class ShortText
{
    /// <param name="most">In UTF-16 units, as lengths are counted everywhere here.</param>
    public static string Of(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
