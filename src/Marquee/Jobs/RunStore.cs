using Dapper;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Jobs;

/// <summary>The SQL of <c>jobs.run</c>. Every transaction begins with its write, so that two writers of the file never deadlock.</summary>
sealed class RunStore(Database database, TimeProvider time)
{
    /// <summary>Says who runs a job, in the rows of this process.</summary>
    public static string Node { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    long Ahead => (time.GetUtcNow() + ClockWatch.FarAhead).ToUnixTimeMilliseconds();

    /// <summary>Puts a run in the waiting line, unless one holds the flight or came from the same intent.</summary>
    /// <returns>The new run's id; null when there is such a run.</returns>
    public Task<long?> Add(NewRun run, CancellationToken ct) => database.Write(Store.Jobs, w => w.First<long?>("""
        insert into jobs.run (name, title, run_key, flight, intent, intent_try, member, arguments, state, inline, queued_at, changed_at)
        values (@Name, @title, @Key, @Flight, @Intent, @IntentTry, @Member, @Arguments, 'queued', @Inline, @now, @now)
        on conflict do nothing
        returning id
        """, new { run.Name, title = Said(run.Title), run.Key, run.Flight, run.Intent, run.IntentTry, run.Member, run.Arguments, run.Inline, now = Now }), ct);

    public Task<RunRow?> OfFlight(string flight, CancellationToken ct) =>
        One($"select {RunRow.Columns} from jobs.run where flight = @flight", new { flight }, ct);

    public Task<RunRow?> OfIntent(long intent, int run, CancellationToken ct) =>
        One($"select {RunRow.Columns} from jobs.run where intent = @intent and intent_try = @run", new { intent, run }, ct);

    public Task<RunRow?> Find(long id, CancellationToken ct) =>
        One($"select {RunRow.Columns} from jobs.run where id = @id", new { id }, ct);

    /// <summary>Takes a waiting run, or one whose runner is gone, for this process. From now on no earlier runner can write to it.</summary>
    /// <returns>Null when there is nothing to do: it has ended, or was cancelled while it waited.</returns>
    public Task<RunRow?> Claim(long id, CancellationToken ct) => database.Write(Store.Jobs, w => w.First<RunRow>($"""
        update jobs.run set
          state = case when cancel_asked then 'cancelled' else 'running' end,
          flight = case when cancel_asked then null else flight end,
          ended_at = case when cancel_asked then @now else null end,
          cut_off = cut_off + case when state = 'running' then 1 else 0 end,
          attempt = attempt + 1, sentence = null, done = 0, total = null, unit = null, rate = null, eta = null,
          node = @Node, seen_at = @now, started_at = coalesce(started_at, @now), changed_at = @now, revision = revision + 1
        where id = @id and state in ('queued', 'running')
        returning {RunRow.Columns}
        """, new { id, Node, now = Now }), ct);

    /// <summary>Makes a waiting run one of a command, so that no server takes it up.</summary>
    /// <returns>Null when it does not wait.</returns>
    public Task<RunRow?> TakeInline(long id, CancellationToken ct) => database.Write(Store.Jobs, w => w.First<RunRow>($"""
        update jobs.run set inline = true, seen_at = @now, changed_at = @now, revision = revision + 1
        where id = @id and state = 'queued' returning {RunRow.Columns}
        """, new { id, now = Now }), ct);

    /// <summary>Stores what a running piece of work tells, which is also its sign of life.</summary>
    /// <returns>Whether a cancel was asked for; null when the run is no longer this runner's.</returns>
    public Task<bool?> Tell(long id, int attempt, JobProgress.Told told, double? rate, CancellationToken ct) => database.Write(Store.Jobs, w => w.First<bool?>("""
        update jobs.run set done = @Done, total = @Total, unit = @Unit, sentence = @Sentence, rate = @rate, eta = @eta,
          seen_at = @now, changed_at = @now, revision = revision + 1
        where id = @id and attempt = @attempt and state = 'running'
        returning cancel_asked
        """, new { id, attempt, told.Done, told.Total, told.Unit, Sentence = StoredText.Write(told.Sentence), rate, eta = Pace.Eta(told.Done, told.Total, rate), now = Now }), ct);

    /// <inheritdoc cref="Tell"/>
    public async Task<bool?> CancelAsked(long id, int attempt, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<bool?>(new CommandDefinition(
            "select cancel_asked from jobs.run where id = @id and attempt = @attempt and state = 'running'", new { id, attempt }, cancellationToken: ct));
    }

    /// <summary>Ends a run.</summary>
    /// <returns>False when it is no longer this runner's.</returns>
    public async Task<bool> End(long id, int attempt, JobState state, string? result, Text? error, CancellationToken ct) => await database.Write(Store.Jobs, w => w.Execute("""
        update jobs.run set state = @state, result = @result, error = @error, flight = null, rate = null, eta = null,
          ended_at = @now, changed_at = @now, revision = revision + 1
        where id = @id and attempt = @attempt and state = 'running'
        """, new { id, attempt, state = Name(state), result, error = StoredText.Write(error), now = Now }), ct) > 0;

    /// <summary>Puts a run back in the line because its process stops.</summary>
    public Task HandBack(long id, int attempt, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute("""
        update jobs.run set state = 'queued', sentence = @sentence, rate = null, eta = null,
          node = null, changed_at = @now, revision = revision + 1
        where id = @id and attempt = @attempt and state = 'running'
        """, new { id, attempt, sentence = Said("jobs.interrupted"), now = Now }), ct);

    /// <summary>Cancels a waiting run at once, or asks a running one to stop.</summary>
    public Task AskCancel(long id, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute("""
        update jobs.run set cancel_asked = true,
          flight = case when state = 'queued' then null else flight end,
          ended_at = case when state = 'queued' then @now else ended_at end,
          sentence = case when state = 'running' then @sentence else sentence end,
          state = case when state = 'queued' then 'cancelled' else state end,
          changed_at = @now, revision = revision + 1
        where id = @id and state in ('queued', 'running') and not cancel_asked
        """, new { id, sentence = Said("jobs.stopping"), now = Now }), ct);

    /// <summary>Ends a run that waits, or whose runner is gone, because a command does the same work now.</summary>
    public Task Replace(long id, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute("""
        update jobs.run set state = 'cancelled', sentence = @sentence, flight = null, rate = null, eta = null,
          ended_at = @now, changed_at = @now, revision = revision + 1
        where id = @id and state in ('queued', 'running')
        """, new { id, sentence = Said("jobs.replaced"), now = Now }), ct);

    /// <param name="member">Only the member's own runs and those of the house; null for everybody's.</param>
    /// <returns>Running and waiting ones first, then newest first.</returns>
    public Task<IReadOnlyList<RunRow>> Recent(int limit, long? member, CancellationToken ct) => Many($"""
        select {RunRow.Columns} from jobs.run
        where @everybody or member is null or member = @member
        order by case state when 'running' then 0 when 'queued' then 1 else 2 end, id desc limit @limit
        """, new { limit, everybody = member is null, member = member ?? 0 }, ct);

    /// <returns>The newest run of each work, where that failed.</returns>
    public Task<IReadOnlyList<RunRow>> Failing(CancellationToken ct) => Many($"""
        select {RunRow.Columns} from jobs.run
        where state = 'failed' and id in (select max(id) from jobs.run where state in ('done', 'failed') group by name, coalesce(run_key, ''))
        order by id desc limit 50
        """, new { }, ct);

    /// <returns>How many runs there are in each state that is no end.</returns>
    public async Task<IReadOnlyDictionary<string, long>> Open(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<(string State, long Runs)>(new CommandDefinition(
            "select state, count(*) as runs from jobs.run where state in ('queued', 'running') group by state", cancellationToken: ct));
        return rows.ToDictionary(r => r.State, r => r.Runs);
    }

    /// <returns>Runs that are waiting or running, and those that changed at or after the instant (unix milliseconds).</returns>
    public Task<IReadOnlyList<RunRow>> Changed(long since, CancellationToken ct) => Many($"""
        select {RunRow.Columns} from jobs.run where state in ('queued', 'running') or changed_at >= @since order by id
        """, new { since }, ct);

    /// <returns>
    /// Runs that have been waiting, or that showed no sign of life, since before the instants (unix milliseconds), or whose
    /// instants a clock has written that was far ahead.
    /// </returns>
    public Task<IReadOnlyList<RunRow>> Unattended(long waiting, long silent, CancellationToken ct) => Many($"""
        select {RunRow.Columns} from jobs.run
        where state = 'queued' and (queued_at < @waiting or queued_at > @ahead) or state = 'running' and (seen_at < @silent or seen_at > @ahead)
        """, new { waiting, silent, ahead = Ahead }, ct);

    /// <summary>Fails runs of commands that ended without a word.</summary>
    public Task FailLostCommands(long before, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute("""
        update jobs.run set state = 'failed', error = @error, flight = null,
          rate = null, eta = null, ended_at = @now, changed_at = @now, revision = revision + 1
        where inline and state in ('queued', 'running') and (coalesce(seen_at, queued_at) < @before or coalesce(seen_at, queued_at) > @ahead)
        """, new { before, error = Said("jobs.commandLost"), now = Now, ahead = Ahead }), ct);

    /// <summary>Forgets ended runs beyond the newest <paramref name="runs"/>, or that ended before the instant.</summary>
    public Task<int> Prune(int runs, long before, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute("""
        delete from jobs.run where state in ('done', 'failed', 'cancelled') and (ended_at < @before
          or id < (select min(id) from (select id from jobs.run order by id desc limit @runs) as kept))
        """, new { runs, before }), ct);

    /// <summary>Forgets the runs of one work that went well before the instant, but for those of intents and commands, which somebody asks about.</summary>
    public Task Forget(string name, long before, CancellationToken ct) => database.Write(Store.Jobs, w => w.Execute(
        "delete from jobs.run where name = @name and state = 'done' and ended_at < @before and intent is null and not inline", new { name, before }), ct);

    static string Said(string code) => StoredText.Write(new Text(code))!;

    static string Name(JobState state) => state.ToString().ToLowerInvariant();

    async Task<RunRow?> One(string sql, object parameters, CancellationToken ct) => await Many(sql, parameters, ct) is [var row, ..] ? row : null;

    async Task<IReadOnlyList<RunRow>> Many(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<RunRow>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}

/// <summary>A run to put in the waiting line.</summary>
/// <param name="Title">The code of a text.</param>
sealed record NewRun(string Name, string Title, string? Key, string Flight, long? Member, string Arguments)
{
    /// <summary>The intent that it comes from; there is only one run of an intent and its try.</summary>
    public long? Intent { get; init; }

    /// <summary>How many runs of that intent failed before.</summary>
    public int? IntentTry { get; init; }

    /// <summary>Runs in a command, not under Quartz.</summary>
    public bool Inline { get; init; }
}
