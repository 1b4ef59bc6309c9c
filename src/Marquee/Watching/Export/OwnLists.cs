using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Export;

sealed record OwnAnswer
{
    public string Key { get; init; } = "";

    public long? Title { get; init; }

    public long AnsweredAt { get; init; }
}

sealed record OwnCorrection
{
    public long Title { get; init; }

    public long IntoTitle { get; init; }

    public string What { get; init; } = "";

    public long? At { get; init; }

    public int? Value { get; init; }

    public long MadeAt { get; init; }
}

sealed record OwnInbox
{
    public string Source { get; init; } = "";

    public bool WithoutAsking { get; init; }
}

/// <summary>What a member has that is about no single title: lists, answers, corrections, choices. Few enough to be read at once.</summary>
sealed class OwnLists(Database database)
{
    /// <returns>In the order in which they were made.</returns>
    public Task<IReadOnlyList<ListRow>> Lists(long member, CancellationToken ct) =>
        Query<ListRow>($"select {ListRow.Columns} from house.list l where l.member = @member order by l.id", new { member }, ct);

    /// <returns>In the list's order.</returns>
    public async Task<IReadOnlyList<ListedTitle>> Entries(long list, CancellationToken ct) =>
        [.. (await Query<EntryRow>("select title, note from house.list_entry where list = @list order by position", new { list }, ct)).Select(e => new ListedTitle(new TitleId(e.Title), e.Note))];

    /// <returns>By key; the databases do not agree on the order of letters.</returns>
    public async Task<IReadOnlyList<OwnAnswer>> Answers(long member, CancellationToken ct) =>
        [.. (await Query<OwnAnswer>("select key, title, answered_at as AnsweredAt from house.match_answer where member = @member", new { member }, ct)).OrderBy(a => a.Key, StringComparer.Ordinal)];

    /// <returns>As they were made: of two that disagree the first counts.</returns>
    public Task<IReadOnlyList<OwnCorrection>> Corrections(long member, CancellationToken ct) =>
        Query<OwnCorrection>("select title, into_title as IntoTitle, what, at, value, made_at as MadeAt from house.correction where member = @member order by id", new { member }, ct);

    public async Task<IReadOnlyList<OwnInbox>> Inbox(long member, CancellationToken ct) =>
        [.. (await Query<OwnInbox>("select source, without_asking as WithoutAsking from house.import_preference where member = @member", new { member }, ct)).OrderBy(i => i.Source, StringComparer.Ordinal)];

    async Task<IReadOnlyList<T>> Query<T>(string sql, object parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }

    sealed record EntryRow
    {
        public long Title { get; init; }

        public string? Note { get; init; }
    }
}
