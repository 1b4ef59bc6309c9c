using System.CommandLine;
using System.Text;
using Marquee.Acquisition.Servers;
using Marquee.App.CommandLine;
using Marquee.Integrations.Servarr;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee connections`: the Radarr and Sonarr servers of the house; `add`, `test` and `remove`.</summary>
static class ConnectionVerbs
{
    const string Route = "/api/v1/connections";

    static readonly Argument<ServarrProgram> Kind = new("KIND") { Description = "help.connections.kind" };
    static readonly Argument<string> Address = new("ADDRESS") { Description = "help.connections.address" };
    static readonly Argument<long> Id = new("ID") { Description = "help.connections.id" };
    static readonly Option<string?> Name = new("--name") { Description = "help.connections.name", HelpName = "NAME" };
    static readonly Option<bool> Here = new("--on-this-machine") { Description = "help.connections.here" };
    static readonly Option<string?> Tag = new("--tag") { Description = "help.connections.tag", HelpName = "TAG" };
    static readonly Option<string?> Folder = new("--root-folder") { Description = "help.connections.folder", HelpName = "PATH" };
    static readonly Option<int?> Profile = new("--quality-profile") { Description = "help.connections.profile", HelpName = "ID" };

    public static Command Make() => new Command("connections", "help.verb.connections") { Add(), Test(), Remove() }.Reads(
        async (verb, alone) => Show(verb, [.. (await alone.Get<Connections>().All(verb.Cancellation)).Select(ConnectionScreen.Of)]));

    static Command Add() => new Command("add", "help.verb.connectionsAdd") { Kind, Address, Name, Here, Profile, Folder, Tag }.Writes(
        async (verb, server) =>
        {
            var draft = Draft(verb);
            Show(verb, [await server.Post<ConnectionScreen>(Route, new
            {
                draft.Kind, draft.Name, draft.Address, apiKey = await Key(verb), draft.OnThisMachine, draft.QualityProfile, draft.RootFolder, draft.Tag,
            }, verb.Cancellation)]);
        },
        async (verb, alone) =>
        {
            var connections = alone.Get<Connections>();
            var added = await connections.Add(Draft(verb), new SecretText(await Key(verb)), verb.Cancellation);
            await alone.Get<ConnectionCheck>().Test(added, verb.Cancellation);
            Show(verb, [ConnectionScreen.Of((await connections.Find(added.Id, verb.Cancellation))!)]);
        });

    static Command Test() => new Command("test", "help.verb.connectionsTest") { Id }.Writes(
        async (verb, server) => Told(verb, await server.Post<ConnectionTest>($"{Route}/{verb.Get(Id)}/test", null, verb.Cancellation)),
        async (verb, alone) => Told(verb, await alone.Get<ConnectionCheck>().Test(
            await alone.Get<Connections>().Find(verb.Get(Id), verb.Cancellation) ?? throw new Refusal("servers.none"), verb.Cancellation)));

    static Command Remove() => new Command("remove", "help.verb.connectionsRemove") { Id }.Writes(
        async (verb, server) =>
        {
            await server.Delete($"{Route}/{verb.Get(Id)}", verb.Cancellation);
            Show(verb, await server.Get<List<ConnectionScreen>>(Route, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var connections = alone.Get<Connections>();
            if (!await connections.Remove(verb.Get(Id), verb.Cancellation))
            {
                throw new Refusal("servers.none");
            }

            Show(verb, [.. (await connections.All(verb.Cancellation)).Select(ConnectionScreen.Of)]);
        });

    static ConnectionDraft Draft(Verb verb) => new()
    {
        Kind = verb.Get(Kind),
        Name = verb.Get(Name),
        Address = verb.Get(Address),
        OnThisMachine = verb.Get(Here),
        QualityProfile = verb.Get(Profile),
        RootFolder = verb.Get(Folder),
        Tag = verb.Get(Tag),
    };

    static Task<string> Key(Verb verb) => TypedSecret.Read("app.connections.typeKey", "servers.key", verb.Cancellation, ("program", verb.Get(Kind).ToString()));

    static void Show(Verb verb, IReadOnlyList<ConnectionScreen> all) => verb.Terminal.Result(all, screens => screens.Count == 0
        ? new Text("app.connections.none").ToString()
        : string.Join('\n', screens.Select(s => $"{s.Id,4:D}  {s.Name} ({s.Kind}, {s.Address})\n      {s.State}")));

    static void Told(Verb verb, ConnectionTest test) => verb.Terminal.Result(test, t => t.Problem?.ToString() ?? Choices(t));

    static string Choices(ConnectionTest test)
    {
        var text = new StringBuilder(new Text("app.connections.works", ("version", test.Version ?? "?")).ToString());
        foreach (var profile in test.Choices?.QualityProfiles ?? [])
        {
            text.Append(Language.Current.Culture, $"\n  --quality-profile {profile.Id}  {profile.Name}");
        }

        foreach (var folder in test.Choices?.RootFolders ?? [])
        {
            text.Append(Language.Current.Culture, $"\n  --root-folder {folder.Path}");
        }

        return text.ToString();
    }
}
