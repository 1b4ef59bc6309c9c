using Marquee.Access;
using Marquee.Storage;

namespace Marquee.App.CommandLine;

/// <summary>The member as whom, or about whom, a verb works.</summary>
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

    /// <summary>The same through a running server.</summary>
    public static async Task<MemberRow> Member(this RunningServer server, string? name, CancellationToken ct)
    {
        var all = await server.Get<List<MemberRow>>("/api/v1/members", ct);
        return (name is null ? all.Find(m => m.Role == Role.Host && !m.Disabled) : all.Find(m => MemberName.Key(m.Name) == MemberName.Key(name)))
            ?? throw new Refusal("access.member.named", ("name", name ?? ""), ("names", string.Join(", ", all.Select(m => m.Name))));
    }

    public static async Task<Viewer> Viewer(this Alone alone, string? name, CancellationToken ct) => Viewers.Of(await alone.Member(name, ct), Origin.Cli);
}
