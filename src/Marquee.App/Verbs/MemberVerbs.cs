using System.CommandLine;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee members`: who belongs to the house, and who is to.</summary>
static class MemberVerbs
{
    static readonly Option<Role> RoleOption = new("--role") { Description = "help.member.role", DefaultValueFactory = _ => Role.Member };
    static readonly Option<string?> InvitedName = new("--name") { Description = "help.member.invitedName", HelpName = "NAME" };
    static readonly Option<string?> Sure = new("--sure") { Description = "help.member.sure", HelpName = "NAME" };
    static readonly Argument<string> Name = new("NAME") { Description = "help.member.memberName" };
    static readonly Argument<string> NewName = new("NEW") { Description = "help.member.newName" };
    static readonly Argument<Role> RoleArgument = new("ROLE") { Description = "help.member.role" };

    sealed record Invited(Role Role, string? Name, Uri Link, DateTimeOffset ExpiresAt, string Code, DateTimeOffset CodeExpiresAt);

    public static Command Make()
    {
        var members = new Command("members", "help.verb.member")
        {
            List(),
            Add(),
            Invite(),
            InvitationVerbs.List(),
            InvitationVerbs.TakeBack(),
            Change("role", "help.verb.role", [RoleArgument], verb => new MemberChangeRequest(verb.Get(RoleArgument), null)),
            Change("rename", "help.verb.rename", [NewName], verb => new MemberChangeRequest(null, null, verb.Get(NewName))),
            Change("disable", "help.verb.disable", [], _ => new MemberChangeRequest(null, true)),
            Change("enable", "help.verb.enable", [], _ => new MemberChangeRequest(null, false)),
            CeilingVerbs.Ceiling(),
            Remove(),
        };
        members.Aliases.Add("member");
        return members;
    }

    static Command List() => new Command("list", "help.verb.list").Reads(async (verb, alone) =>
        verb.Terminal.Result((await alone.Get<Members>().All(verb.Cancellation)).Select(m => new MemberRow(m.Id, m.Name, m.Role, m.Disabled)).ToList(), all => string.Join('\n', all.Select(Line))));

    static Command Add() => new Command("add", "help.verb.add") { Name, RoleOption }.Writes(
        async (verb, server) =>
        {
            var made = await server.Post<NewMember>("/api/v1/members", new MemberRequest(verb.Get(Name), verb.Get(RoleOption)), verb.Cancellation);
            verb.Terminal.Result(made with { Link = server.ForPeople(made.Link) }, m => m.Link.ToString());
        },
        async (verb, alone) =>
        {
            var name = Clean(verb.Get(Name));
            var made = await alone.Get<Members>().Make(name, verb.Get(RoleOption), verb.Cancellation) ?? throw Taken(name);
            var link = await alone.Get<OneTimeLinks>().Make(made.Id, null, verb.Cancellation);
            verb.Terminal.Result(new NewMember(made.Id, made.Name, made.Role, link.At(alone.PageAddress())), m => m.Link.ToString());
        });

    static Command Invite() => new Command("invite", "help.verb.invite") { RoleOption, InvitedName }.Writes(
        async (verb, server) =>
        {
            var made = await server.Post<InvitationView>("/api/v1/invitations", new InvitationRequest(verb.Get(RoleOption), verb.Get(InvitedName)), verb.Cancellation);
            Show(verb, new Invited(made.Role, made.Name, server.ForPeople(made.Link), made.ExpiresAt, made.Code, made.CodeExpiresAt));
        },
        async (verb, alone) =>
        {
            var name = verb.Get(InvitedName) is { } wished ? Clean(wished) : null;
            if (name is not null && await alone.Get<Members>().ByName(name, verb.Cancellation) is not null)
            {
                throw Taken(name);
            }

            var host = await alone.Member(null, verb.Cancellation);
            var made = await alone.Get<Invitations>().Make(host.Id, verb.Get(RoleOption), name, verb.Cancellation);
            var (code, until) = (await alone.Get<InvitationCodes>().Make(made.Id, verb.Cancellation))!.Value; // nobody else has the folder
            Show(verb, new Invited(verb.Get(RoleOption), name, made.At(alone.PageAddress()), made.ExpiresAt, code, until));
        });

    static Command Change(string word, string description, Argument[] more, Func<Verb, MemberChangeRequest> wish)
    {
        var command = new Command(word, description) { Name };
        Array.ForEach(more, command.Add);
        return command.Writes(
            async (verb, server) =>
            {
                var member = await server.Member(verb.Get(Name), verb.Cancellation);
                verb.Terminal.Result(await server.Put<MemberRow>($"/api/v1/members/{member.Id}", wish(verb), verb.Cancellation), Line);
            },
            async (verb, alone) =>
            {
                var (member, members, change) = (await alone.Member(verb.Get(Name), verb.Cancellation), alone.Get<Members>(), wish(verb));
                var name = change.Name is null ? null : Clean(change.Name);
                Check(await members.Change(member.Id, change.Role, change.Disabled, verb.Cancellation, name), name);
                var now = (await members.Find(member.Id, verb.Cancellation))!;
                verb.Terminal.Result(new MemberRow(now.Id, now.Name, now.Role, now.Disabled), Line);
            });
    }

    static Command Remove() => new Command("remove", "help.verb.remove") { Name, Sure }.Writes(
        async (verb, server) =>
        {
            var member = await server.Member(verb.Get(Name), verb.Cancellation);
            await server.Delete($"/api/v1/members/{member.Id}?name={Uri.EscapeDataString(Meant(verb, member.Name))}", verb.Cancellation);
            Removed(verb, member.Name);
        },
        async (verb, alone) =>
        {
            var member = await alone.Member(verb.Get(Name), verb.Cancellation);
            Meant(verb, member.Name);
            Check(await alone.Get<MemberRemoval>().Remove(member.Id, verb.Cancellation), null);
            Removed(verb, member.Name);
        });

    /// <summary>Who has not named the member a second time is asked.</summary>
    static string Meant(Verb verb, string name) => verb.Get(Sure) is { } sure && MemberName.Key(sure) == MemberName.Key(name)
        ? sure
        : throw new Refusal("app.members.sure", ("name", name));

    static void Check(MemberChange change, string? name)
    {
        if (change == MemberChange.LastHost)
        {
            throw new Refusal("access.member.lastHost");
        }

        if (change == MemberChange.NameTaken)
        {
            throw Taken(name!);
        }
    }

    static string Clean(string name) => MemberName.Clean(name) ?? throw new Refusal("access.member.nameRule");

    static Refusal Taken(string name) => new("access.member.nameTaken", ("name", name));

    static string Line(MemberRow member) => new Text(member.Disabled ? "app.member.shutOut" : "app.member.one", ("name", member.Name), ("role", Members.Word(member.Role))).ToString();

    static void Removed(Verb verb, string name) => verb.Terminal.Result(new { removed = name }, r => new Text("app.members.removed", ("name", r.removed)).ToString());

    static void Show(Verb verb, Invited invited)
    {
        verb.Terminal.Say("app.members.invited", ("until", invited.ExpiresAt.ToUnixTimeSeconds()), ("codeUntil", invited.CodeExpiresAt.ToUnixTimeSeconds()));
        verb.Terminal.Result(invited, i => $"{i.Link}\n{i.Code}");
    }
}
