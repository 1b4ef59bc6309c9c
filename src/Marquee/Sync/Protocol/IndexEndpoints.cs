using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Marquee.Sync.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Sync.Protocol;

/// <summary>What <c>_find</c> is helped by.</summary>
static class IndexEndpoints
{
    public static void Map(IEndpointRouteBuilder index)
    {
        index.MapGet("/", List).Says("The indexes of a database");
        index.MapPost("/", Make).Keeps().Says("Makes an index");
        index.MapDelete("/{ddoc}/json/{name}", Delete).Keeps().Says("Deletes an index");
        index.MapDelete("/_design/{ddoc}/json/{name}", Delete).Keeps().Says("Deletes an index");
    }

    static async Task<IResult> List(SyncRequest request, FindIndexes indexes)
    {
        var all = await indexes.Of(await request.Open(DatabaseUse.Follow), request.Cancellation);
        var rows = all.Select(i => $"{{\"ddoc\":{DocumentText.Quoted(i.Design)},\"name\":{DocumentText.Quoted(i.Name)},\"type\":\"json\",\"partitioned\":false,\"def\":{i.Definition}}}")
            .Prepend("""{"ddoc":null,"name":"_all_docs","type":"special","def":{"fields":[{"_id":"asc"}]}}""");
        return Answer.Json($"{{\"total_rows\":{all.Count + 1},\"indexes\":[{string.Join(',', rows)}]}}");
    }

    static async Task<IResult> Make(SyncRequest request, Sender me, FindIndexes indexes, DocumentWrites writes)
    {
        var of = await request.Open(DatabaseUse.Keep);
        var wanted = IndexDefinition.Parse(await request.ObjectBody());
        var there = (await indexes.Of(of, request.Cancellation)).FirstOrDefault(i => i.Design == wanted.Design);
        if (there is null)
        {
            // A design document that is about something else is left alone: it is a conflict.
            (await writes.Write(of, me, new IncomingDocument(wanted.Design, null, false, wanted.Members, [], []), replicated: false, request.Cancellation)).OrRefuse();
        }
        else if (there.Name != wanted.Name || !there.Fields.SequenceEqual(wanted.Fields))
        {
            throw ProtocolRefusal.NotSupported("A design document holds one index. Name another one.");
        }

        return Answer.Json($"{{\"result\":\"{(there is null ? "created" : "exists")}\",\"id\":{DocumentText.Quoted(wanted.Design)},\"name\":{DocumentText.Quoted(wanted.Name)}}}");
    }

    static async Task<IResult> Delete(SyncRequest request, Sender me, FindIndexes indexes, DocumentStore store, DocumentWrites writes)
    {
        var of = await request.Open(DatabaseUse.Keep);
        var (design, rest) = request.Segment(3) == "_design" ? (request.Segment(4), 6) : (request.Segment(3), 5);
        var id = DocumentId.IsDesign(design) ? design : DocumentId.Design + design;
        if (!(await indexes.Of(of, request.Cancellation)).Any(i => i.Design == id && i.Name == request.Segment(rest)) || await store.Find(of, id, request.Cancellation) is not { } found)
        {
            throw ProtocolRefusal.Missing();
        }

        (await writes.Write(of, me, new IncomingDocument(id, found.Winner, true, "", [], []), replicated: false, request.Cancellation)).OrRefuse();
        return Answer.Ok;
    }
}
