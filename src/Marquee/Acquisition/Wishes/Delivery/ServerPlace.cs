using Marquee.Integrations.Servarr;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>The quality, folder and tags that something is added with.</summary>
sealed record ServerPlace(int QualityProfile, string RootFolder, IReadOnlyList<int> Tags)
{
    /// <summary>As the wish says, else as the connection says, else the server's first.</summary>
    public static async Task<ServarrAnswer<ServerPlace>> Find(Wish wish, Servers.Connection connection, ServarrClient client, CancellationToken ct)
    {
        var profile = wish.QualityProfile ?? connection.QualityProfile;
        if (profile is null)
        {
            var profiles = await client.QualityProfiles(ct);
            if (profiles is not Got<IReadOnlyList<QualityProfile>>(var all))
            {
                return profiles.Map<ServerPlace>(_ => null!);
            }

            profile = all.Select(p => (int?)p.Id).FirstOrDefault();
        }

        var folder = wish.RootFolder ?? connection.RootFolder;
        if (folder is null)
        {
            var folders = await client.RootFolders(ct);
            if (folders is not Got<IReadOnlyList<RootFolder>>(var all))
            {
                return folders.Map<ServerPlace>(_ => null!);
            }

            folder = all.OrderByDescending(f => f.Accessible).Select(f => f.Path).FirstOrDefault();
        }

        if (profile is null || folder is null)
        {
            return new NotThere(profile is null ? "wishes.noProfileThere" : "wishes.noFolderThere", ("server", connection.Name));
        }

        return connection.Tag is null
            ? new Got<ServerPlace>(new ServerPlace(profile.Value, folder, []))
            : (await client.Tag(connection.Tag, ct)).Map(tag => new ServerPlace(profile.Value, folder, [tag.Id]));
    }
}
