using Marquee.Integrations.Servarr;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>What is on its way for one wish, put together: a season pack is one download, though an older API has a line for each of its episodes.</summary>
/// <param name="Progress">0 to 1 over all of it; null while no size is known.</param>
/// <param name="Moves">Something has come in; else it waits in the download client.</param>
/// <param name="Trouble">What the server says about one that needs a person; null when none does.</param>
sealed record DownloadsOf(long Bytes, double? Progress, bool Moves, Text? Trouble)
{
    const int LongestMessage = 300;

    static readonly string[] Stuck = ["importBlocked", "failedPending", "failed"];

    /// <returns>Null when there are none.</returns>
    public static DownloadsOf? Of(IEnumerable<Download> lines)
    {
        var downloads = lines.DistinctBy(d => d.DownloadId ?? $"line {d.Id}").ToList();
        if (downloads.Count == 0)
        {
            return null;
        }

        var size = downloads.Sum(d => d.Size);
        var left = downloads.Sum(d => Math.Clamp(d.SizeLeft, 0, d.Size));
        var stuck = downloads.Find(d => Stuck.Contains(d.TrackedDownloadState) || d.TrackedDownloadStatus is "error");
        return new DownloadsOf(
            size is > 0 and < long.MaxValue ? (long)size : 0,
            size > 0 ? 1 - (left / size) : null,
            size > left || downloads.Exists(d => d.Status is "downloading" or "completed"),
            stuck is null ? null : Said(stuck) is { } words ? new Text("wishes.needsHandSaying", ("words", words)) : new Text("wishes.needsHand"));
    }

    static string? Said(Download stuck) =>
        (stuck.StatusMessages ?? []).SelectMany(m => m.Messages ?? []).Append(stuck.ErrorMessage).FirstOrDefault(m => !string.IsNullOrWhiteSpace(m)) is { } words
            ? Integrations.Exports.ShortText.Of(words.Trim().ReplaceLineEndings(" "), LongestMessage)
            : null;
}
