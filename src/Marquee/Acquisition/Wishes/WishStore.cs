using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>The SQL of <c>house.wish</c> and <c>house.wish_member</c>, inside a transaction or on a connection that only reads.</summary>
static class WishStore
{
    const string Columns = """
        w.id, w.title, w.part, w.connection, w.profile, w.root_folder as RootFolder, w.tmdb, w.tvdb, w.state, w.reason, w.asked_at as AskedAt, w.changed_at as ChangedAt,
        w.tries, w.next_try_at as NextTryAt, w.look_at as LookAt, w.sending_at as SendingAt, w.sent_to as SentTo, w.outside, w.commands, w.progress, w.bytes
        """;

    /// <summary>Wishes that a member means by <c>@id</c>: their own number for one before that of somebody else's.</summary>
    public const string MeantBy = """
        where w.id = @id or w.id in (select wish from house.wish_member where asked_as = @id and member = @member)
        order by case when exists (select 1 from house.wish_member m where m.wish = w.id and m.member = @member) then 0 else 1 end, w.id
        """;

    /// <summary>A test for membership of the ids in <c>@some</c>, which is one JSON text: ids are texts, and may be many.</summary>
    public static string Among(Dialect dialect) => dialect.Engine == Engine.Sqlite ? "in (select value from json_each(@some))" : "in (select json_array_elements_text(cast(@some as json)))";

    /// <param name="where">Of <c>house.wish w</c>, with its order.</param>
    public static async Task<IReadOnlyList<Wish>> Read(DbConnection connection, Dialect dialect, string where, object? parameters, CancellationToken ct, DbTransaction? transaction = null)
    {
        var rows = (await connection.QueryAsync<WishRow>(new CommandDefinition($"select {Columns} from house.wish w {where}", parameters, transaction, cancellationToken: ct))).AsList();
        var members = new List<MemberRow>();
        foreach (var some in rows.Select(r => r.Id).Chunk(200))
        {
            members.AddRange(await connection.QueryAsync<MemberRow>(new CommandDefinition(
                $"select wish, member as Who, asked_as as AskedAs, asked_at as AskedAt, origin, left_at as LeftAt from house.wish_member where wish {Among(dialect)} order by asked_at, member",
                new { some = JsonSerializer.Serialize(some) }, transaction, cancellationToken: ct)));
        }

        var of = members.ToLookup(m => m.Wish, StringComparer.Ordinal);
        return rows.ConvertAll(row => row.Wish([.. of[row.Id].Select(m => m.Member())]));
    }

    public static Task<IReadOnlyList<Wish>> Read(Writing house, string where, object? parameters) =>
        Read(house.Connection, house.Dialect, where, parameters, house.Cancellation, house.Transaction);

    public static async Task<Wish?> Find(Writing house, string id) => (await Read(house, "where w.id = @id", new { id })) is [var wish] ? wish : null;

    /// <summary>By the id that a member gave; the wish itself may be another one's.</summary>
    public static async Task<Wish?> AskedAs(Writing house, string id, long member) =>
        await Read(house, MeantBy, new { id, member }) is [var wish, ..] ? wish : null;

    /// <summary>A new one; that its id is free is looked at before.</summary>
    public static Task Add(Writing house, Wish wish) => house.Execute(Insert, Row(wish));

    public static Task Write(Writing house, Wish wish) => house.Execute($"""
        {Insert}
        on conflict (id) do update set title = excluded.title, part = excluded.part, connection = excluded.connection, profile = excluded.profile, root_folder = excluded.root_folder,
          tmdb = excluded.tmdb, tvdb = excluded.tvdb, state = excluded.state, reason = excluded.reason, asked_at = excluded.asked_at, changed_at = excluded.changed_at, tries = excluded.tries,
          next_try_at = excluded.next_try_at, look_at = excluded.look_at, sending_at = excluded.sending_at, sent_to = excluded.sent_to, outside = excluded.outside,
          commands = excluded.commands, progress = excluded.progress, bytes = excluded.bytes
        """, Row(wish));

    const string Insert = """
        insert into house.wish (id, title, part, connection, profile, root_folder, tmdb, tvdb, state, reason, asked_at, changed_at, tries, next_try_at, look_at, sending_at, sent_to, outside, commands, progress, bytes)
        values (@Id, @title, @part, @Connection, @QualityProfile, @RootFolder, @Tmdb, @Tvdb, @state, @reason, @asked, @changed, @Tries, @next, @look, @sending, @SentTo, @Outside, @commands, @Progress, @Bytes)
        """;

