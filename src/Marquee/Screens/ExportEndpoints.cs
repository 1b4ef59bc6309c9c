using Marquee.Access;
using Marquee.Watching.Export;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>What a member has, as files to take along. Each is the asking member's own; a host gets no other member's.</summary>
public static class ExportEndpoints
{
    const string Csv = "text/csv; charset=utf-8";

    public static void MapExport(this IEndpointRouteBuilder app)
    {
        var export = app.MapGroup("/api/v1/export").WithTags("Export").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        export.MapGet("/archive.json", Archive).Produces<string>(StatusCodes.Status200OK, "application/json")
            .WithSummary("Everything that the member has, as one archive that another house reads");
        export.MapGet("/imdb-ratings.csv", Ratings).Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithSummary("The member's ratings in the layout of IMDb's export");
        export.MapGet("/imdb-watchlist.csv", Watchlist).Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithSummary("The member's watchlist in the layout of IMDb's export");
        export.MapGet("/lists/{id:long}.csv", List).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(404)
            .WithSummary("One of the member's own lists in the layout of IMDb's export; of a saved search the first thousand titles that fit now");
        export.MapGet("/letterboxd.zip", Letterboxd).Produces<string>(StatusCodes.Status200OK, "application/zip")
            .WithSummary("The member's films, viewings, ratings and watchlist as tables that Letterboxd imports, none larger than it takes");
    }

    static PushStreamHttpResult Archive(Viewer viewer, ArchiveExport export, TimeProvider time, CancellationToken ct) =>
        TypedResults.Stream(to => export.Write(viewer, to, ct), "application/json", ExportNames.Archive(viewer.Name, time.GetUtcNow()));

    static PushStreamHttpResult Ratings(Viewer viewer, ImdbExport export, CancellationToken ct) =>
        TypedResults.Stream(to => export.Ratings(viewer, to, ct), Csv, ExportNames.Ratings);

    static PushStreamHttpResult Watchlist(Viewer viewer, ImdbExport export, CancellationToken ct) =>
        TypedResults.Stream(to => export.Watchlist(viewer, to, ct), Csv, ExportNames.Watchlist);

    static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> List(long id, Viewer viewer, TakenLists lists, ImdbExport export, CancellationToken ct) =>
        await lists.Find(viewer, id, ct) is var (list, titles)
            ? TypedResults.Stream(to => export.List(viewer, titles, to, ct), Csv, ExportNames.List(list.Name))
            : Problems.NotFound("screens.noList");

    static PushStreamHttpResult Letterboxd(Viewer viewer, LetterboxdExport export, TimeProvider time, CancellationToken ct) =>
        TypedResults.Stream(to => export.Write(viewer, to, ct), "application/zip", ExportNames.Letterboxd(viewer.Name, time.GetUtcNow()));
}
