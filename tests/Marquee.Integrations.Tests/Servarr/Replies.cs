using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Marquee.Integrations.Tests.Servarr;

/// <param name="Path">Behind the version, in its parts.</param>
public sealed record Call(string Method, string[] Path, IQueryCollection Query, JsonObject? Body)
{
    public int? Number(string query) => int.TryParse(Query[query], CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>0, which nothing has, for what is no number.</summary>
    public static int Id(string part) => int.TryParse(part, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public string? Word(string query) => Query[query] is { Count: > 0 } values && !StringValues.IsNullOrEmpty(values) ? values.ToString() : null;

    public bool Says(string query) => Query[query] == "true";

    public IReadOnlyList<int> Ids(string property) => Body![property] is JsonArray all ? [.. all.Select(id => id!.GetValue<int>())] : [];
}

public sealed record Reply(int Status, JsonNode? Body);

static class Replies
{
    /// <summary>As the validation of both programs says it.</summary>
    public static Reply Invalid(params IEnumerable<(string Property, string Message, string Rule)> failures) => new(400, new JsonArray([.. failures.Select(f => new JsonObject
    {
        ["propertyName"] = f.Property,
        ["errorMessage"] = f.Message,
        ["attemptedValue"] = "what was sent",
        ["severity"] = "error",
        ["errorCode"] = f.Rule,
        ["formattedMessageArguments"] = new JsonArray(),
        ["formattedMessagePlaceholderValues"] = new JsonObject(),
    })]));

    /// <summary>As both programs say it when one of many numbers is not there.</summary>
    public static Reply Missing(int wanted, int found) => new(500, new JsonObject { ["message"] = $"Expected query to return {wanted} rows but returned {found}", ["description"] = "at Datastore" });

    /// <summary>One page, by the query's <c>page</c> and <c>pageSize</c>.</summary>
    public static Reply Page(Call call, IReadOnlyList<JsonObject> all)
    {
        var (page, size) = (call.Number("page") ?? 1, call.Number("pageSize") ?? 10);
        return new Reply(200, new JsonObject
        {
            ["page"] = page,
            ["pageSize"] = size,
            ["sortKey"] = call.Word("sortKey") ?? "timeleft",
            ["sortDirection"] = call.Word("sortDirection") ?? "ascending",
            ["totalRecords"] = all.Count,
            ["records"] = new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(r => r.DeepClone())]),
        });
    }

    public static async Task Send(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Body is { } body)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(body.ToJsonString());
        }
    }
}
