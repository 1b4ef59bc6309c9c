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
    int Generation, bool Sample, DateTimeOffset? ImportedAt, SubsetScreen? Subset, long Titles, long People, IReadOnlyList<CatalogFile> Files, TermsScreen Terms);

/// <param name="Kinds">IMDb's words: movie, tvSeries; null is every kind.</param>
/// <param name="MinVotes">Titles with fewer are left out; episodes go with their series.</param>
/// <param name="EpisodePrincipals">Also the people of single episodes.</param>
public sealed record SubsetScreen(IReadOnlyList<string>? Kinds, int MinVotes = 0, bool EpisodePrincipals = true)
{
    internal CatalogSubset Read() => CatalogSubset.Of(Kinds is null ? null : string.Join(',', Kinds), MinVotes, EpisodePrincipals);

    public static SubsetScreen? Of(CatalogSubset? subset) =>
        subset is null ? null : new SubsetScreen(subset.Kinds?.Select(k => k.Spelling()).ToList(), subset.MinVotes, subset.EpisodePrincipals);
}

/// <param name="Subset">Null is what the last import kept; one without limits is everything.</param>
public sealed record CatalogImportRequest(string? Folder, SubsetScreen? Subset = null);

/// <summary>What catalog there is, and bringing IMDb's own files.</summary>
public static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder app)
    {
        var catalog = app.MapGroup("/api/v1/catalog").WithTags("Catalog").Access(AccessRule.Member).ProducesProblem(401);
        catalog.MapGet("/", Show).WithSummary("What the catalog holds, and whether IMDb's terms are accepted");
        catalog.MapPost("/terms", Accept).Access(AccessRule.Host).WithSummary("Accepts IMDb's terms for its data sets").ProducesProblem(403);
        catalog.MapGet("/folder", Look).Access(AccessRule.Host).WithSummary("Looks into a folder of the server for IMDb's files").ProducesProblem(403);
        catalog.MapGet("/folder/subset", Estimate).Access(AccessRule.Host).WithSummary("What a part of IMDb's titles would make of a folder").ProducesProblem(400).ProducesProblem(403);
        catalog.MapPost("/import", Import).Access(AccessRule.Host).WithSummary("Imports IMDb's files from a folder of the server, as a job").ProducesProblem(403).ProducesProblem(409);
    }

    static async Task<Ok<CatalogScreen>> Show(Sight sight, CatalogFacts facts, ImdbTerms terms, CancellationToken ct)
    {
        var state = await facts.Find(ct);
        return TypedResults.Ok(new CatalogScreen(
            state.Generation, state.Sample, state.ImportedAt, SubsetScreen.Of(state.Subset), sight.Only?.Count ?? state.Titles, state.People, sight.Only is null ? state.Files : [],
            new TermsScreen(await terms.Accepted(ct), ImdbTerms.Terms, ImdbTerms.Attribution)));
    }

    static async Task<NoContent> Accept(ImdbTerms terms, CancellationToken ct)
    {
        await terms.Accept(ct);
        return TypedResults.NoContent();
    }

    static Ok<FolderLook> Look(string path, CatalogFolder folder) => TypedResults.Ok(folder.Look(path));

    /// <param name="path">Of the server.</param>
    /// <param name="kinds">IMDb's words separated by commas: movie,tvSeries; every kind when absent.</param>
    /// <param name="minVotes">Titles with fewer are left out.</param>
    /// <param name="episodePrincipals">Also the people of single episodes.</param>
    static async Task<Ok<SubsetEstimate>> Estimate(string path, Subsets subsets, CancellationToken ct, string? kinds = null, int minVotes = 0, bool episodePrincipals = true) =>
        TypedResults.Ok(await subsets.Estimate(path, CatalogSubset.Of(kinds, minVotes, episodePrincipals), ct));

    static async Task<Results<Accepted<JobStarted>, ValidationProblem>> Import(
        CatalogImportRequest request, Viewer viewer, CatalogFolder folder, Subsets subsets, ImdbTerms terms, JobRuns jobs, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Folder))
        {
            return Problems.Invalid("folder", "screens.folderRule");
        }

        await terms.RefuseUnaccepted(ct);
        var subset = request.Subset?.Read();
        if (folder.Look(request.Folder, partly: !(subset ?? await subsets.Find(ct)).IsWhole) is { Problem: { } problem })
        {
            return Problems.Invalid("folder", problem);
        }

        var job = await jobs.Start("catalog.import", new CatalogImportArguments(Path.GetFullPath(request.Folder), subset), viewer.Member, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }
}
