using System.Text.Json;
using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marquee.Sync.Protocol;

/// <summary>One document.</summary>
static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder db)
    {
        foreach (var path in new[] { "/{doc}", "/_design/{name}" })
        {
            db.MapMethods(path, ["GET", "HEAD"], Get).Says("A document: its winner, one revision, or all its leaves");
            db.MapPut(path, Put).Writes().Says("Writes a document", StatusCodes.Status201Created);
            db.MapDelete(path, Delete).Writes().Says("Deletes a document, of which a tombstone stays");
        }
    }

    /// <summary>The id that the address names, and where in the address it ends.</summary>
    internal static (string Id, int End) Id(SyncRequest request) =>
        request.Segment(2) == "_design" ? (DocumentId.Design + request.Segment(3), 4) : (request.Segment(2), 3);

    static async Task<IResult> Get(SyncRequest request, DocumentStore store, DocumentReading reading, LocalDocuments local)
    {
        var of = await request.Open(DatabaseUse.Read);
        var (id, _) = Id(request);
        if (DocumentId.IsLocal(id))
        {
            return await LocalEndpoints.Show(of, id, local, request.Cancellation);
        }

        DocumentId.Check(id);
        var found = await store.Find(of, id, request.Cancellation) ?? throw ProtocolRefusal.Missing();
        var meta = request.Is("meta");
        var shown = new Shown(
            request.Is("revs"), request.Is("revs_info") || meta, request.Is("conflicts") || meta, request.Is("deleted_conflicts") || meta, request.Is("local_seq"), request.Is("attachments"));
        return request.Text("open_revs") is { } open
            ? await Leaves(request, of, found, open, shown, reading)
            : await One(request, of, found, shown, reading);
    }

    static async Task<IResult> One(SyncRequest request, SyncDatabase of, StoredDocument found, Shown shown, DocumentReading reading)
    {
        var revision = found.Winner;
        if (request.Text("rev") is { } named)
        {
            revision = IncomingReading.Revision(named);
            revision = request.Is("latest") && found.Tree.Contains(revision) ? found.Tree.Latest(revision)[0] : revision;
        }
        else if (found.Deleted)
        {
            throw ProtocolRefusal.Missing("deleted");
        }

        var text = await reading.One(of, found, revision, shown, request.Cancellation) ?? throw ProtocolRefusal.Missing();
        request.Context.Response.Headers[HeaderNames.ETag] = $"\"{revision}\"";
        return Answer.Json(text);
    }

    static async Task<IResult> Leaves(SyncRequest request, SyncDatabase of, StoredDocument found, string open, Shown shown, DocumentReading reading)
    {
        var asked = open == "all" ? [.. found.Tree.Leaves.Select(l => l.ToString())]
            : request.Value("open_revs") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(r => r.ToString()).ToList()
            : throw ProtocolRefusal.BadRequest("open_revs is `all` or an array");
        var answers = asked.Count == 0 ? [] : await OpenRevisions.Read(reading, of, found, asked, request.Is("latest"), shown, r => $$"""{"missing":{{DocumentText.Quoted(r)}}}""", request.Cancellation);
        return Answer.Json($"[{string.Join(',', answers)}]");
    }

    static async Task<IResult> Put(SyncRequest request, Sender me, AnyWrites writes, IOptions<SyncOptions> options)
    {
        var of = await request.Open(DatabaseUse.Write);
        var document = IncomingReading.Read(await request.Body(), Id(request).Id, options.Value);
        document = document with { Revision = Named(request, document.Revision) };
        var written = (await writes.Write(of, me, document, replicated: !request.Is("new_edits", otherwise: true), request.Cancellation)).OrRefuse();
        return Wrote(request, written);
    }

    static async Task<IResult> Delete(SyncRequest request, Sender me, DocumentStore store, AnyWrites writes)
    {
        var of = await request.Open(DatabaseUse.Write);
        var (id, _) = Id(request);
        DocumentId.Check(id);
        if (!DocumentId.IsLocal(id) && await store.Find(of, id, request.Cancellation) is null)
        {
            throw ProtocolRefusal.Missing();
        }

        var gone = new IncomingDocument(id, Named(request, null), true, "", [], []);
        return Wrote(request, (await writes.Write(of, me, gone, replicated: false, request.Cancellation)).OrRefuse(), StatusCodes.Status200OK);
    }

    /// <summary>The revision that a change is made from: the address says it, or a header, or the document.</summary>
    internal static RevisionId? Named(SyncRequest request, RevisionId? own)
    {
        var header = request.Context.Request.Headers.IfMatch.ToString().Trim('"');
        var named = request.Text("rev") ?? (header.Length > 0 ? header : null);
        return named is null ? own
            : IncomingReading.Revision(named) is var revision && (own is null || own == revision) ? revision
            : throw ProtocolRefusal.BadRequest("Document rev from request body and query string have different values");
    }

    internal static IResult Wrote(SyncRequest request, Written written, int status = StatusCodes.Status201Created)
    {
        request.Context.Response.Headers[HeaderNames.ETag] = $"\"{written.Revision}\"";
        return Answer.Of(written, status);
    }
}
