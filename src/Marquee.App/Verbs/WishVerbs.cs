using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee wish TITLE`, `marquee wishes` with `withdraw ID`, `try ID`, `on` and `off`, and for hosts `marquee approve ID` and `marquee refuse ID`.</summary>
static class WishVerbs
{
    const string Route = "/api/v1/wishes";

    static readonly Option<string?> Part = new("--part") { Description = "help.wish.part", HelpName = "PART" };
    static readonly Option<int[]> Season = new("--season") { Description = "help.wish.season", HelpName = "NUMBER", AllowMultipleArgumentsPerToken = true };
    static readonly Option<string[]> Episode = new("--episode") { Description = "help.wish.episode", HelpName = "1x3", AllowMultipleArgumentsPerToken = true };
    static readonly Option<long?> Server = new("--server") { Description = "help.wish.server", HelpName = "ID" };
    static readonly Option<int?> Profile = new("--quality-profile") { Description = "help.wish.profile", HelpName = "ID" };
    static readonly Option<string?> Folder = new("--root-folder") { Description = "help.wish.folder", HelpName = "PATH" };
    static readonly Option<bool> Bookmark = new("--bookmark") { Description = "help.wish.bookmark" };
    static readonly Option<bool> Everybody = new("--all") { Description = "help.wishes.all" };
    static readonly Option<string?> State = new("--state") { Description = "help.wishes.state", HelpName = "STATE" };
    static readonly Option<string?> Reason = new("--reason") { Description = "help.refuse.reason", HelpName = "TEXT" };
    static readonly Option<bool> MayHave = new("--may-have") { Description = "help.wishes.mayHave" };
    static readonly Argument<string> Id = new("ID") { Description = "help.wish.id" };

    public static Command Wish() => new Command("wish", "help.verb.wish") { TitleVerbs.Title, Part, Season, Episode, Server, Profile, Folder, Bookmark, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var title = await server.Title(verb.Get(TitleVerbs.Title), verb.Cancellation);
            Told(verb, (await server.Post<WishAnswer>(Route, Body(verb, title.Id.ToString()), verb.Cancellation)).Wish);
        },
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var title = await alone.Title(viewer, verb.Get(TitleVerbs.Title), verb.Cancellation);
            var body = Body(verb, title.Id.ToString());
            var request = new WishRequest
            {
                Title = title.Id,
                Part = WishEndpoints.Part(body) ?? throw new Refusal("screens.wish.part"),
                Connection = body.Connection,
                QualityProfile = body.QualityProfile,
                RootFolder = body.RootFolder,
                Bookmark = body.Bookmark,
            };
            await Told(verb, alone, viewer, await alone.Get<Wishes>().Ask(viewer, request, verb.Cancellation), "screens.noTitle");
        });

    public static Command All() => new Command("wishes", "help.verb.wishes")
    {
        Everybody, State, Verb.MemberOption,
        OfMember("withdraw", "help.verb.wishesWithdraw", "withdrawal", (wishes, viewer, id, ct) => wishes.Withdraw(viewer, id, ct)),
        OfMember("try", "help.verb.wishesTry", "try", (wishes, viewer, id, ct) => wishes.TryNow(viewer, id, ct)),
        Switch("on", "help.verb.wishesOn", on: true), Switch("off", "help.verb.wishesOff", on: false),
    }.Reads(async (verb, alone) =>
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        WishState[]? states = verb.Get(State) is not { } word ? null
            : WishStates.Parse(word) is { } state ? [state]
            : throw new Refusal("screens.wish.state", ("states", string.Join(", ", Enum.GetValues<WishState>().Select(s => s.Code()))));
        if (verb.Get(Everybody) && viewer.Role != Role.Host)
        {
            throw new Refusal("app.wish.hosts");
        }

        var screens = alone.Get<WishScreens>();
        var found = verb.Get(Everybody) ? await screens.All(viewer, states, 0, 200, verb.Cancellation) : await screens.Mine(viewer, states, 0, 200, verb.Cancellation);
        verb.Terminal.Result(found.Items, cards => cards.Count == 0 ? new Text("app.wish.noneYet").ToString() : string.Join('\n', cards.Select(Line)));
    });

    /// <summary>Whether the house gets what is wished for; on only with the word that it may have it.</summary>
    static Command Switch(string name, string help, bool on)
    {
        var command = new Command(name, help);
        if (on)
        {
            command.Add(MayHave);
        }

        return command.Writes(
            async (verb, server) => Told(verb, await server.Put<WishHouseScreen>("/api/v1/house/wishes", new WishHouseRequest(on, on && verb.Get(MayHave)), verb.Cancellation)),
            async (verb, alone) =>
            {
                if (on && !verb.Get(MayHave))
                {
                    throw new Refusal("screens.wish.mayHave");
                }

                var rules = alone.Get<HouseRules>();
                await rules.SetGets(await alone.Viewer(null, verb.Cancellation), on, verb.Cancellation);
                Told(verb, new WishHouseScreen(on, await rules.Rules(verb.Cancellation)));
            });
    }

    static void Told(Verb verb, WishHouseScreen house) => verb.Terminal.Result(house, h => new Text(h.On ? "app.wish.on" : "app.wish.off").ToString());

    public static Command Approve() => new Command("approve", "help.verb.approve") { Id }.Writes(
        async (verb, server) => Told(verb, (await server.Post<WishAnswer>($"{Route}/{Asked(verb)}/approval", null, verb.Cancellation)).Wish),
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(null, verb.Cancellation);
            await Told(verb, alone, viewer, await alone.Get<Wishes>().Approve(viewer, verb.Get(Id), verb.Cancellation), "screens.wish.none");
        });

    public static Command Refuse() => new Command("refuse", "help.verb.refuse") { Id, Reason }.Writes(
        async (verb, server) => Told(verb, (await server.Post<WishAnswer>($"{Route}/{Asked(verb)}/refusal", new RefusalWords(verb.Get(Reason)), verb.Cancellation)).Wish),
        async (verb, alone) =>
        {
            if (verb.Get(Reason)?.Length > WishEndpoints.LongestReason)
            {
                throw new Refusal("screens.wish.reason", ("longest", WishEndpoints.LongestReason));
            }

            var viewer = await alone.Viewer(null, verb.Cancellation);
            await Told(verb, alone, viewer, await alone.Get<Wishes>().Refuse(viewer, verb.Get(Id), verb.Get(Reason), verb.Cancellation), "screens.wish.none");
        });

    /// <summary>What a member does with a wish.</summary>
    static Command OfMember(string name, string help, string route, Func<Wishes, Viewer, string, CancellationToken, Task<WishOutcome>> does) => new Command(name, help) { Id, Verb.MemberOption }.Writes(
        async (verb, server) => Told(verb, (await server.Post<WishAnswer>($"{Route}/{Asked(verb)}/{route}", null, verb.Cancellation)).Wish),
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            await Told(verb, alone, viewer, await does(alone.Get<Wishes>(), viewer, verb.Get(Id), verb.Cancellation), "screens.wish.none");
        });

    static string Asked(Verb verb) => Uri.EscapeDataString(verb.Get(Id));

    static WishBody Body(Verb verb, string title) => new(title, Part: verb.Get(Part), Seasons: verb.Get(Season), Episodes: verb.Get(Episode), Connection: verb.Get(Server), QualityProfile: verb.Get(Profile), RootFolder: verb.Get(Folder), Bookmark: verb.Get(Bookmark));

    static async Task Told(Verb verb, Alone alone, Viewer viewer, WishOutcome outcome, string none) => Told(verb, outcome switch
    {
        Wished done => await alone.Get<WishScreens>().Of(viewer, done.Wish, verb.Cancellation) ?? throw new Refusal(none),
        WishDenied denied => throw new Refusal(denied.Why),
        _ => throw new Refusal(none),
    });

    static void Told(Verb verb, WishCard card) => verb.Terminal.Result(card, Line);

    static string Line(WishCard card)
    {
        var state = new Text("app.wish.states." + card.State.Code()).ToString();
        var part = card.Part == "all" ? "" : "  " + card.Part + (card.Seasons.Count > 0 ? " " + string.Join(',', card.Seasons) : "") + (card.Episodes.Count > 0 ? " " + string.Join(',', card.Episodes) : "");
        var progress = card.Progress is { } share ? string.Create(Language.Current.Culture, $" {share:P0}") : "";
        var why = card.Why is null ? "" : "\n      " + card.Why;
        var next = card is { State: WishState.Buffer, NextTryAt: { } at } ? "\n      " + new Text("app.wish.nextTry", ("at", at.ToUnixTimeSeconds())) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{card.Id}  {card.Title.Title} ({card.Title.Year}){part}  {state}{progress}{why}{next}");
    }
}
