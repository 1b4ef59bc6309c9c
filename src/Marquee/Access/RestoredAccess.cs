using Marquee.Storage;

namespace Marquee.Access;

/// <summary>
/// Ways in that were ended since a backup was made stay ended. Sessions, links and invitations cannot be told apart from ended ones, so all go;
/// a key stays where the house that made room still had it. Without that house nobody knows what was ended since: then all go.
/// </summary>
sealed class RestoredAccess : IRestoreStep
{
    public async Task Take(RestoredHouse house, CancellationToken ct)
    {
        await house.Execute("delete from house.session");
        await house.Execute("delete from house.one_time_link");
        await house.Execute("delete from house.invitation");
        var keys = await house.Replaced<string>("select key_hash from house.api_key");
        await house.Execute("delete from house.api_key where key_hash not in @keys", new { keys });
    }
}
