using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>What a member said about rows that no evidence was enough for; every later file of the member is answered by it.</summary>
sealed class MatchAnswers(Database database)
{
    /// <returns>By key; null for "none that there is". Few: somebody has given each by hand.</returns>
    public async Task<IReadOnlyDictionary<string, TitleId?>> Of(long member, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        var rows = await connection.QueryAsync<AnswerRow>(new CommandDefinition("select key, title from house.match_answer where member = @member", new { member }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Key, row => row.Title is { } title ? new TitleId(title) : (TitleId?)null, StringComparer.Ordinal);
    }

    public static Task Set(Writing writing, long member, string key, TitleId? title, long at) => writing.Execute("""
        insert into house.match_answer (member, key, title, answered_at) values (@member, @key, @title, @at)
        on conflict (member, key) do update set title = excluded.title, answered_at = excluded.answered_at
        """, new { member, key, title = title?.Number, at });

    sealed record AnswerRow
    {
        public string Key { get; init; } = "";

        public long? Title { get; init; }
    }
}
