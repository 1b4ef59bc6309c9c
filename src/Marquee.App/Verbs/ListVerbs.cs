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

/// <summary>`marquee lists`, with `show`, `create`, `add`, `remove`, `rename`, `share` and `delete`.</summary>
static class ListVerbs
{
    static readonly Argument<string> Name = new("LIST") { Description = "help.lists.list" };
    static readonly Argument<string> NewName = new("NAME") { Description = "help.lists.name" };
    static readonly Option<int?> Place = new Option<int?>("--place") { Description = "help.lists.place" }.Between(1, 10_000);
    static readonly Option<string?> Note = new Option<string?>("--note") { Description = "help.lists.note" }.AtMost(ListEntries.LongestNote);
    static readonly Option<bool> TakeBack = new("--undo") { Description = "help.lists.unshare" };

    sealed record Row(long Id, string Name, string? Description, bool Live, bool Shared, bool Own, int Entries);

    sealed record Entry(string Id, string Title, int? Year, string? Note);

    public static Command Make() => new Command("lists", "help.verb.lists")
    {
        Verb.MemberOption, Show(), Create(), Add(), Remove(),
        Change("rename", "help.verb.listsRename", [NewName], "app.lists.renamed", verb => new ListWords(Name: Clean(verb.Get(NewName)))),
        Change("share", "help.verb.listsShare", [TakeBack], "app.lists.shared", verb => new ListWords(Shared: !verb.Get(TakeBack))),
        Delete(),
    }.Reads(async (verb, alone) =>
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        verb.Terminal.Result(
            (await alone.Get<TitleLists>().All(viewer, verb.Cancellation)).Select(l => new Row(l.Id, l.Name, l.Description, l.Live, l.Shared, l.Owner == viewer.Member, l.Entries)).ToList(),
            some => some.Count == 0 ? new Text("app.listsNone").ToString() : string.Join('\n', some.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Id,4}. {l.Entries,5}  {l.Name}"))));
    });