    static object Row(Wish wish) => new
    {
        wish.Id,
        title = wish.Title.Number,
        part = wish.Part.ToString(),
        wish.Connection,
        wish.QualityProfile,
        wish.RootFolder,
        wish.Tmdb,
        wish.Tvdb,
        state = wish.State.Code(),
        reason = StoredText.Write(wish.Why),
        asked = wish.AskedAt.ToUnixTimeSeconds(),
        changed = wish.ChangedAt.ToUnixTimeSeconds(),
        wish.Tries,
        next = wish.NextTryAt?.ToUnixTimeSeconds(),
        look = wish.LookAt?.ToUnixTimeSeconds(),
        sending = wish.SendingAt?.ToUnixTimeSeconds(),
        wish.SentTo,
        wish.Outside,
        commands = wish.Commands.Count == 0 ? null : string.Join(',', wish.Commands.Select(c => c.ToString(CultureInfo.InvariantCulture))),
        wish.Progress,
        wish.Bytes,
    };

    public static Task Write(Writing house, string wish, WishMember member) => house.Execute("""
        insert into house.wish_member (wish, member, asked_as, asked_at, origin, left_at) values (@wish, @Member, @AskedAs, @asked, @Origin, @left)
        on conflict (wish, member) do update set asked_as = excluded.asked_as, asked_at = excluded.asked_at, origin = excluded.origin, left_at = excluded.left_at
        """, new { wish, member.Member, member.AskedAs, asked = member.AskedAt.ToUnixTimeSeconds(), member.Origin, left = member.LeftAt?.ToUnixTimeSeconds() });

    /// <returns>Whether a host's last word about a title or a part of it was no, for whatever server.</returns>
    public static async Task<bool> WasRefused(Writing house, TitleId title, WishPart part) => await house.First<long>("""
        select count(*) from house.wish w where w.title = @title and w.part = @part
          and (select s.to_state from house.wish_step s where s.wish = w.id and s.to_state in ('refused', 'buffer') order by s.id desc limit 1) = 'refused'
        """, new { title = title.Number, part = part.ToString() }) > 0;

    /// <returns>Whether a server that had it was asked to search again since then.</returns>
    public static async Task<bool> WasTriedAgain(Writing house, string wish, DateTimeOffset since) => await house.First<long>("""
        select count(*) from house.wish_step where wish = @wish and from_state in ('sent', 'partly') and to_state = 'buffer' and at > @since
        """, new { wish, since = since.ToUnixTimeSeconds() }) > 0;

    public static Task AddStep(Writing house, string wish, WishStep step) => house.Execute("""
        insert into house.wish_step (wish, at, from_state, to_state, member, origin, reason) values (@wish, @at, @from, @to, @Member, @Origin, @reason)
        """, new { wish, at = step.At.ToUnixTimeSeconds(), from = step.From?.Code(), to = step.To.Code(), step.Member, step.Origin, reason = StoredText.Write(step.Why) });

    sealed record WishRow
    {
        public string Id { get; init; } = "";

        public long Title { get; init; }

        public string Part { get; init; } = "";

        public long? Connection { get; init; }

        public int? Profile { get; init; }

        public string? RootFolder { get; init; }

        public int? Tmdb { get; init; }

        public int? Tvdb { get; init; }

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public long AskedAt { get; init; }

        public long ChangedAt { get; init; }

        public int Tries { get; init; }

        public long? NextTryAt { get; init; }

        public long? LookAt { get; init; }

        public long? SendingAt { get; init; }

        public long? SentTo { get; init; }

        public int? Outside { get; init; }

        public string? Commands { get; init; }

        public double? Progress { get; init; }

        public long Bytes { get; init; }

        public Wish Wish(IReadOnlyList<WishMember> members) => new()
        {
            Id = Id,
            Title = new TitleId(Title),
            Part = WishPart.Parse(Part) ?? throw new InvalidOperationException($"The wish {Id} is for no part that this program knows: {Part}"),
            Connection = Connection,
            QualityProfile = Profile,
            RootFolder = RootFolder,
            Tmdb = Tmdb,
            Tvdb = Tvdb,
            State = WishStates.Parse(State) ?? throw new InvalidOperationException($"The wish {Id} is in no state that this program knows: {State}"),
            Why = StoredText.Read(Reason),
            AskedAt = DateTimeOffset.FromUnixTimeSeconds(AskedAt),
            ChangedAt = DateTimeOffset.FromUnixTimeSeconds(ChangedAt),
            Tries = Tries,
            NextTryAt = Instant(NextTryAt),
            LookAt = Instant(LookAt),
            SendingAt = Instant(SendingAt),
            SentTo = SentTo,
            Outside = Outside,
            Commands = Commands is null ? [] : [.. Commands.Split(',').Select(c => int.Parse(c, CultureInfo.InvariantCulture))],
            Progress = Progress,
            Bytes = Bytes,
            Members = members,
        };
    }

    sealed record MemberRow
    {
        public string Wish { get; init; } = "";

        public long Who { get; init; }

        public string AskedAs { get; init; } = "";

        public long AskedAt { get; init; }

        public string Origin { get; init; } = "";

        public long? LeftAt { get; init; }

        public WishMember Member() => new(Who, AskedAs, DateTimeOffset.FromUnixTimeSeconds(AskedAt), Origin, Instant(LeftAt));
    }

    static DateTimeOffset? Instant(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
