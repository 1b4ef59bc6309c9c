using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>Where a member is signed in, `marquee devices`, and who came in or tried to, `marquee sign-ins`.</summary>
static class DeviceVerbs
{
    static readonly Argument<long> Id = new("ID") { Description = "help.devices.id" };
    static readonly Option<bool> Everybody = new("--all") { Description = "help.signIns.all" };
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.signIns.limit", DefaultValueFactory = _ => 20 }.Between(1, 1000);

    public static Command Devices() => new Command("devices", "help.verb.devices") { Verb.MemberOption, Revoke() }.Reads(async (verb, alone) =>
    {
        var member = await alone.Member(verb.Member, verb.Cancellation);
        var devices = (await alone.Get<Sessions>().Of(member.Id, verb.Cancellation)).Select(s => Device.Of(s, current: null)).ToList();
        verb.Terminal.Result(devices, all => all.Count == 0 ? new Text("app.devices.none", ("name", member.Name)).ToString() : string.Join('\n', all.Select(Line)));
    });

    static Command Revoke() => new Command("revoke", "help.verb.devicesRevoke") { Id, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            await server.Delete(string.Create(CultureInfo.InvariantCulture, $"/api/v1/session/devices/{verb.Get(Id)}"), verb.Cancellation);
            Revoked(verb);
        },
        async (verb, alone) =>
        {
            var member = await alone.Member(verb.Member, verb.Cancellation);
            if (!await alone.Get<Sessions>().End(member.Id, verb.Get(Id), verb.Cancellation))
            {
                throw new Refusal("access.noDevice");
            }

            Revoked(verb);
        });

    public static Command SignIns() => new Command("sign-ins", "help.verb.signIns") { Everybody, Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
    {
        var member = await alone.Member(verb.Member, verb.Cancellation);
        if (verb.Get(Everybody) && member.Role != Role.Host)
        {
            throw new Refusal("access.hostsOnly");
        }

        var rows = (await alone.Get<SignInLog>().Newest(verb.Get(Everybody) ? null : member.Id, verb.Get(Limit), verb.Cancellation)).Select(SignInRow.Of).ToList();
        verb.Terminal.Result(rows, all => all.Count == 0 ? new Text("app.signIns.none").ToString() : string.Join('\n', all.Select(Line)));
    });

    static void Revoked(Verb verb) => verb.Terminal.Result(new { revoked = verb.Get(Id) }, r => new Text("app.devices.revoked", ("id", r.revoked)).ToString());

    static string Line(Device device) => string.Create(
        CultureInfo.InvariantCulture, $"{device.Id,4}. {device.Name}, {new Text("app.devices.seen", ("since", device.CreatedAt.ToUnixTimeSeconds()), ("at", device.LastSeenAt.ToUnixTimeSeconds()))}");

    static string Line(SignInRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.At:yyyy-MM-dd HH:mm}  {row.Member ?? "–",-16} {row.Way,-10} {row.Outcome,-13} {row.Origin,-12} {row.Device}").TrimEnd();
}
