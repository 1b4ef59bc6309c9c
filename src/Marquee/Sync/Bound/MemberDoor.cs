using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Texts;

namespace Marquee.Sync.Bound;

/// <summary>
/// The door of a member's database. What a device writes changes rows in the same transaction; what rules refuse is taken in and at
/// once followed by a revision of the house that says so, since a device that is told "no" would ask again for ever.
/// </summary>
sealed class MemberDoor(TitleWrites titleWrites, ListWrites listWrites, KnownTitles known, Titles titles, Sights sights, DocumentStore store) : IDocumentDoor
{
    TitleWrites OfTitles { get; } = titleWrites;

    ListWrites OfLists { get; } = listWrites;

    DocumentStore Store { get; } = store;

    public bool IsOf(SyncDatabase database) => database.Member > 0;

    public async Task<IOpenDoor> Open(SyncDatabase database, Sender by, IReadOnlyList<IncomingDocument> documents, CancellationToken ct)
    {
        var incoming = documents.DistinctBy(d => (d.Id, d.Members)).ToDictionary(d => (d.Id, d.Members), Parsed);
        var named = incoming.Values.SelectMany(p => p.Titles).Distinct().ToList();
        await known.Remember(named, ct);
        return new Opened(this, database, by, incoming, await titles.Find(named, ct), await sights.Of(by.Viewer, ct));
    }

    static Parsed Parsed(IncomingDocument document)
    {
        var title = document.Id.StartsWith(Composing.TitlePrefix, StringComparison.Ordinal) && TitleId.TryParse(document.Id[Composing.TitlePrefix.Length..], null, out var id) && Composing.Id(id) == document.Id ? id : (TitleId?)null;
        var list = document.Id.StartsWith(Composing.ListPrefix, StringComparison.Ordinal) && document.Id.Length is > 5 and < 100 ? document.Id[Composing.ListPrefix.Length..] : null;
        try
        {
            return document.Deleted ? new Parsed(title, list, null, null, false)
                : title is not null ? new Parsed(title, null, TitleDocument.Read(document.Members), null, false)
                : list is not null ? new Parsed(null, list, null, ListDocument.Read(document.Members), false)
                : new Parsed(null, null, null, null, false);
        }
        catch (FormatException)
        {
            return new Parsed(title, list, null, null, Wrong: true);
        }
    }

    sealed class Opened(MemberDoor door, SyncDatabase of, Sender by, Dictionary<(string, string), Parsed> incoming, IReadOnlyDictionary<TitleId, TitleFacts> facts, Sight sight) : IOpenDoor
    {
        public async Task<Verdict> Ask(Writing writing, DocumentChange change)
        {
            var parsed = incoming[(change.Document.Id, change.Document.Members)];
            if (change.Document.Attachments.Count > 0 || (parsed.Title is null && parsed.List is null))
            {
                return new Verdict(new ProtocolRefusal(403, "forbidden", "This database holds titles and lists, and no attachments."));
            }

            var before = await Before(writing, change);
            var wrong = parsed.Wrong ? new Text("phones.unreadable") : null;
            return new Verdict(Settled: parsed.Title is { } title
                ? await door.OfTitles.Take(writing, of, by, title, Read(before, TitleDocument.Read), parsed.Said, change.Document, Facts(title), wrong)
                : await List(writing, change, parsed, Read(before, ListDocument.Read), wrong));
        }

        /// <summary>Titles that nobody knows, or that this member does not see, are left out; what the list has already stays.</summary>
        async Task<Settled> List(Writing writing, DocumentChange change, Parsed parsed, ListDocument? before, Text? wrong)
        {
            var had = (before?.Items ?? []).Select(i => i.Title).ToHashSet();
            var said = parsed.SaidList is { } list ? list with { Items = [.. list.Items.Where(i => had.Contains(i.Title) || Facts(i.Title) is not null)] } : null;
            return await door.OfLists.Take(
                writing, of, by, parsed.List!, before, said, change.Document, Shows, wrong ?? (said?.Items.Count < parsed.SaidList?.Items.Count ? new Text("phones.noTitle") : null));
        }

        bool Shows(TitleId title) => sight.Only is null || sight.Only.Has(title);

        TitleFacts? Facts(TitleId title) => facts.GetValueOrDefault(title) is { } known && Shows(title) ? known : null;

        /// <summary>What the device started from, where that is still here.</summary>
        async Task<string?> Before(Writing writing, DocumentChange change) => change.Parent is { } parent && !change.Tree.IsDeleted(parent)
            ? (await door.Store.Revisions(writing.Connection, writing.Transaction, of, change.Document.Id, [parent], writing.Cancellation)).GetValueOrDefault(parent)?.Members
            : null;

        static T? Read<T>(string? members, Func<string, T> read) where T : class
        {
            try
            {
                return members is null ? null : read(members);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}

/// <summary>A document as it came, understood.</summary>
/// <param name="Wrong">It is a title's or a list's, and not like one.</param>
sealed record Parsed(TitleId? Title, string? List, TitleDocument? Said, ListDocument? SaidList, bool Wrong)
{
    public IEnumerable<TitleId> Titles => (Title is { } title ? [title] : Enumerable.Empty<TitleId>()).Concat(SaidList?.Items.Select(i => i.Title) ?? []);
}
