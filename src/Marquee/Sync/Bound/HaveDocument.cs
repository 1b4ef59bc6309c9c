using Marquee.Acquisition.Collecting;
using Marquee.Catalog;

namespace Marquee.Sync.Bound;

/// <summary>What the servers have of a title, as devices keep it: <c>have:tt0111161</c>. Only the house writes it.</summary>
static class HaveDocument
{
    /// <returns>Null when no server has it.</returns>
    public static string? Members(IReadOnlyList<Holding> holdings, TitleFacts? facts) => holdings.Count == 0 ? null : Said.Members(json =>
    {
        var items = holdings.Select(h => h.Item).ToList();
        var most = items.MaxBy(i => i.Files)!;
        json.WriteNumber("schema", 1);
        json.WriteString("type", "have");
        if (facts is not null)
        {
            json.WritePropertyName("about");
            json.WriteRawValue(Composing.About(facts));
        }

        json.WriteBoolean("monitored", items.Exists(i => i.Monitored));
        json.WriteBoolean("grabbed", items.Exists(i => i.GrabbedAt is not null || i.Episodes.Any(e => e.GrabbedAt is not null)));
        json.WriteBoolean("downloaded", most.Files > 0);
        if (most.File?.Quality is { } quality)
        {
            json.WriteString("quality", quality);
        }

        json.WriteNumber("size", items.Sum(i => i.Size));
        if (most.Seasons.Count > 0)
        {
            var episodes = most.Episodes.ToLookup(e => e.Season);
            json.WriteStartArray("seasons");
            foreach (var season in most.Seasons)
            {
                json.WriteStartObject();
                json.WriteNumber("season", season.Season);
                json.WriteBoolean("monitored", season.Monitored);
                json.WriteNumber("episodes", episodes[season.Season].Count());
                json.WriteNumber("files", episodes[season.Season].Count(e => e.File is not null));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Said.Instant(json, "addedAt", items.Min(i => i.AddedAt) is { } added ? DateTimeOffset.FromUnixTimeSeconds(added) : null);
    });
}
