using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>The sites that refused to show a list, or could not, and until when each is left alone with all of its lists.</summary>
sealed class ListSiteStore(Database database)
{
    static readonly TimeSpan First = TimeSpan.FromHours(1);

    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>A site that asks for more is tried once after it.</summary>
    static readonly TimeSpan MostAsked = TimeSpan.FromDays(60);

    /// <summary>How long a site is left alone: twice as long with every refusal, and as long as it asks for.</summary>
    /// <param name="refusals">One after the other, from 1.</param>
    /// <param name="asked">Null when the site named no time.</param>
    public static TimeSpan Rest(int refusals, TimeSpan? asked)
    {
        var own = refusals > 10 ? Longest : First * (1 << (refusals - 1));
        own = own < Longest ? own : Longest;
        return asked > own ? asked < MostAsked ? asked.Value : MostAsked : own;
    }

    /// <returns>By source: until when, of those that rest now.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Resting(DateTimeOffset now, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<RestingSite>(new CommandDefinition(
            "select source, not_before_at as NotBeforeAt from house.list_site where not_before_at > @now", new { now = now.ToUnixTimeSeconds() }, cancellationToken: ct)))
            .ToDictionary(site => site.Source, site => DateTimeOffset.FromUnixTimeSeconds(site.NotBeforeAt), StringComparer.Ordinal);
    }

    /// <param name="notBefore">What the site asked for; null when it named no time.</param>
    public Task Refused(string source, DateTimeOffset? notBefore, DateTimeOffset now, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        var refusals = await writing.First<int>("select refusals from house.list_site where source = @source", new { source }) + 1;
        await writing.Execute("""
            insert into house.list_site (source, refusals, refused_at, not_before_at) values (@source, @refusals, @now, @until)
            on conflict (source) do update set refusals = excluded.refusals, refused_at = excluded.refused_at, not_before_at = excluded.not_before_at
            """, new { source, refusals, now = now.ToUnixTimeSeconds(), until = (now + Rest(refusals, notBefore - now)).ToUnixTimeSeconds() });
    }, ct);

    /// <summary>The site shows its lists: the next refusal is the first one.</summary>
    public Task Answered(string source, CancellationToken ct) =>
        database.Write(Store.House, writing => writing.Execute("delete from house.list_site where source = @source", new { source }), ct);

    sealed record RestingSite
    {
        public string Source { get; init; } = "";

        public long NotBeforeAt { get; init; }
    }
}
