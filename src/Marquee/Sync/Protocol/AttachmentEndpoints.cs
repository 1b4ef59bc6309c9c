using Marquee.Access;
using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marquee.Sync.Protocol;

/// <summary>One attachment of a document.</summary>
static class AttachmentEndpoints
{
    public static void Map(IEndpointRouteBuilder db)
    {
        foreach (var path in new[] { "/{doc}/{*attachment}", "/_design/{name}/{*attachment}" })
        {
            db.MapMethods(path, ["GET", "HEAD"], Get).Inert().Says("An attachment's content");
            db.MapPut(path, Put).Writes().Says("Attaches a content to a document, which makes a revision of it", StatusCodes.Status201Created);
            db.MapDelete(path, Delete).Writes().Says("Takes an attachment from a document, which makes a revision of it");
        }
    }

    static async Task<IResult> Get(SyncRequest request, DocumentStore store)
    {
        var of = await request.Open(DatabaseUse.Read);
        var (id, end) = DocumentEndpoints.Id(request);
        var found = await store.Find(of, id, request.Cancellation) ?? throw ProtocolRefusal.Missing();
        var revision = request.Text("rev") is { } named ? IncomingReading.Revision(named) : found.Deleted ? throw ProtocolRefusal.Missing("deleted") : found.Winner;
        var says = await Says(of, store, found, revision, request.Cancellation);
        var attachment = says?.Attachments.GetValueOrDefault(request.Rest(end)) ?? throw ProtocolRefusal.Missing("Document is missing attachment");
        var content = await store.Content(of, attachment.Digest, request.Cancellation) ?? throw ProtocolRefusal.Missing("Document is missing attachment");
        request.Context.Response.Headers[HeaderNames.ETag] = $"\"{attachment.Digest["md5-".Length..]}\"";
        return Results.Bytes(content, attachment.ContentType);
    }

    static async Task<IResult> Put(SyncRequest request, Sender me, DocumentStore store, AnyWrites writes, IOptions<SyncOptions> options)
    {
        var name = request.Rest(DocumentEndpoints.Id(request).End);
        AttachmentReading.Check(name);
        var content = await Content(request, name, options.Value.MaxAttachmentBytes);
        return await Change(request, me, store, writes, make: true, name, new IncomingAttachment(name, request.Context.Request.ContentType, content, null, null));
    }

    static Task<IResult> Delete(SyncRequest request, Sender me, DocumentStore store, AnyWrites writes) =>
        Change(request, me, store, writes, make: false, request.Rest(DocumentEndpoints.Id(request).End), null);

    /// <summary>A revision that says what the one before said, with one attachment more or less.</summary>
    static async Task<IResult> Change(SyncRequest request, Sender me, DocumentStore store, AnyWrites writes, bool make, string name, IncomingAttachment? put)
    {
        var of = await request.Open(DatabaseUse.Write);
        var (id, _) = DocumentEndpoints.Id(request);
        DocumentId.Check(id);
        var named = DocumentEndpoints.Named(request, null);
        var found = await store.Find(of, id, request.Cancellation);
        if (found is null && !make)
        {
            throw ProtocolRefusal.Missing();
        }

        var before = found is not null && named is { } revision ? await Says(of, store, found, revision, request.Cancellation) : null;
        var stubs = before?.Attachments.Where(a => a.Key != name).Select(a => new IncomingAttachment(a.Key, a.Value.ContentType, null, a.Value.Digest, a.Value.RevPos)) ?? [];
        var document = new IncomingDocument(id, named, false, before?.Members ?? "", [], [.. stubs, .. put is null ? [] : new[] { put }]);
        var written = (await writes.Write(of, me, document, replicated: false, request.Cancellation)).OrRefuse();
        return DocumentEndpoints.Wrote(request, written, make ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static async Task<StoredRevision?> Says(SyncDatabase of, DocumentStore store, StoredDocument found, RevisionId revision, CancellationToken ct) =>
        (await store.Revisions(of, found.Id, [revision], ct)).GetValueOrDefault(revision);

    static async Task<byte[]> Content(SyncRequest request, string name, int mostBytes)
    {
        AttachmentReading.Check(name, request.Context.Request.ContentLength ?? 0, mostBytes);
        using var content = new MemoryStream();
        var part = new byte[81_920];
        int read;
        while ((read = await request.Context.Request.Body.ReadAsync(part, request.Cancellation)) > 0)
        {
            content.Write(part, 0, read);
            AttachmentReading.Check(name, content.Length, mostBytes);
        }

        return content.ToArray();
    }
}
