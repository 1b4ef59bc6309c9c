using System.Text.Json.Nodes;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>
/// What a room keeps of titles in <c>house</c>. Every room with a title column has one, so that two titles can become one
/// without the catalog knowing who keeps what.
/// </summary>
public interface ITitleRows
{
    /// <summary>Stored with merges: never changes.</summary>
    string Room { get; }

    /// <summary>The title columns that it rewrites: <c>house.rating.title</c>.</summary>
    IReadOnlyCollection<string> Columns { get; }

    /// <summary>Gives every row of <paramref name="from"/> to <paramref name="to"/>; finds nothing when run again.</summary>
    Task<MovedRows> Move(Writing house, TitleId from, TitleId to);

    /// <summary>Takes back one <see cref="Move"/>. What was changed since stays as it is.</summary>
    Task PutBack(Writing house, TitleId from, TitleId to, string kept);

    /// <returns>What was kept, without what is of a member who leaves: no undoing may bring it back.</returns>
    string Without(string kept, long member);
}

/// <param name="Kept">JSON that <see cref="ITitleRows.PutBack"/> will need; null when there was nothing to move.</param>
/// <param name="Members">Those who had something of the title.</param>
public sealed record MovedRows(string? Kept, IReadOnlyList<MemberShare> Members);

/// <summary>What a merge changed for one member.</summary>
/// <param name="Rows">How many rows now belong to the other title.</param>
/// <param name="Before">To be told in the member's fact: what was given up.</param>
/// <param name="After">What it became.</param>
public sealed record MemberShare(long Member, int Rows, JsonObject? Before = null, JsonObject? After = null);
