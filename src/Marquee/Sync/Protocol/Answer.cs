using Marquee.Sync.Documents;
using Microsoft.AspNetCore.Http;

namespace Marquee.Sync.Protocol;

/// <summary>An answer in CouchDB's manner.</summary>
sealed class Answer(int status, string json) : IResult
{
    public static readonly Answer Ok = new(StatusCodes.Status200OK, """{"ok":true}""");

    public static Answer Json(string json, int status = StatusCodes.Status200OK) => new(status, json);

    public static Answer Of(ProtocolRefusal refusal) => new(refusal.Status, Error(refusal));

    /// <summary>One document that was written.</summary>
    public static Answer Of(Written written, int status = StatusCodes.Status201Created) => new(status, Text(written));

    public static string Error(ProtocolRefusal refusal) => $$"""{"error":{{DocumentText.Quoted(refusal.Error)}},"reason":{{DocumentText.Quoted(refusal.Reason)}}}""";

    public static string Text(Outcome outcome) => outcome switch
    {
        Written written => $$"""{"ok":true,"id":{{DocumentText.Quoted(written.Id)}},"rev":{{DocumentText.Quoted(written.Revision.ToString())}}}""",
        Refused { Revision: { } revision } refused => $$"""{"id":{{DocumentText.Quoted(refused.Id)}},"rev":{{DocumentText.Quoted(revision.ToString())}},{{Error(refused.Why)[1..]}}""",
        Refused refused => $$"""{"id":{{DocumentText.Quoted(refused.Id)}},{{Error(refused.Why)[1..]}}""",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var text = new ResponseText(httpContext, "application/json", status);
        await text.Write(json + "\n", httpContext.RequestAborted);
        await text.Send(httpContext.RequestAborted);
    }
}
