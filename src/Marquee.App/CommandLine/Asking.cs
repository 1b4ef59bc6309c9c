using Marquee.Access;
using Marquee.Storage;

namespace Marquee.App.CommandLine;

/// <summary>The member as whom a verb acts when it works alone.</summary>
static class Asking
{
    /// <exception cref="Refusal">Nobody has that name.</exception>
    public static async Task<Member> Member(this Alone alone, string? name, CancellationToken ct)
    {
        var members = alone.Get<Members>();
        if (name is null)
        {
            return await members.Host(ct) ?? await members.EnsureHost(null, ct);
        }

        return await members.ByName(name, ct) ?? throw new Refusal(
            "access.member.named", ("name", name), ("names", string.Join(", ", (await members.All(ct)).Select(m => m.Name))));
    }

    public static async Task<Viewer> Viewer(this Alone alone, string? name, CancellationToken ct) => Viewers.Of(await alone.Member(name, ct), Origin.Cli);
}
