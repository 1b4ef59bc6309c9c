using System.CommandLine;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>Ways in: `marquee link`, `marquee key`, `marquee member`.</summary>
static class MemberVerbs
{
    static readonly Option<int> Days = new Option<int>("--days") { Description = "help.member.days", DefaultValueFactory = _ => 365 }.Between(1, 3650);
    static readonly Option<bool> ReadOnly = new("--read") { Description = "help.member.readOnly" };
    static readonly Option<Role> RoleOption = new("--role") { Description = "help.member.role", DefaultValueFactory = _ => Role.Member };
    static readonly Argument<string> MemberName = new("NAME") { Description = "help.member.memberName" };
    static readonly Argument<string> KeyName = new("NAME") { Description = "help.member.keyName" };

    sealed record LinkMade(string Member, Uri SignIn, DateTimeOffset ExpiresAt);

    sealed record KeyMade(string Name, string Member, KeyAccess Access, DateTimeOffset? ExpiresAt, string Key);

    public static Command MakeLink() =>
        new Command("link", "help.verb.link") { Verb.MemberOption }.Writes(
            async (verb, server) =>
            {
                var member = await server.Member(verb.Member, verb.Cancellation);
                var link = await server.Post<LinkView>($"/api/v1/members/{member.Id}/link", null, verb.Cancellation);
                Show(verb, new LinkMade(member.Name, server.ForPeople(link.Url), link.ExpiresAt));
            },
            async (verb, alone) =>
            {
                var member = await alone.Member(verb.Member, verb.Cancellation);
                var link = await alone.Get<OneTimeLinks>().Make(member.Id, null, verb.Cancellation);
                Show(verb, new LinkMade(member.Name, link.At(alone.PageAddress()), link.ExpiresAt));
            });

    public static Command MakeKey() =>
        new Command("key", "help.verb.key") { KeyName, ReadOnly, Days, Verb.MemberOption }.Writes(
            async (verb, server) =>
            {
                var member = await server.Member(verb.Member, verb.Cancellation);
                var made = await server.Post<NewKey>("/api/v1/keys", new KeyRequest(verb.Get(KeyName), Access(verb), verb.Get(Days)), verb.Cancellation);
                Show(verb, new KeyMade(made.Name, member.Name, made.Access, made.ExpiresAt, made.Key));
            },
            async (verb, alone) =>
            {
                var member = await alone.Member(verb.Member, verb.Cancellation);
                var (row, key) = await alone.Get<ApiKeys>().Make(member.Id, verb.Get(KeyName), Access(verb), TimeSpan.FromDays(verb.Get(Days)), verb.Cancellation);
                Show(verb, new KeyMade(row.Name, member.Name, row.Access, row.ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null, key));
            });

    public static Command MakeMember()
    {
        var add = new Command("add", "help.verb.add") { MemberName, RoleOption }.Writes(
            async (verb, server) =>
            {
                var made = await server.Post<NewMember>("/api/v1/members", new MemberRequest(verb.Get(MemberName), verb.Get(RoleOption)), verb.Cancellation);
                verb.Terminal.Result(made with { Link = server.ForPeople(made.Link) }, m => m.Link.ToString());
            },
            async (verb, alone) =>
            {
                var name = Marquee.Access.MemberName.Clean(verb.Get(MemberName)) ?? throw new Refusal("access.member.nameRule");
                var made = await alone.Get<Members>().Make(name, verb.Get(RoleOption), verb.Cancellation) ?? throw new Refusal("access.member.nameTaken", ("name", name));
                var link = await alone.Get<OneTimeLinks>().Make(made.Id, null, verb.Cancellation);
                verb.Terminal.Result(new NewMember(made.Id, made.Name, made.Role, link.At(alone.PageAddress())), m => m.Link.ToString());
            });
        var list = new Command("list", "help.verb.list").Reads(async (verb, alone) =>
            verb.Terminal.Result((await alone.Get<Members>().All(verb.Cancellation)).Select(m => new MemberRow(m.Id, m.Name, m.Role, m.Disabled)).ToList(), all =>
                string.Join('\n', all.Select(m => new Text(m.Disabled ? "app.member.shutOut" : "app.member.one", ("name", m.Name), ("role", m.Role))))));
        return new Command("member", "help.verb.member") { add, list };
    }

    static KeyAccess Access(Verb verb) => verb.Get(ReadOnly) ? KeyAccess.Read : KeyAccess.Write;

    static void Show(Verb verb, LinkMade link)
    {
        verb.Terminal.Say("app.linkMade", ("name", link.Member), ("until", link.ExpiresAt.ToUnixTimeSeconds()));
        verb.Terminal.Result(link, l => l.SignIn.ToString());
    }

    static void Show(Verb verb, KeyMade key)
    {
        verb.Terminal.Say("app.keyMade", ("name", key.Member));
        verb.Terminal.Result(key, k => k.Key);
    }

    static async Task<MemberRow> Member(this RunningServer server, string? name, CancellationToken ct)
    {
        var all = await server.Get<List<MemberRow>>("/api/v1/members", ct);
        return (name is null ? all.Find(m => m.Role == Role.Host && !m.Disabled) : all.Find(m => Marquee.Access.MemberName.Key(m.Name) == Marquee.Access.MemberName.Key(name)))
            ?? throw new Refusal("access.member.named", ("name", name ?? ""), ("names", string.Join(", ", all.Select(m => m.Name))));
    }
}
