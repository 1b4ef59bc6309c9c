using System.CommandLine;
using System.Globalization;
using Marquee.Access.Trust;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.App.Verbs;

/// <summary>`marquee tls`: makes the authority of the house and a certificate for this machine where they are missing, and says how to use them.</summary>
static class TlsVerb
{
    sealed record Made(bool On, string Folder, string Fingerprint, DateTimeOffset AuthorityEndsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Addresses);

    public static Command Make()
    {
        var command = new Command("tls", "help.verb.tls");
        command.SetAction(async (parsed, _) =>
        {
            var global = GlobalOptions.Of(parsed);
            await using var alone = Alone.Unopened(global);
            new Terminal(global).Result(Look(alone), Lines);
            return 0;
        });
        return command;
    }

    static Made Look(Alone alone)
    {
        var tls = alone.Get<HomeTls>();
        var certificate = tls.Certificate();
        using var authority = tls.Authority()!;
        var port = Listening.Parse(alone.Get<IOptions<ServerOptions>>().Value.Listen).Port;
        return new Made(
            tls.IsOn, alone.Get<DataFolder>().At("tls"), TrustedAuthority.Fingerprint(authority), new DateTimeOffset(authority.NotAfter).ToUniversalTime(), new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
            [.. tls.Hosts().Select(host => string.Create(CultureInfo.InvariantCulture, $"https://{host}:{port}/trust"))]);
    }

    static string Lines(Made made) => string.Join('\n',
    [
        new Text("app.tls.authority", ("folder", made.Folder), ("ends", made.AuthorityEndsAt.ToUnixTimeSeconds())).ToString(),
        $"  {made.Fingerprint}",
        new Text("app.tls.certificate", ("ends", made.EndsAt.ToUnixTimeSeconds())).ToString(),
        new Text(made.On ? "app.tls.on" : "app.tls.off").ToString(),
        .. made.Addresses.Select(address => "  " + address),
    ]);
}
