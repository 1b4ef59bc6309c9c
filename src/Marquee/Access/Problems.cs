using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Access;

/// <summary>Refusals as problem details whose title is one sentence that says what to do.</summary>
static class Problems
{
    public static ProblemHttpResult Of(int status, string sentence) => TypedResults.Problem(title: sentence, statusCode: status);

    public static ProblemHttpResult NotFound(string sentence) => Of(StatusCodes.Status404NotFound, sentence);

    public static ValidationProblem Invalid(string field, string sentence) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [sentence] }, title: sentence);

    public static Task Write(HttpContext context, int status, string sentence) => Of(status, sentence).ExecuteAsync(context);
}
