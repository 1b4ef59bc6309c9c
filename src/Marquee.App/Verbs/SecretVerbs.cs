using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee secrets`: which secrets of outside systems are set; `rotate` and `reset` for the key that seals them.</summary>
static class SecretVerbs
{
    public static Command Make() => new Command("secrets", "help.verb.secrets") { Rotate(), Reset() }.Reads(async (verb, alone) =>
    {
        var screen = new SecretsScreen(alone.Get<KeyFile>().Path, await alone.Get<HouseKey>().Problem(verb.Cancellation), await alone.Get<SecretVault>().All(verb.Cancellation));
        verb.Terminal.Result(screen, s => string.Join('\n', [.. s.Secrets.Select(Line), (s.Problem ?? new Text("app.secrets.keyFile", ("file", s.KeyFile))).ToString()]));
    });

    static Command Rotate() => new Command("rotate", "help.verb.secretsRotate").Writes(
        async (verb, server) => Told(verb, await server.Post<SecretsRotated>("/api/v1/house/secrets/rotation", null, verb.Cancellation)),
        async (verb, alone) => Told(verb, new SecretsRotated(await alone.Get<SecretVault>().Rotate(verb.Cancellation))));

    static Command Reset() => new Command("reset", "help.verb.secretsReset").Writes(
        async (verb, server) => Told(verb, await server.Post<SecretsForgotten>("/api/v1/house/secrets/reset", null, verb.Cancellation)),
        async (verb, alone) => Told(verb, new SecretsForgotten(await alone.Get<SecretVault>().BeginAnew(verb.Cancellation))));

    static void Told(Verb verb, SecretsRotated done) => verb.Terminal.Result(done, d => new Text("app.secrets.rotated", ("count", d.Sealed)).ToString());

    static void Told(Verb verb, SecretsForgotten done) => verb.Terminal.Result(
        done, d => string.Join('\n', [new Text("app.secrets.reset", ("count", d.Forgotten.Count)).ToString(), .. d.Forgotten.Select(name => "  " + name)]));

    static string Line(SecretState secret) => string.Create(CultureInfo.InvariantCulture, $"{secret.SetSince:yyyy-MM-dd HH:mm}  {secret.Name}");
}