    static Command Show() => new Command("show", "help.verb.listsShow") { Name, Verb.MemberOption }.Reads(async (verb, alone) =>
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        var list = await alone.List(viewer, verb.Get(Name), verb.Cancellation);
        var titles = await alone.Get<TitleLists>().Titles(viewer, list.Id, 0, TitleBrowse.Deepest, verb.Cancellation);
        var shown = await alone.Get<TitleCards>().Each(viewer, titles, t => t.Title, (card, t) => new Entry(card.Id, card.Title, card.Year, t.Note), verb.Cancellation);
        verb.Terminal.Result(shown, some => string.Join('\n', some.Select((e, at) => string.Create(
            CultureInfo.InvariantCulture, $"{at + 1,4}. {e.Id,-11} {e.Title} ({e.Year}){(e.Note is null ? "" : "  " + e.Note)}"))));
    });

    static Command Create() => new Command("create", "help.verb.listsCreate") { NewName, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var made = await server.Post<ListMade>("/api/v1/lists", new ListRequest(Clean(verb.Get(NewName)), null), verb.Cancellation);
            Told(verb, made.Id, Clean(verb.Get(NewName)), made.Fact, "app.lists.made");
        },
        async (verb, alone) =>
        {
            var name = Clean(verb.Get(NewName));
            var (id, fact) = await alone.Get<TitleLists>().Make(await alone.Viewer(verb.Member, verb.Cancellation), name, null, [], verb.Cancellation);
            Told(verb, id, name, fact, "app.lists.made");
        });

    static Command Add() => new Command("add", "help.verb.listsAdd") { Name, TitleVerbs.Title, Place, Note, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var (list, title) = (await server.List(verb.Get(Name), verb.Cancellation), await server.Title(verb.Get(TitleVerbs.Title), verb.Cancellation));
            var answer = await server.Put<FactAnswer>(Path(list, title), new ListEntryWords(verb.Get(Place), verb.Get(Note)), verb.Cancellation);
            TitleVerbs.Told(verb, title, answer.Fact, "app.lists.added", ("list", list.Name));
        },
        async (verb, alone) =>
        {
            var (viewer, list, title) = await Asked(verb, alone);
            await alone.CanChange(viewer, title.Id, takesAway: false, verb.Cancellation);
            var changed = await alone.Get<ListEntries>().Put(viewer, list.Id, title.Id, verb.Get(Place), verb.Get(Note), verb.Cancellation) ?? throw new Refusal("screens.noList");
            TitleVerbs.Told(verb, title, changed.Fact, "app.lists.added", ("list", list.Name));
        });

    static Command Remove() => new Command("remove", "help.verb.listsRemove") { Name, TitleVerbs.Title, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var (list, title) = (await server.List(verb.Get(Name), verb.Cancellation), await server.Title(verb.Get(TitleVerbs.Title), verb.Cancellation));
            TitleVerbs.Told(verb, title, (await server.Delete<FactAnswer>(Path(list, title), verb.Cancellation)).Fact, "app.lists.removed", ("list", list.Name));
        },
        async (verb, alone) =>
        {
            var (viewer, list, title) = await Asked(verb, alone);
            var there = await alone.CanChange(viewer, title.Id, takesAway: true, verb.Cancellation);
            var changed = (there ? await alone.Get<ListEntries>().Remove(viewer, list.Id, title.Id, verb.Cancellation) : null) ?? throw new Refusal("screens.noListEntry");
            TitleVerbs.Told(verb, title, changed.Fact, "app.lists.removed", ("list", list.Name));
        });

    static Command Change(string word, string help, Symbol[] more, string done, Func<Verb, ListWords> wish)
    {
        var command = new Command(word, help) { Name };
        Array.ForEach(more, command.AddSymbol);
        command.Add(Verb.MemberOption);
        return command.Writes(
            async (verb, server) =>
            {
                var (list, words) = (await server.List(verb.Get(Name), verb.Cancellation), wish(verb));
                var answer = await server.Put<FactAnswer>(string.Create(CultureInfo.InvariantCulture, $"/api/v1/lists/{list.Id}"), words, verb.Cancellation);
                Told(verb, list.Id, words.Name ?? list.Name, answer.Fact, words.Shared == false ? "app.lists.unshared" : done);
            },
            async (verb, alone) =>
            {
                var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
                var (list, words) = (await alone.List(viewer, verb.Get(Name), verb.Cancellation), wish(verb));
                var changed = await alone.Get<TitleLists>().Change(viewer, list.Id, words.Name, words.Description, words.Shared, verb.Cancellation) ?? throw new Refusal("screens.noList");
                Told(verb, list.Id, words.Name ?? list.Name, changed.Fact, words.Shared == false ? "app.lists.unshared" : done);
            });
    }

    static Command Delete() => new Command("delete", "help.verb.listsDelete") { Name, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var list = await server.List(verb.Get(Name), verb.Cancellation);
            var answer = await server.Delete<FactAnswer>(string.Create(CultureInfo.InvariantCulture, $"/api/v1/lists/{list.Id}"), verb.Cancellation);
            Told(verb, list.Id, list.Name, answer.Fact, "app.lists.deleted");
        },
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var list = await alone.List(viewer, verb.Get(Name), verb.Cancellation);
            var changed = await alone.Get<TitleLists>().Remove(viewer, list.Id, verb.Cancellation) ?? throw new Refusal("screens.noList");
            Told(verb, list.Id, list.Name, changed.Fact, "app.lists.deleted");
        });

    static async Task<(Viewer Viewer, AskedList List, AskedTitle Title)> Asked(Verb verb, Alone alone)
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        return (viewer, await alone.List(viewer, verb.Get(Name), verb.Cancellation), await alone.Title(viewer, verb.Get(TitleVerbs.Title), verb.Cancellation));
    }

    static string Path(AskedList list, AskedTitle title) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/lists/{list.Id}/titles/{title.Id}");

    static string Clean(string text) => ListEndpoints.Name(text) ?? throw new Refusal("screens.listName", ("longest", TitleLists.LongestName));

    static void Told(Verb verb, long id, string name, long? fact, string done) => verb.Terminal.Result(
        new { list = id, name, fact },
        r => r.fact is { } change ? $"{new Text(done, ("name", r.name), ("id", r.list))} {new Text("app.title.change", ("change", change))}" : new Text("app.title.already", ("title", r.name)).ToString());
}
