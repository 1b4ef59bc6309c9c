using System.Text.Json.Nodes;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Bound;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Marquee.Tests.Watching;

namespace Marquee.Tests.Sync.Bound;

/// <summary>A phone that replicates as PouchDB does: it keeps what it was told, changes it by itself, and sends what it made.</summary>
sealed class Phone(WatchingHouse house, Viewer viewer, string name = "phone")
{
    readonly Dictionary<string, Copy> _copies = new(StringComparer.Ordinal);
    readonly HashSet<string> _made = new(StringComparer.Ordinal);
    long _since;
    int _revisions;

    sealed record Copy(IReadOnlyList<RevisionId> Path, JsonObject Document, bool Deleted);

    public TimeSpan Offset { get; set; }

    /// <summary>How many changes the last <see cref="Pull"/> heard of.</summary>
    public int Heard { get; private set; }

    public async Task<SyncDatabase> Database() => await house.Get<MemberDatabases>().Open(viewer.Member, default);

    public IEnumerable<string> Ids => _copies.Where(c => !c.Value.Deleted).Select(c => c.Key).Order(StringComparer.Ordinal);

    public JsonObject this[string id] => _copies[id].Document;

    public bool Has(string id) => _copies.TryGetValue(id, out var copy) && !copy.Deleted;

    public string Revision(string id) => _copies[id].Path[0].ToString();

    /// <summary>Hears of everything; a copy that was changed here and not sent yet stays beside it until it is sent.</summary>
    public async Task Pull()
    {
        var of = await Database();
        await house.Get<MemberDocuments>().TellAll(of, viewer, default);
        IReadOnlyList<Change> page;
        Heard = 0;
        do
        {
            page = await house.Get<ChangeStore>().Page(of, _since, null, 500, default);
            foreach (var change in page)
            {
                (_since, Heard) = (change.Seq, Heard + 1);
                if (!_made.Contains(change.Id))
                {
                    _copies[change.Id] = new Copy(change.Tree.Path(change.Winner), Object(change.Members ?? ""), change.Deleted);
                }
            }
        }
        while (page.Count > 0);
    }

    /// <summary>Changes a document on the phone.</summary>
    public void Say(string id, Action<JsonObject> change, bool deleted = false)
    {
        var copy = _copies.GetValueOrDefault(id);
        var document = copy is null || copy.Deleted ? New(id) : copy.Document.DeepClone().AsObject();
        change(document);
        var path = copy?.Path ?? [];
        var revision = new RevisionId((path.Count == 0 ? 0 : path[0].Generation) + 1, $"{name}{++_revisions}");
        _copies[id] = new Copy([revision, .. path], deleted ? [] : document, deleted);
        _made.Add(id);
    }

    public void Delete(string id) => Say(id, _ => { }, deleted: true);

    /// <summary>Sends what was changed here, then hears what became of it.</summary>
    public async Task<IReadOnlyList<Outcome>> Push()
    {
        var of = await Database();
        var documents = _made.Order(StringComparer.Ordinal).Select(id => new IncomingDocument(id, null, _copies[id].Deleted, Members(_copies[id].Document), _copies[id].Path, [])).ToList();
        var outcomes = await house.Get<DocumentWrites>().Write(of, new Sender(viewer with { Origin = Origin.Phone, Device = 5 }, Offset, name), documents, replicated: true, default);
        _made.Clear();
        await Pull();
        return outcomes;
    }

    static JsonObject New(string id) => new() { ["schema"] = 1, ["type"] = id.Split(':')[0] };

    static string Members(JsonObject document) => document.ToJsonString()[1..^1];

    static JsonObject Object(string members) => JsonNode.Parse($"{{{members}}}")!.AsObject();

    public static Task<WatchingHouse> Open(Engine engine, TimeProvider? time = null, Action<SyncOptions>? options = null) =>
        WatchingHouse.Open(engine, time, services =>
        {
            services.AddSync();
            if (options is not null)
            {
                Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure(services, options);
            }
        });
}
