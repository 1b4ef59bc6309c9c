using Marquee.Integrations.Exports;

namespace Marquee.Integrations.MdbList;

/// <summary>Only the file's name says which list it holds.</summary>
static class MdbListName
{
    /// <returns>Null for the watchlist.</returns>
    public static string? Of(PartName name) =>
        name.Folded.Contains("watchlist", StringComparison.Ordinal) ? null : name.Spoken is { Length: > 0 } spoken ? spoken.Replace('-', ' ') : "MDBList";
}
