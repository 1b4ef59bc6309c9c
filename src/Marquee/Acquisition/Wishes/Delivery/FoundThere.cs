using Marquee.Catalog;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>Whether what a server found is what was judged: another film must not come in by a number that a wish brought along.</summary>
static class FoundThere
{
    /// <param name="imdb">As the server has it; null or empty when it has none.</param>
    /// <returns>False when IMDb knows it under another number, or at all where IMDb does not know the title.</returns>
    public static bool IsTitle(TitleId title, string? imdb) => string.IsNullOrEmpty(imdb) || (TitleId.TryParse(imdb, null, out var found) && found == title);
}
