using Marquee.Access;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Texts;

namespace Marquee.Sync.Bound;

/// <summary>
/// The door of the household's database. Devices write wishes: new ones, <c>withdrawn</c> for their own, and a host's word about
/// others. Everything else is followed at once by what the house says.
/// </summary>
sealed class HouseholdDoor(Wishes wishes, Titles titles, DocumentStore store, TimeProvider time) : IDocumentDoor
{
    const string Prefix = UntoldThing.OfWish + ":";

    public bool IsOf(SyncDatabase database) => database.Member == HouseholdDatabase.Nobody;

    public async Task<IOpenDoor> Open(SyncDatabase database, Sender by, IReadOnlyList<IncomingDocument> documents, CancellationToken ct)
    {
        var said = new Dictionary<(string, string), (WishDocument? Said, WishLook? Look)>();
        foreach (var document in documents.Where(d => d.Id.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var wish = Read(document);
            said[(document.Id, document.Members)] = (wish, wish is { Title: { } title, Part: { } part }
                ? await All.Look(by.Viewer, new WishRequest { Id = document.Id[Prefix.Length..], Title = title, Part = part, Bookmark = wish.Bookmark }, ct)
                : null);
        }

        return new Opened(this, by, said, await Titles.Find([.. said.Values.Select(s => s.Said?.Title).OfType<TitleId>()], ct));
    }

    static WishDocument? Read(IncomingDocument document)
    {
        try
        {
            return document.Deleted ? null : WishDocument.Read(document.Members);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    sealed class Opened(HouseholdDoor door, Sender by, Dictionary<(string, string), (WishDocument? Said, WishLook? Look)> incoming, IReadOnlyDictionary<TitleId, TitleFacts> facts) : IOpenDoor
    {
        readonly Wishes _wishes = door.All;

        public async Task<Verdict> Ask(Writing writing, DocumentChange change)
        {
            if (change.Document.Attachments.Count > 0 || !incoming.TryGetValue((change.Document.Id, change.Document.Members), out var came))
            {
                return await Follow(writing, change);
            }

            var id = change.Document.Id[Prefix.Length..];
            var there = await WishReading.Find(writing, id);
            if (there?.State == WishState.Bookmark && !there.IsWantedBy(by.Viewer.Member))
            {
                there = null; // another member's, which is not there
            }

            if (there is null && change.Document.Deleted)
            {
                return new Verdict(Settled: new Settled("", Deleted: true));
            }

            var outcome = (there, came) switch
            {
                (_, (null, _)) when !change.Document.Deleted => new WishDenied(new Text("phones.unreadable")),
                (null, ({ Withdrawn: true }, _)) => new NoSuchWish(),
                (null, (_, { } look)) => await _wishes.Ask(writing, by.Viewer, look),
                (null, _) => new NoSuchWish(),
                _ => await Said(writing, there, change.Document.Deleted ? null : came.Said, came.Look),
            };
            return new Verdict(Settled: await Settle(writing, change, came.Said, outcome, id));
        }

        /// <summary>What somebody says of a wish that is there. Withdrawing comes before everything else.</summary>
        async Task<WishOutcome> Said(Writing writing, Wish there, WishDocument? said, WishLook? look)
        {
            var own = there.Members.Any(m => m.Member == by.Viewer.Member);
            return said is null or { Withdrawn: true } ? own && there.State != WishState.Withdrawn ? await _wishes.Withdraw(writing, by.Viewer, there.Id) : new Wished(there, null)
                : by.Viewer.Role == Role.Host && said.State == WishState.Refused.Code() && there.State != WishState.Refused ? await _wishes.Refuse(writing, by.Viewer, there.Id, said.Words)
                : by.Viewer.Role == Role.Host && said.State == WishState.Buffer.Code() && there.State is WishState.Approval or WishState.Refused ? await _wishes.Approve(writing, by.Viewer, there.Id)
                : own && there.State == WishState.Bookmark && !said.Bookmark && look is not null ? await _wishes.Ask(writing, by.Viewer, look)
                : new Wished(there, null);
        }

        async Task<Settled> Settle(Writing writing, DocumentChange change, WishDocument? said, WishOutcome outcome, string id)
        {
            var now = await WishReading.Find(writing, id);
            var why = outcome switch
            {
                WishDenied denied => denied.Why,
                NoSuchWish => new Text("phones.noTitle"),
                _ => null,
            };
            if (now is null)
            {
                // What others had asked for before is one wish, under the id of the first.
                return why is null ? new Settled("", Deleted: true)
                    : await Acknowledged(writing, change) ? new Settled("", Deleted: true)
                    : new Settled(WishDocument.Denied(said, by.Viewer.Member, said?.Title is { } title ? facts.GetValueOrDefault(title) : null, why, door.Time.GetUtcNow()), Deleted: false);
            }

            await UntoldThings.Told(writing, UntoldThing.OfWish, id);
            return new Settled(WishDocument.Members(now, facts.GetValueOrDefault(now.Title) ?? await door.Titles.Find(now.Title, writing.Cancellation), why is null ? null : Composing.Told(why, door.Time.GetUtcNow())), Deleted: false);
        }

        /// <summary>A device that has read why does not ask again, but writes the document without it.</summary>
        async Task<bool> Acknowledged(Writing writing, DocumentChange change) =>
            await Before(writing, change) is { } before && before.Contains("\"told\":", StringComparison.Ordinal) && !change.Document.Members.Contains("\"told\":", StringComparison.Ordinal);

        /// <summary>What only the house writes stays as it is.</summary>
        async Task<Verdict> Follow(Writing writing, DocumentChange change) =>
            !change.Document.Id.StartsWith(UntoldThing.OfHave + ":", StringComparison.Ordinal) || change.Tree.Count == 0 || change.Tree.IsDeleted(change.Tree.Winner)
                ? new Verdict(new ProtocolRefusal(403, "forbidden", "This database holds wishes and what the servers have."))
                : new Verdict(Settled: new Settled(await Says(writing, change, change.Tree.Winner) ?? "", Deleted: false));

        Task<string?> Before(Writing writing, DocumentChange change) => change.Parent is { } parent ? Says(writing, change, parent) : Task.FromResult<string?>(null);

        async Task<string?> Says(Writing writing, DocumentChange change, Revisions.RevisionId revision) =>
            (await door.Store.Revisions(writing.Connection, writing.Transaction, change.Database, change.Document.Id, [revision], writing.Cancellation)).GetValueOrDefault(revision)?.Members;
    }

    Wishes All { get; } = wishes;

    DocumentStore Store { get; } = store;

    TimeProvider Time { get; } = time;

    Titles Titles { get; } = titles;
}
