using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee members invitations` and `marquee members uninvite`: what `marquee members invite` has made.</summary>
static class InvitationVerbs
{
    static readonly Argument<long> Id = new("ID") { Description = "help.invitation.id" };

    public static Command List() => new Command("invitations", "help.verb.invitations").Reads(async (verb, alone) =>
    {
        var now = alone.Get<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        var open = (await alone.Get<Invitations>().Open(verb.Cancellation)).Select(i => InvitationRow.Of(i, now)).ToList();
        verb.Terminal.Result(open, rows => rows.Count == 0 ? new Text("app.invitation.none").ToString() : string.Join('\n', rows.Select(Line)));
    });

    public static Command TakeBack() => new Command("uninvite", "help.verb.uninvite") { Id }.Writes(
        async (verb, server) =>
        {
            await server.Delete($"/api/v1/invitations/{verb.Get(Id).ToString(CultureInfo.InvariantCulture)}", verb.Cancellation);
            Taken(verb);
        },
        async (verb, alone) =>
        {
            if (!await alone.Get<Invitations>().TakeBack(verb.Get(Id), verb.Cancellation))
            {
                throw new Refusal("access.invitation.gone");
            }

            Taken(verb);
        });

    static void Taken(Verb verb) => verb.Terminal.Result(new { takenBack = verb.Get(Id) }, t => new Text("app.invitation.takenBack", ("id", t.takenBack)).ToString());

    static string Line(InvitationRow open)
    {
        var who = open.Name is { } name ? new Text("app.member.one", ("name", name), ("role", Members.Word(open.Role))).ToString() : Members.Word(open.Role);
        var until = new Text("app.invitation.until", ("until", open.ExpiresAt.ToUnixTimeSeconds()), ("host", open.InvitedBy));
        var digits = open.CodeExpiresAt is { } end ? ", " + new Text("app.invitation.digits", ("until", end.ToUnixTimeSeconds())) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{open.Id,4}. {who}, {until}{digits}");
    }
}
