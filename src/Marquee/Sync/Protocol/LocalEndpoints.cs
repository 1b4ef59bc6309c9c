using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Marquee.Sync.Protocol;

/// <summary>Documents that are not replicated.</summary>
static class LocalEndpoints
{
    public static void Map(IEndpointRouteBuilder local)
    {
        local.MapGet("/{name}", Get).Says("A document that is not replicated, such as a device's checkpoint");
        local.MapPut("/{name}", Put).Says("Writes a document that is not replicated", StatusCodes.Status201Created);
        local.MapDelete("/{name}", Delete).Says("Deletes a document that is not replicated");
    }

    internal static async Task<IResult> Show(SyncDatabase of, string id, LocalDocuments local, CancellationToken ct)
    {
        var found = await local.Find(of, id, ct) ?? throw ProtocolRefusal.Missing();
        return Answer.Json(DocumentText.Of(id, LocalDocuments.Revision(found.Number), deleted: false, found.Members));
    }

    static string Id(SyncRequest request) => DocumentId.Local + request.Segment(3);

    static async Task<IResult> Get(SyncRequest request, LocalDocuments local) =>
        await Show(await request.Open(DatabaseUse.Follow), Id(request), local, request.Cancellation);

    static async Task<IResult> Put(SyncRequest request, LocalDocuments local, IOptions<SyncOptions> options)
    {
        var of = await request.Open(DatabaseUse.Follow);
        var document = IncomingReading.Read(await request.Body(), Id(request), options.Value);
        document = document with { Revision = DocumentEndpoints.Named(request, document.Revision) };
        return Answer.Of((await local.Write(of, document, request.Cancellation)).OrRefuse());
    }

    static async Task<IResult> Delete(SyncRequest request, LocalDocuments local)
    {
        var of = await request.Open(DatabaseUse.Follow);
        var gone = new IncomingDocument(Id(request), DocumentEndpoints.Named(request, null), true, "", [], []);
        return Answer.Of((await local.Write(of, gone, request.Cancellation)).OrRefuse(), StatusCodes.Status200OK);
    }
}
