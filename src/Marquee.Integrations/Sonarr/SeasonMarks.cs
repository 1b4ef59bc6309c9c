using System.Text.Json.Nodes;
using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Sonarr;

/// <summary>
/// Marks whole seasons, and with them their episodes. The newer API has a call for it; the older one wants the whole series
/// back, so it is read, changed where it must, and sent as it was otherwise. (<c>seasonpass</c> of the older one would leave
/// the episodes as they are.)
/// </summary>
sealed class SeasonMarks(ServarrApi api)
{
    /// <summary>What Sonarr works out and its API only gives.</summary>
    static readonly string[] OnlyGiven = ["ended", "languageProfileId", "statistics", "episodesChanged", "nextAiring", "previousAiring"];

    public Task<ServarrAnswer<Done>> Set(int seriesId, IReadOnlyList<int> seasons, bool monitored, CancellationToken ct) =>
        api.Version == "v5" ? OneByOne(seriesId, seasons, monitored, ct) : AtOnce(seriesId, seasons, monitored, ct);

    async Task<ServarrAnswer<Done>> OneByOne(int seriesId, IReadOnlyList<int> seasons, bool monitored, CancellationToken ct)
    {
        ServarrAnswer<Done> answer = new Got<Done>(default);
        for (var i = 0; i < seasons.Count && answer is Got<Done>; i++)
        {
            answer = await api.Tell(
                HttpMethod.Put, FormattableString.Invariant($"series/{seriesId}/season"), new SonarrSeason(seasons[i], monitored), SonarrJson.Default.SonarrSeason, ct);
        }

        return answer;
    }

    Task<ServarrAnswer<Done>> AtOnce(int seriesId, IReadOnlyList<int> seasons, bool monitored, CancellationToken ct)
    {
        var path = FormattableString.Invariant($"series/{seriesId}");
        return api.GetNode<JsonObject>(path, ct).Then(async series =>
        {
            if (series["seasons"] is not JsonArray there)
            {
                return api.Troubles.Layout("$.seasons");
            }

            var missing = new HashSet<int>(seasons);
            foreach (var season in there.OfType<JsonObject>())
            {
                season.Remove("statistics");
                if (season["seasonNumber"] is JsonValue number && number.TryGetValue(out int which) && seasons.Contains(which))
                {
                    season["monitored"] = monitored;
                    missing.Remove(which);
                }
            }

            if (missing.Count > 0)
            {
                return api.Troubles.NotThere;
            }

            foreach (var given in OnlyGiven)
            {
                series.Remove(given);
            }

            return await api.TellNode(HttpMethod.Put, path, series, ct);
        });
    }
}
