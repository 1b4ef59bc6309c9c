using System.Text.Json;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>Proposed merges and what became of them.</summary>
sealed class MergeProposalStore(Database database)
{
    const string Select = "select id, title, into_title as IntoTitle, certainty, evidence, state from house.merge_proposal ";

    /// <summary>
    /// Proposes what was found now. Pairs that were decided stay decided; open ones that no longer hold are dropped, and nothing is
    /// proposed about a title that was merged while it was looked for.
    /// </summary>
    /// <returns>How many are new.</returns>
    public Task<int> Replace(IReadOnlyList<MergeProposal> found, long at, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await TitleMergeStore.Lock(writing);
        var open = await writing.Query<ProposalRow>(Select + "where state = 'open'");
        foreach (var gone in open.Where(o => !found.Any(f => f.Title.Number == o.Title && f.Into.Number == o.IntoTitle)))
        {
            await writing.Execute("delete from house.merge_proposal where id = @Id", new { gone.Id });
        }

        var added = 0;
        foreach (var proposal in found)
        {
            added += await writing.Execute("""
                insert into house.merge_proposal (title, into_title, certainty, evidence, state, created_at)
                select @title, @into, @Certainty, @evidence, 'open', @at
                where not exists (select 1 from house.title_merge where redirects = @title) on conflict (title, into_title) do nothing
                """, new { title = proposal.Title.Number, into = proposal.Into.Number, proposal.Certainty, evidence = JsonSerializer.Serialize(proposal.Evidence), at });
        }

        return added;
    }, ct);

    /// <returns>The pairs that a host has declined, or has accepted before.</returns>
    public async Task<IReadOnlySet<(long Title, long Into)>> Decided(CancellationToken ct) =>
        (await Query("where state <> 'open'", new { }, ct)).Select(p => (p.Title.Number, p.Into.Number)).ToHashSet();

    /// <returns>The surest first.</returns>
    public Task<IReadOnlyList<MergeProposal>> Open(CancellationToken ct) => Query("where state = 'open' order by certainty desc, id", new { }, ct);

    public async Task<MergeProposal?> Find(long id, CancellationToken ct) => await Query("where id = @id", new { id }, ct) is [var found] ? found : null;

    /// <returns>False when it was not in the state <paramref name="from"/>.</returns>
    public Task<bool> Move(long id, string from, string to, long? member, long at, CancellationToken ct) => database.Write(Store.House, async writing => await writing.Execute(
        "update house.merge_proposal set state = @to, member = @member, decided_at = @at where id = @id and state = @from", new { id, from, to, member, at }) == 1, ct);

    /// <summary>A merge answers every open proposal about the title that it gives up.</summary>
    public static Task Settle(Writing house, TitleId title, TitleId into, long member, long at) => house.Execute("""
        update house.merge_proposal set state = case when into_title = @into then 'accepted' else 'declined' end, member = @member, decided_at = @at
        where title = @title and (state = 'open' or into_title = @into)
        """, new { title = title.Number, into = into.Number, member, at });

    /// <summary>Who takes a merge back does not want to be asked again.</summary>
    public static Task Decline(Writing house, TitleId title, TitleId into, long member, long at) => house.Execute(
        "update house.merge_proposal set state = 'declined', member = @member, decided_at = @at where title = @title and into_title = @into",
        new { title = title.Number, into = into.Number, member, at });

    async Task<IReadOnlyList<MergeProposal>> Query(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<ProposalRow>(new CommandDefinition(Select + where, parameters, cancellationToken: ct))).Select(row => row.ToProposal())];
    }

    sealed record ProposalRow
    {
        public long Id { get; init; }

        public long Title { get; init; }

        public long IntoTitle { get; init; }

        public int Certainty { get; init; }

        public string Evidence { get; init; } = "{}";

        public string State { get; init; } = "";

        public MergeProposal ToProposal() => new()
        {
            Id = Id,
            Title = new TitleId(Title),
            Into = new TitleId(IntoTitle),
            Certainty = Certainty,
            Evidence = JsonSerializer.Deserialize<MergeEvidence>(Evidence)!,
            State = State,
        };
    }
}
