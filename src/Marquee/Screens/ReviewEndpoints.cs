using System.Globalization;
using System.Text;
using Marquee.Access;
using Marquee.Households;
using Marquee.Watching.Review;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Marquee.Screens;

/// <summary>A year of the asking member, as numbers and as a picture.</summary>
public static class ReviewEndpoints
{
    const string PictureType = "image/svg+xml";

    public static void MapReview(this IEndpointRouteBuilder app)
    {
        var review = app.MapGroup("/api/v1/review/{year:int}").WithTags("Review").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        review.MapGet("/", Show).WithSummary("What the member watched in a year, beside the year before; `zone` (an IANA name) counts where the member chose no time zone");
        review.MapGet("/picture.svg", Picture).Inert()
            .WithSummary("The same as a picture, 1080 by 1350; with `save=true` as a file to keep").Produces<string>(StatusCodes.Status200OK, PictureType).ProducesProblem(404);
    }

    static async Task<Results<Ok<ReviewView>, ValidationProblem>> Show(int year, string? zone, Viewer viewer, ReviewScreens reviews, MemberZones zones, CancellationToken ct)
    {
        var (asked, problem) = await Asked(year, zone, viewer, zones, ct);
        return problem is null ? TypedResults.Ok(await reviews.Of(viewer, asked, ct)) : problem;
    }

    static async Task<Results<FileContentHttpResult, ValidationProblem, ProblemHttpResult>> Picture(
        int year, string? zone, bool? save, Viewer viewer, ReviewScreens reviews, MemberZones zones, HttpContext context, CancellationToken ct)
    {
        var (asked, problem) = await Asked(year, zone, viewer, zones, ct);
        if (problem is not null)
        {
            return problem;
        }

        if (await reviews.Picture(viewer, asked, ct) is not { } svg)
        {
            return Problems.NotFound("review.noWatches", ("year", year));
        }

        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(save == true ? "attachment" : "inline")
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"marquee-{year}.svg"),
        }.ToString();
        return TypedResults.File(Encoding.UTF8.GetBytes(svg), PictureType + "; charset=utf-8");
    }

    static async Task<(CalendarYear Year, ValidationProblem? Problem)> Asked(int year, string? zone, Viewer viewer, MemberZones zones, CancellationToken ct) =>
        year is < CalendarYear.First or > CalendarYear.Last
            ? (default, Problems.Invalid("year", "review.yearRule", ("first", CalendarYear.First), ("last", CalendarYear.Last)))
        : await zones.Of(viewer.Member, zone, ct) is { } found ? (new CalendarYear(year, found), null)
        : (default, Problems.Invalid("zone", "households.timeZoneRule"));
}
