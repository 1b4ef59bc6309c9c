using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>The SQL of <c>house.wish_right</c> and <c>house.wish_rule</c>.</summary>
static class WishRightStore
{
    const string RightColumns = "films, series, choose, approved, quota_count as Count, quota_bytes as Bytes, quota_days as Days, unwatched";

    const string Rules = "select id, member, kind, min_rating as MinRating, min_votes as MinVotes, from_year as FromYear, most_bytes as MostBytes from house.wish_rule order by id";

    public static async Task<WishRights?> Find(DbConnection connection, long member, CancellationToken ct, DbTransaction? transaction = null) =>
        await connection.QueryFirstOrDefaultAsync<WishRights>(new CommandDefinition($"select {RightColumns} from house.wish_right where member = @member", new { member }, transaction, cancellationToken: ct));

    public static Task Set(Writing house, long member, WishRights rights, long at) => house.Execute("""
        insert into house.wish_right (member, films, series, choose, approved, quota_count, quota_bytes, quota_days, unwatched, changed_at)
        values (@member, @Films, @Series, @Choose, @Approved, @Count, @Bytes, @Days, @Unwatched, @at)
        on conflict (member) do update set films = excluded.films, series = excluded.series, choose = excluded.choose, approved = excluded.approved,
          quota_count = excluded.quota_count, quota_bytes = excluded.quota_bytes, quota_days = excluded.quota_days, unwatched = excluded.unwatched, changed_at = excluded.changed_at
        """, new { member, rights.Films, rights.Series, rights.Choose, rights.Approved, rights.Count, rights.Bytes, rights.Days, rights.Unwatched, at });

    public static async Task<IReadOnlyList<WishRule>> AllRules(DbConnection connection, CancellationToken ct, DbTransaction? transaction = null) =>
        [.. (await connection.QueryAsync<RuleRow>(new CommandDefinition(Rules, transaction: transaction, cancellationToken: ct))).Select(row => row.Rule())];

    public static Task<long> Add(Writing house, WishRule rule, long at) => house.First<long>("""
        insert into house.wish_rule (member, kind, min_rating, min_votes, from_year, most_bytes, created_at)
        values (@Member, @kind, @MinRating, @MinVotes, @FromYear, @MostBytes, @at) returning id
        """, new { rule.Member, kind = rule.Kind?.ToString().ToLowerInvariant(), rule.MinRating, rule.MinVotes, rule.FromYear, rule.MostBytes, at });

    public static Task<int> Remove(Writing house, long id) => house.Execute("delete from house.wish_rule where id = @id", new { id });

    sealed record RuleRow
    {
        public long Id { get; init; }

        public long? Member { get; init; }

        public string? Kind { get; init; }

        public int? MinRating { get; init; }

        public int? MinVotes { get; init; }

        public int? FromYear { get; init; }

        public long? MostBytes { get; init; }

        public WishRule Rule() => new()
        {
            Id = Id,
            Member = Member,
            Kind = Kind is null ? null : Enum.Parse<WishKind>(Kind, ignoreCase: true),
            MinRating = MinRating,
            MinVotes = MinVotes,
            FromYear = FromYear,
            MostBytes = MostBytes,
        };
    }
}
