using System.Globalization;
using System.Text.Json;
using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Marquee.Sync.Protocol;

/// <summary>A database as a whole.</summary>
static class DatabaseEndpoints
{
    public static void Map(IEndpointRouteBuilder db)
    {
        db.MapMethods("/", ["GET", "HEAD"], Info).Says("A database in numbers");
        db.MapPut("/", Make).Keeps().Says("Makes a scratch database, where the setting Sync:Scratch allows it", StatusCodes.Status201Created);
        db.MapDelete("/", Delete).Keeps().Says("Deletes a scratch database with everything in it");
        db.MapPost("/", Post).Writes().Says("Writes a document under a new id, or under its own", StatusCodes.Status201Created);
        db.MapPost("/_compact", Compact).Keeps().Says("Forgets what revisions said that others were made from", StatusCodes.Status202Accepted);
        db.MapPost("/_ensure_full_commit", Ensure).Writes().Says("Everything is on the disk, as always", StatusCodes.Status201Created);
        db.MapPost("/_purge", Purge).Keeps().Says("Takes leaves out as if they had never been", StatusCodes.Status201Created);
        db.MapGet("/_revs_limit", RevsLimit).Says("How many revisions of a branch are known by name");
        db.MapPut("/_revs_limit", SetRevsLimit).Keeps().Says("Sets how many revisions of a branch are known by name");
    }

    static async Task<IResult> Info(SyncRequest request)
    {
        var of = await request.Open(DatabaseUse.Follow);
        return Answer.Json(string.Create(CultureInfo.InvariantCulture,
            $$"""{"db_name":{{DocumentText.Quoted(of.Name)}},"update_seq":"{{of.Sequence(of.LastSeq)}}","purge_seq":"{{of.Sequence(of.PurgeSeq)}}","doc_count":{{of.Live}},"doc_del_count":{{of.Gone}},"compact_running":false,"instance_start_time":"0","disk_format_version":8}"""));
    }

    static async Task<IResult> Make(SyncRequest request, SyncDatabases databases) =>
        await databases.Make(request.Database, request.Cancellation)
            ? Answer.Json("""{"ok":true}""", StatusCodes.Status201Created)
            : throw new ProtocolRefusal(412, "file_exists", "The database could not be created, the file already exists.");

    static async Task<IResult> Delete(SyncRequest request, SyncDatabases databases)
    {
        await databases.Delete(await request.Look(DatabaseUse.Keep), request.Cancellation);
        return Answer.Ok;
    }

    static async Task<IResult> Post(SyncRequest request, Sender me, AnyWrites writes, IOptions<SyncOptions> options)
    {
        var of = await request.Open(DatabaseUse.Write);
        var document = IncomingReading.Read(await request.Body(), null, options.Value);
        return Answer.Of((await writes.Write(of, me, document, replicated: false, request.Cancellation)).OrRefuse());
    }

    static async Task<IResult> Compact(SyncRequest request, DatabaseUpkeep upkeep)
    {
        await upkeep.Compact(await request.Open(DatabaseUse.Keep), request.Cancellation);
        return Answer.Json("""{"ok":true}""", StatusCodes.Status202Accepted);
    }

    static async Task<IResult> Ensure(SyncRequest request)
    {
        await request.Open(DatabaseUse.Write);
        return Answer.Json("""{"ok":true,"instance_start_time":"0"}""", StatusCodes.Status201Created);
    }

    static async Task<IResult> Purge(SyncRequest request, DatabaseUpkeep upkeep)
    {
        var of = await request.Open(DatabaseUse.Keep);
        var purged = await upkeep.Purge(of, RevisionLists.Read(await request.ObjectBody()), request.Cancellation);
        var lists = string.Join(',', purged.Select(p => $"{DocumentText.Quoted(p.Key)}:{DocumentText.List(p.Value)}"));
        return Answer.Json($"{{\"purge_seq\":null,\"purged\":{{{lists}}}}}", StatusCodes.Status201Created);
    }

    static async Task<IResult> RevsLimit(SyncRequest request) =>
        Answer.Json((await request.Open(DatabaseUse.Follow)).RevsLimit.ToString(CultureInfo.InvariantCulture));

    static async Task<IResult> SetRevsLimit(SyncRequest request, SyncDatabases databases)
    {
        var of = await request.Open(DatabaseUse.Keep);
        if (await request.Body() is not { ValueKind: JsonValueKind.Number } body || !body.TryGetInt32(out var limit) || limit < 1)
        {
            throw ProtocolRefusal.BadRequest("`revs_limit` must be a positive integer");
        }

        await databases.SetRevsLimit(of, limit, request.Cancellation);
        return Answer.Ok;
    }
}

/// <summary>Revisions by document: <c>{"id":["2-b","1-a"]}</c>.</summary>
static class RevisionLists
{
    /// <exception cref="ProtocolRefusal">They are none.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<RevisionId>> Read(JsonElement json)
    {
        var lists = new Dictionary<string, IReadOnlyList<RevisionId>>(StringComparer.Ordinal);
        foreach (var list in json.EnumerateObject())
        {
            lists[list.Name] = list.Value.ValueKind == JsonValueKind.Array
                ? [.. list.Value.EnumerateArray().Select(r => IncomingReading.Revision(r.ValueKind == JsonValueKind.String ? r.GetString() : null))]
                : throw ProtocolRefusal.BadRequest("Revisions must be an array");
        }

        return lists;
    }
}
