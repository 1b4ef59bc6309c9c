using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Jobs;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Accepted">By a host of this house, once.</param>
public sealed record TermsScreen(bool Accepted, Text Text, string Attribution);

public sealed record CatalogScreen(
    int Generation, bool Sample, DateTimeOffset? ImportedAt, long Titles, long People, IReadOnlyList<CatalogFile> Files, TermsScreen Terms);

public sealed record CatalogImportRequest(string? Folder);

public sealed record JobStarted(long Job);

/// <summary>What catalog there is, and bringing IMDb's own files.</summary>
public static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder app)
    {
        var catalog = app.MapGroup("/api/v1/catalog").WithTags("Catalog").Access(AccessRule.Member).ProducesProblem(401);
        catalog.MapGet("/", Show).WithSummary("What the catalog holds, and whether IMDb's terms are accepted");
        catalog.MapPost("/terms", Accept).Access(AccessRule.Host).WithSummary("Accepts IMDb's terms for its data sets").ProducesProblem(403);
        catalog.MapGet("/folder", Look).Access(AccessRule.Host).WithSummary("Looks into a folder of the server for IMDb's files").ProducesProblem(403);
        catalog.MapPost("/import", Import).Access(AccessRule.Host).WithSummary("Imports IMDb's files from a folder of the server, as a job").ProducesProblem(403).ProducesProblem(409);
    }

    static async Task<Ok<CatalogScreen>> Show(CatalogFacts facts, ImdbTerms terms, CancellationToken ct)
    {
        var state = await facts.Find(ct);
        return TypedResults.Ok(new CatalogScreen(
            state.Generation, state.Sample, state.ImportedAt, state.Titles, state.People, state.Files,
            new TermsScreen(await terms.Accepted(ct), ImdbTerms.Terms, ImdbTerms.Attribution)));
    }

    static async Task<NoContent> Accept(ImdbTerms terms, CancellationToken ct)
    {
        await terms.Accept(ct);
        return TypedResults.NoContent();
    }

    static Ok<FolderLook> Look(string path, CatalogFolder folder) => TypedResults.Ok(folder.Look(path));

    static async Task<Results<Accepted<JobStarted>, ValidationProblem>> Import(
        CatalogImportRequest request, Viewer viewer, CatalogFolder folder, ImdbTerms terms, JobRuns jobs, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Folder))
        {
            return Problems.Invalid("folder", "screens.folderRule");
        }

        await terms.RefuseUnaccepted(ct);
        if (folder.Look(request.Folder) is { Problem: { } problem })
        {
            return Problems.Invalid("folder", problem);
        }

        var job = await jobs.Start("catalog.import", new CatalogImportArguments(Path.GetFullPath(request.Folder)), viewer.Member, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }
}
