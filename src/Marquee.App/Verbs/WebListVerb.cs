using System.CommandLine;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching.Importing;

namespace Marquee.App.Verbs;

/// <summary>`marquee import web`: public lists of IMDb and Letterboxd by their address.</summary>
static class WebListVerb
{
    static readonly Argument<string?> Address = new("ADDRESS") { Description = "help.web.address", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<long?> Read = new("--read") { Description = "help.web.read", HelpName = "ID" };
    static readonly Option<long?> Remove = new("--remove") { Description = "help.web.remove", HelpName = "ID" };
    static readonly Option<bool> On = new("--on") { Description = "help.web.on" };
    static readonly Option<bool> Off = new("--off") { Description = "help.web.off" };

    public static Command Make() => new Command("web", "help.verb.web") { Address, Read, Remove, On, Off, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            const string lists = "/api/v1/imports/web-lists";
            if (Switched(verb) is { } on)
            {
                await server.Put<ListPagesState>("/api/v1/house/web-lists", new ListPageSwitch(on), verb.Cancellation);
            }

            if (verb.Get(Remove) is { } gone)
            {
                await server.Delete($"{lists}/{gone}", verb.Cancellation);
            }

            if (verb.Parsed.GetValue(Address) is { } address)
            {
                await server.Follow(lists, new ListPageWish(address), verb.Terminal, verb.Cancellation);
            }
            else if (verb.Get(Read) is { } asked)
            {
                await server.Follow($"{lists}/{asked}/read", null, verb.Terminal, verb.Cancellation);
            }

            Show(verb, await server.Get<ListPagesState>(lists, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var (viewer, lists) = (await alone.Viewer(verb.Member, verb.Cancellation), alone.Get<ListPages>());
            if (Switched(verb) is { } on)
            {
                await lists.Switch(on, verb.Cancellation);
            }

            if (verb.Get(Remove) is { } gone && !await lists.Remove(viewer, gone, verb.Cancellation))
            {
                throw new Refusal("screens.noListPage");
            }

            if (verb.Parsed.GetValue(Address) is { } address)
            {
                await lists.Add(viewer, address, verb.Cancellation);
            }
            else if (verb.Get(Read) is { } asked && !await lists.Ask(viewer, asked, verb.Cancellation))
            {
                throw new Refusal("screens.noListPage");
            }

            if (verb.Parsed.GetValue(Address) is not null || verb.Get(Read) is not null)
            {
                await alone.Follow(ListPageRound.Name, new NoArguments(), verb.Terminal, verb.Cancellation);
            }

            Show(verb, await lists.Of(viewer, verb.Cancellation));
        });

    static bool? Switched(Verb verb) => (verb.Get(On), verb.Get(Off)) switch
    {
        (true, true) => throw new Refusal("app.web.onOrOff"),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };

    static void Show(Verb verb, ListPagesState state) => verb.Terminal.Result(state, s =>
    {
        var text = new StringBuilder(new Text(s.On ? "app.web.isOn" : s.Contact is null ? "app.web.noContact" : "app.web.isOff").ToString());
        foreach (var list in s.Lists)
        {
            text.AppendLine().Append(Language.Current.Culture, $"  {list.Id,4:D}  {list.Name ?? list.Address}").AppendLine().Append("        ")
                .AppendJoin(' ', Told(list).Select(told => told.ToString()));
        }

        return text.ToString();
    });

    static IEnumerable<Text> Told(ListPageState list)
    {
        yield return list.GoodAt is { } at ? new Text("app.web.good", ("at", at.ToUnixTimeSeconds()), ("rows", list.Rows ?? 0)) : new Text("app.web.never");
        if (list.Failure is { } failure)
        {
            yield return failure;
        }

        if (list.SiteRests is { } until)
        {
            yield return new Text("listPages.notBefore", ("at", until.ToUnixTimeSeconds()));
        }

        if (list.Import is { } import)
        {
            yield return new Text("app.web.waits", ("id", import));
        }
    }
}
