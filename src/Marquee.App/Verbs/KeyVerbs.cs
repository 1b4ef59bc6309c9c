using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee keys`: which programs have a key of a member, and taking one away.</summary>
static class KeyVerbs
{
    static readonly Argument<long> Id = new("ID") { Description = "help.key.id" };

    public static Command Make() => new("keys", "help.verb.keys") { List(), Delete() };

    static Command List() => new Command("list", "help.verb.keysList") { Verb.MemberOption }.Reads(async (verb, alone) =>
    {
        var member = await alone.Member(verb.Member, verb.Cancellation);
        var keys = await alone.Get<ApiKeys>().Of(member.Id, verb.Cancellation);
        verb.Terminal.Result(
            keys.Select(KeyView.Of).ToList(),
            views => views.Count == 0 ? new Text("app.key.none", ("name", member.Name)).ToString() : string.Join('\n', views.Select(Line)));
    });

    static Command Delete() => new Command("delete", "help.verb.keysDelete") { Id, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            await server.Delete($"/api/v1/keys/{verb.Get(Id).ToString(CultureInfo.InvariantCulture)}", verb.Cancellation);
            Deleted(verb);
        },
        async (verb, alone) =>
        {
            var member = await alone.Member(verb.Member, verb.Cancellation);
            if (!await alone.Get<ApiKeys>().Delete(member.Id, verb.Get(Id), verb.Cancellation))
            {
                throw new Refusal("access.key.unknown");
            }

            Deleted(verb);
        });

    static void Deleted(Verb verb) => verb.Terminal.Result(new { deleted = verb.Get(Id) }, d => new Text("app.key.deleted", ("id", d.deleted)).ToString());

    static string Line(KeyView key)
    {
        var until = key.ExpiresAt is { } end ? new Text("app.key.until", ("until", end.ToUnixTimeSeconds())) : new Text("app.key.forever");
        var used = key.LastUsedAt is { } last ? new Text("app.key.used", ("at", last.ToUnixTimeSeconds())) : new Text("app.key.unused");
        return string.Create(CultureInfo.InvariantCulture, $"{key.Id,4}. {key.Name} ({string.Join(", ", key.Scopes.Select(KeyScopes.Word))}), {until}, {used}");
    }
}
