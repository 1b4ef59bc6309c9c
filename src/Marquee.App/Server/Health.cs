using Marquee.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.App.Server;

/// <summary>For those who keep programs running: alive, and ready to answer. No outside system is asked.</summary>
static class Health
{
    public sealed record State(string Status);

    public static Ok<State> Live() => TypedResults.Ok(new State("live"));

    /// <summary>Ready when the stores answer a query of constant cost.</summary>
    public static async Task<Results<Ok<State>, JsonHttpResult<State>>> Ready(Generations generations, CancellationToken ct)
    {
        try
        {
            await generations.Find(ct);
            return TypedResults.Ok(new State("ready"));
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException)
        {
            return TypedResults.Json(new State("not ready: the stores do not answer"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
