using System.CommandLine;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;

namespace Marquee.App.Verbs;

/// <summary>Makes ways in for people and programs: `marquee link` and `marquee key`.</summary>
static class WayInVerbs
{
    static readonly Option<int> Days = new Option<int>("--days") { Description = "help.member.days", DefaultValueFactory = _ => 365 }.Between(1, 3650);
    static readonly Option<KeyScope[]> Scopes = new("--scope")
    {
        Description = "help.member.scope",
        DefaultValueFactory = _ => [KeyScope.Read, KeyScope.Write],
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Argument<string> KeyName = new("NAME") { Description = "help.member.keyName" };

    sealed record LinkMade(string Member, Uri SignIn, DateTimeOffset ExpiresAt);

    sealed record KeyMade(string Name, string Member, IReadOnlyList<KeyScope> Scopes, DateTimeOffset? ExpiresAt, string Key);

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
        new Command("key", "help.verb.key") { KeyName, Scopes, Days, Verb.MemberOption }.Writes(
            async (verb, server) =>
            {
                var member = await server.Member(verb.Member, verb.Cancellation);
                var made = await server.Post<NewKey>("/api/v1/keys", new KeyRequest(verb.Get(KeyName), verb.Get(Scopes), verb.Get(Days)), verb.Cancellation);
                Show(verb, new KeyMade(made.Name, member.Name, made.Scopes, made.ExpiresAt, made.Key));
            },
            async (verb, alone) =>
            {
                var member = await alone.Member(verb.Member, verb.Cancellation);
                var scopes = verb.Get(Scopes)!;
                if (member.Role != Role.Host && scopes.Any(KeyScopes.IsForHosts))
                {
                    throw new Refusal("access.key.hostsScope");
                }

                var (row, key) = await alone.Get<ApiKeys>().Make(member.Id, verb.Get(KeyName), scopes, TimeSpan.FromDays(verb.Get(Days)), verb.Cancellation);
                Show(verb, new KeyMade(row.Name, member.Name, row.Scopes, row.ExpiresAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null, key));
            });

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
}
