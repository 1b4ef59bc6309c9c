using Marquee.Access;
using Marquee.Households;
using Marquee.Watching.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>What a member has seen, counted.</summary>
public static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Watches").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        api.MapGet("/statistics", Answer).WithSummary("What the member has seen, counted by time, genre, decade, country, people and runtime: all of it, or of one year");
    }

    /// <param name="year">Left out: all years, and what nobody can date.</param>
    /// <param name="zone">The device's time zone, an IANA name: for members who have not chosen one. Left out: UTC.</param>
    static async Task<Results<Ok<MemberStatistics>, ValidationProblem>> Answer(
        Viewer viewer, StatisticsPages statistics, Preferences preferences, CancellationToken ct, int? year = null, string? zone = null)
    {
        if (year is < 1 or > 9999)
        {
            return Problems.Invalid("year", "screens.yearRule");
        }

        return string.IsNullOrEmpty(zone) ? TypedResults.Ok(await Of(viewer, year, TimeZoneInfo.Utc, statistics, preferences, ct))
            : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TypedResults.Ok(await Of(viewer, year, found, statistics, preferences, ct))
            : Problems.Invalid("zone", "households.timeZoneRule");
    }

    /// <summary>Also for the command line.</summary>
    /// <param name="device">Counts where the member has not chosen a time zone.</param>
    public static async Task<MemberStatistics> Of(Viewer viewer, int? year, TimeZoneInfo device, StatisticsPages statistics, Preferences preferences, CancellationToken ct) =>
        await statistics.Of(
            viewer, year, (await preferences.Of(viewer.Member, ct)).TimeZone is { } chosen && TimeZoneInfo.TryFindSystemTimeZoneById(chosen, out var found) ? found : device, ct);
}
