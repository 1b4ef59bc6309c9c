using Marquee.Storage;

namespace Marquee.Acquisition.News;

/// <summary>The loop guard (R4): what we are about to tell a server is written down first, so that its echo is known as one.</summary>
public sealed class SentChanges(TimeProvider time)
{
    /// <summary>How long a server may take to tell us of it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <param name="house">The transaction that is committed before the server is told.</param>
    /// <param name="outsideId">TMDB's number in Radarr, TVDB's in Sonarr.</param>
    public Task Expect(Writing house, long connection, NewsKind kind, int outsideId) => house.Execute("""
        insert into house.sent_change (connection, kind, outside_id, until_at) values (@connection, @kind, @outsideId, @until)
        on conflict (connection, kind, outside_id) do update set until_at = excluded.until_at
        """, new { connection, kind = Word(kind), outsideId, until = (time.GetUtcNow() + Window).ToUnixTimeSeconds() });

    /// <summary>Whether we caused it. It stays so for the whole window: a server may say it twice.</summary>
    public async Task<bool> IsEcho(Writing house, long connection, NewsKind kind, int outsideId) => await house.First<long>(
        "select count(*) from house.sent_change where connection = @connection and kind = @kind and outside_id = @outsideId and until_at >= @now",
        new { connection, kind = Word(kind), outsideId, now = time.GetUtcNow().ToUnixTimeSeconds() }) > 0;

    /// <summary>Forgets what nobody waits for any more.</summary>
    internal Task Prune(Writing house) => house.Execute("delete from house.sent_change where until_at < @now", new { now = time.GetUtcNow().ToUnixTimeSeconds() });

    static string Word(NewsKind kind) => kind.ToString().ToLowerInvariant();
}
