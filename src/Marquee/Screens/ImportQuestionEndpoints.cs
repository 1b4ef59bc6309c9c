using Marquee.Access;
using Marquee.Catalog;
using Marquee.Integrations.Exports;
using Marquee.Storage;
using Marquee.Watching.Importing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Title">An id such as <c>tt0111161</c>; null for "none of these".</param>
public sealed record ImportAnswer(string? Title);

/// <param name="WithoutAsking">Files of the source that land in the inbox are applied at once.</param>
public sealed record InboxChoice(bool WithoutAsking);

/// <summary>What files ask their member, and what the member wants to happen to files in the watched folder.</summary>
public static class ImportQuestionEndpoints
{
    const string NoSuch = "screens.noImport";
    const int MostQuestions = 200;

    public static void MapImportQuestions(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/api/v1/imports").WithTags("Imports").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        imports.MapGet("/{id:long}/questions", Open).WithSummary("Rows whose title is not certain, with candidates; rows that one answer decides stand together").ProducesProblem(404);
        imports.MapPost("/{id:long}/rows/{number:int}/answer", Answer).ProducesProblem(404)
            .WithSummary("Says which title a row means, or that it is none; decides every row like it and is remembered for later files");
        imports.MapGet("/inbox", State).WithSummary("The member's watched folder, and which sources are applied from it without asking");
        imports.MapPut("/inbox/{source}", Choose).WithSummary("Chooses whether files of a source that land in the watched folder wait for a yes").ProducesProblem(404);
    }

    static async Task<Results<Ok<ImportQuestionPage>, ProblemHttpResult>> Open(long id, int? after, int? limit, Viewer viewer, ImportQuestions questions, CancellationToken ct) =>
        await questions.Open(viewer, id, after ?? 0, Math.Clamp(limit ?? 50, 1, MostQuestions), ct) is { } page ? TypedResults.Ok(page) : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<ImportAnswered>, ValidationProblem, ProblemHttpResult>> Answer(
        long id, int number, ImportAnswer answer, Viewer viewer, ImportQuestions questions, CancellationToken ct)
    {
        TitleId title = default;
        if (answer.Title is { } asked && !TitleId.TryParse(asked, null, out title))
        {
            return Problems.Invalid("title", "screens.mergeInto");
        }

        try
        {
            return await questions.Answer(viewer, id, number, answer.Title is null ? null : title, ct) is { } answered ? TypedResults.Ok(answered) : Problems.NotFound(NoSuch);
        }
        catch (Refusal refusal)
        {
            return Problems.Invalid("title", refusal.Text);
        }
    }

    static async Task<Ok<InboxState>> State(Viewer viewer, Inbox inbox, CancellationToken ct) => TypedResults.Ok(await inbox.Of(viewer, ct));

    static async Task<Results<Ok<InboxState>, ProblemHttpResult>> Choose(string source, InboxChoice choice, Viewer viewer, Inbox inbox, CancellationToken ct) =>
        ExportReader.Sources.Contains(source) ? TypedResults.Ok(await inbox.Choose(viewer, new ImportPreference(source, choice.WithoutAsking), ct)) : Problems.NotFound("screens.noSource");
}
