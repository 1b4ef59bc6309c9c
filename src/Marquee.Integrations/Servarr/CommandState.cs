using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>command/{id}</c>: how far a command has come.</summary>
public sealed record CommandState
{
    [JsonRequired] public int Id { get; init; }

    public string? Name { get; init; }

    /// <summary><c>queued</c>, <c>started</c>, and then one of those that <see cref="IsOver"/> names.</summary>
    public string? Status { get; init; }

    /// <summary><c>successful</c> or <c>unsuccessful</c>; older versions leave it out.</summary>
    public string? Result { get; init; }

    /// <summary>What it reports, in the server's language: <c>Completed</c>, or how many releases were found.</summary>
    public string? Message { get; init; }

    [JsonIgnore] public bool IsOver => Status is "completed" or "failed" or "aborted" or "cancelled" or "orphaned";

    /// <summary>It ran to its end; that a search found something is another matter, which the queue tells.</summary>
    [JsonIgnore] public bool Succeeded => Status is "completed" && Result is not "unsuccessful";
}
