using System.Text;
using System.Text.Json;
using Marquee.Access;
using Marquee.Integrations.Exports;
using Marquee.Storage;
using Marquee.Watching.Importing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>Whose rating stays where the member has rated a title otherwise since.</summary>
public enum ConflictChoice
{
    Mine,
    File,
}

/// <summary>A member's own files: preview, apply, take back, and what was not applied.</summary>
public static class HistoryImportEndpoints
{
    const string NoSuch = "screens.noImport";
    const int MostRows = 500;

    public static void MapHistoryImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/api/v1/imports").WithTags("Imports").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        // Our own check (X-CSRF-Token) stands before every unsafe request; the form's antiforgery would be a second one.
        imports.MapPost("/", Preview).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(ExportLimits.Bytes + 1_000_000))
            .WithSummary("Reads a member's export of any known program, or a table (field `file`), and says what it would change; nothing is applied yet").ProducesProblem(413);
        imports.MapGet("/", All).WithSummary("The member's imports without samples, newest first");
        imports.MapGet("/{id:long}", One).WithSummary("One import with some rows of each kind").ProducesProblem(404);
        imports.MapGet("/{id:long}/rows", Rows).WithSummary("Rows of one `class` (the new ones unless it is given) in the order of the file, behind the row `after`").ProducesProblem(404);
        imports.MapPost("/{id:long}/apply", Apply).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Applies a preview, or goes on with one that was stopped, as a job; answers 200 without a fact when there is nothing left to change");
        imports.MapPost("/{id:long}/rows/{number:int}/undo", UndoRow).WithSummary("Takes back what one row changed").ProducesProblem(404).ProducesProblem(409);
        imports.MapPost("/{id:long}/undo", Undo).WithSummary("Takes an applied import back, as a job").ProducesProblem(404).ProducesProblem(409);
        imports.MapDelete("/{id:long}", Remove).WithSummary("Throws a preview away").ProducesProblem(404).ProducesProblem(409);
        imports.MapGet("/{id:long}/rejects", Rejects).WithSummary("The rows that were not applied, with the reason, as CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(404);
    }

    static async Task<Results<Created<ImportPreview>, ValidationProblem>> Preview(
        IFormFile? file, [FromForm] string? mapping, [FromForm] string? profile, Viewer viewer, HistoryImports imports, CancellationToken ct)
    {
        if (file is null)
        {
            return Problems.Invalid("file", "screens.fileRule");
        }

        if (!Mappings.TryRead(mapping, out var columns))
        {
            return Problems.Invalid("mapping", "screens.mappingRule");
        }

        await using var stream = file.OpenReadStream();
        try
        {
            var preview = await imports.Preview(viewer, stream, file.FileName, ct, new ReadingChoices(columns, profile));
            return TypedResults.Created($"/api/v1/imports/{preview.Id}", preview);
        }
        catch (Refusal refusal)
        {
            return Problems.Invalid("file", refusal.Text);
        }
    }

    static async Task<Ok<IReadOnlyList<ImportPreview>>> All(Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        TypedResults.Ok(await imports.All(viewer, ct));

    static async Task<Results<Ok<ImportPreview>, ProblemHttpResult>> One(long id, Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        await imports.Find(viewer, id, ct) is { } found ? TypedResults.Ok(found) : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<ImportStarted>, Accepted<ImportStarted>, ProblemHttpResult>> Apply(long id, string? conflicts, Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        Named(conflicts, ConflictChoice.Mine) is { } choice
            ? await Started(() => imports.Apply(viewer, id, ct, takeFile: choice == ConflictChoice.File))
            : Problems.Of(StatusCodes.Status400BadRequest, "screens.conflictsRule");

    static async Task<Results<Ok<IReadOnlyList<ImportRow>>, ProblemHttpResult>> Rows(
        long id, [FromQuery(Name = "class")] string? of, int? after, int? limit, Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        Named(of, ImportClass.New) is not { } asked ? Problems.Of(StatusCodes.Status400BadRequest, "screens.classRule", ("classes", string.Join(", ", Enum.GetNames<ImportClass>().Select(JsonNamingPolicy.CamelCase.ConvertName))))
        : await imports.Rows(viewer, id, asked, after ?? 0, Math.Clamp(limit ?? 100, 1, MostRows), ct) is { } rows ? TypedResults.Ok(rows) : Problems.NotFound(NoSuch);

    /// <summary>Words of an address are bound by the letter; ours are said in any case.</summary>
    /// <returns>Null when the word is none of them.</returns>
    static T? Named<T>(string? word, T otherwise) where T : struct, Enum =>
        string.IsNullOrEmpty(word) ? otherwise : !char.IsAsciiDigit(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var named) ? named : null;

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> UndoRow(long id, int number, Viewer viewer, HistoryImports imports, CancellationToken ct)
    {
        try
        {
            return await imports.UndoRow(viewer, id, number, ct) is { } fact ? TypedResults.Ok(new FactAnswer(fact)) : Problems.NotFound(NoSuch);
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static Task<Results<Ok<ImportStarted>, Accepted<ImportStarted>, ProblemHttpResult>> Undo(long id, Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        Started(() => imports.Undo(viewer, id, ct));

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(long id, Viewer viewer, HistoryImports imports, CancellationToken ct)
    {
        try
        {
            return await imports.Remove(viewer, id, ct) ? TypedResults.NoContent() : Problems.NotFound(NoSuch);
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Rejects(long id, Viewer viewer, HistoryImports imports, CancellationToken ct) =>
        await imports.Rejects(viewer, id, ct) is { } csv
            ? TypedResults.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv)).ToArray(), "text/csv; charset=utf-8", $"import-{id}-rejects.csv")
            : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<ImportStarted>, Accepted<ImportStarted>, ProblemHttpResult>> Started(Func<Task<ImportStarted?>> start)
    {
        try
        {
            return await start() switch
            {
                { Fact: null } nothing => TypedResults.Ok(nothing),
                { } started => TypedResults.Accepted((string?)null, started),
                null => Problems.NotFound(NoSuch),
            };
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }
}
