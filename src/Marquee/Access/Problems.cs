using Marquee.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Access;

/// <summary>
/// Refusals as problem details. The title is one sentence that says what to do, in the language of who asks; <c>code</c> and
/// <c>params</c> say the same to programs.
/// </summary>
public static class Problems
{
    public static ProblemHttpResult Of(int status, Text text) => TypedResults.Problem(title: text.ToString(), statusCode: status, extensions: Extensions(text));

    public static ProblemHttpResult Of(int status, string code, params IReadOnlyList<(string Name, object Value)> values) => Of(status, new Text(code, values));

    public static ProblemHttpResult NotFound(string code, params IReadOnlyList<(string Name, object Value)> values) => Of(StatusCodes.Status404NotFound, code, values);

    public static ValidationProblem Invalid(string field, Text text)
    {
        var sentence = text.ToString();
        return TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [sentence] }, title: sentence, extensions: Extensions(text));
    }

    public static ValidationProblem Invalid(string field, string code, params IReadOnlyList<(string Name, object Value)> values) => Invalid(field, new Text(code, values));

    /// <summary>As problem details, or in the form of the route that was asked for.</summary>
    public static Task Write(HttpContext context, int status, Text text)
    {
        // After a fault the endpoint is known to the one who tells of it only.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint?.Metadata.GetMetadata<RefusalForm>() is { } form ? form.Write(context, status, text.ToString()) : Of(status, text).ExecuteAsync(context);
    }

    static Dictionary<string, object?> Extensions(Text text)
    {
        var told = TextCode.Of(text)!;
        return new Dictionary<string, object?> { ["code"] = told.Code, ["params"] = told.Params };
    }
}
