using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>What a member says of one title: `marquee rate`, `watch`, `like` and `unlike`, `not-interested`, `watchlist add` and `remove`.</summary>
static class TitleVerbs
{
    public static readonly Argument<string> Title = new("TITLE") { Description = "help.title.title" };
    static readonly Argument<string> Rating = new("RATING") { Description = "help.rate.rating" };
    static readonly Option<string?> At = new("--at") { Description = "help.watch.at", HelpName = "DATE" };
    static readonly Option<string?> Device = new Option<string?>("--device") { Description = "help.watch.device" }.AtMost(Watches.LongestDevice);
    static readonly Option<bool> TakeBack = new("--undo") { Description = "help.notInterested.undo" };
    static readonly Option<string?> Note = new Option<string?>("--note") { Description = "help.watchlist.note" }.AtMost(Watchlist.LongestNote);
    static readonly Option<int?> Priority = new Option<int?>("--priority") { Description = "help.watchlist.priority" }.Between(0, Watchlist.Last);

    /// <summary>One change of what the member has of a title.</summary>
    /// <param name="Path">Of the API, up to the title's id.</param>
    /// <param name="Behind">Of the API, behind it.</param>
    /// <param name="Body">Null takes away what is there.</param>
    /// <param name="Posted">Adds another one, instead of putting the one that there can be.</param>
    /// <param name="Door">The same without a server.</param>
    /// <param name="Done">What is said when it is done; has the title as a gap.</param>
    sealed record Saying(string Path, string Behind, object? Body, bool Posted, Func<Alone, Viewer, TitleId, CancellationToken, Task<long?>> Door, string Done);

    public static Command Rate() => Says("rate", "help.verb.rate", [Rating], verb => RatingOf(verb) is { } rating
        ? Puts("ratings", new RatingRequest(rating), (alone, viewer, title, ct) => alone.Get<Ratings>().Set(viewer, title, rating, ct), "app.title.rated")
        : TakesAway("ratings", (alone, viewer, title, ct) => alone.Get<Ratings>().Remove(viewer, title, ct), "app.title.unrated"));

    public static Command Watch() => Says("watch", "help.verb.watch", [At, Device], verb => new Saying(
        "titles", "/watches", new WatchRequest(verb.Get(At), verb.Get(Device)), Posted: true,
        async (alone, viewer, title, ct) => (await alone.Get<Watches>().Add(viewer, title, Read(verb.Get(At)), ct, verb.Get(Device))).Fact, "app.title.watched"));

    public static Command Like() => Says("like", "help.verb.like", [], _ =>
        Puts("likes", new { }, (alone, viewer, title, ct) => alone.Get<Likes>().Set(viewer, title, true, ct), "app.title.liked"));

    public static Command Unlike() => Says("unlike", "help.verb.unlike", [], _ =>
        TakesAway("likes", (alone, viewer, title, ct) => alone.Get<Likes>().Set(viewer, title, false, ct), "app.title.unliked"));

    public static Command NotInterested() => Says("not-interested", "help.verb.notInterested", [TakeBack], verb => verb.Get(TakeBack)
        ? TakesAway("not-interested", (alone, viewer, title, ct) => alone.Get<NotInterested>().Set(viewer, title, false, ct), "app.title.interested")
        : Puts("not-interested", new { }, (alone, viewer, title, ct) => alone.Get<NotInterested>().Set(viewer, title, true, ct), "app.title.notInterested"));

    public static Command Listed() => Says("add", "help.verb.watchlistAdd", [Note, Priority], verb =>
        Puts("watchlist", new WatchlistWords(verb.Get(Note), verb.Get(Priority)),
            (alone, viewer, title, ct) => alone.Get<Watchlist>().Put(viewer, title, verb.Get(Note), verb.Get(Priority), ct), "app.title.listed") with
        { Behind = "/entry" });

    public static Command Unlisted() => Says("remove", "help.verb.watchlistRemove", [], _ =>
        TakesAway("watchlist", (alone, viewer, title, ct) => alone.Get<Watchlist>().Remove(viewer, title, ct), "app.title.unlisted"));

    /// <returns>False when it is as if the member had nothing that could be taken away.</returns>
    /// <exception cref="Refusal">Something is to be said of a title that the member does not see.</exception>
    public static async Task<bool> CanChange(this Alone alone, Viewer viewer, TitleId title, bool takesAway, CancellationToken ct)
    {
        var cards = alone.Get<TitleCards>();
        return takesAway ? !await cards.Hides(viewer, title, ct) : await cards.Shows(viewer, title, ct) ? true : throw new Refusal("screens.noTitle");
    }

    public static void Told(Verb verb, AskedTitle title, long? fact, string done, params (string Name, object Value)[] more) => verb.Terminal.Result(
        new { title = title.Id.ToString(), name = title.Name, fact },
        r => r.fact is { } change ? $"{new Text(done, [("title", r.name), .. more])} {new Text("app.title.change", ("change", change))}" : new Text("app.title.already", ("title", r.name)).ToString());

    static Command Says(string word, string help, Symbol[] more, Func<Verb, Saying> saying)
    {
        var command = new Command(word, help) { Title };
        Array.ForEach(more, command.AddSymbol);
        command.Add(Verb.MemberOption);
        return command.Writes(
            async (verb, server) =>
            {
                var said = saying(verb);
                var title = await server.Title(verb.Get(Title), verb.Cancellation);
                var path = $"/api/v1/{said.Path}/{title.Id}{said.Behind}";
                var answer = said.Body is null ? await server.Delete<FactAnswer>(path, verb.Cancellation)
                    : said.Posted ? await server.Post<FactAnswer>(path, said.Body, verb.Cancellation)
                    : await server.Put<FactAnswer>(path, said.Body, verb.Cancellation);
                Told(verb, title, answer.Fact, said.Done);
            },
            async (verb, alone) =>
            {
                var (said, viewer) = (saying(verb), await alone.Viewer(verb.Member, verb.Cancellation));
                var title = await alone.Title(viewer, verb.Get(Title), verb.Cancellation);
                var nothing = !await alone.CanChange(viewer, title.Id, takesAway: said.Body is null, verb.Cancellation);
                Told(verb, title, nothing ? null : await said.Door(alone, viewer, title.Id, verb.Cancellation), said.Done);
            });
    }

    static Saying Puts(string path, object body, Func<Alone, Viewer, TitleId, CancellationToken, Task<long?>> door, string done) => new(path, "", body, false, door, done);

    static Saying TakesAway(string path, Func<Alone, Viewer, TitleId, CancellationToken, Task<long?>> door, string done) => new(path, "", null, false, door, done);

    /// <returns>Null for the word "none".</returns>
    static int? RatingOf(Verb verb) => verb.Get(Rating) is "none" ? null
        : int.TryParse(verb.Get(Rating), NumberStyles.None, CultureInfo.InvariantCulture, out var rating) && rating is >= Ratings.Least and <= Ratings.Most ? rating
        : throw new Refusal("screens.ratingRule");

    static DateTimeOffset? Read(string? text) => WatchEndpoints.Read(text, out var at) ? at : throw new Refusal("screens.whenRule");
}
