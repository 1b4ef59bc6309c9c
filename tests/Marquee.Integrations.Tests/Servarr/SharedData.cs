namespace Marquee.Integrations.Tests.Servarr;

/// <summary>What lies beside some checkouts and never in one: genuine answers and the documents of the APIs.</summary>
static class SharedData
{
    /// <returns>Null where the checkout stands alone.</returns>
    public static string? Find(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine([folder.FullName, "shared", "data", .. path]);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
