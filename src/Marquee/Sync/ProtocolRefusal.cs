namespace Marquee.Sync;

/// <summary>
/// What CouchDB would refuse, in its words: programs that replicate compare them, so they are in no message file. Ends a request;
/// what becomes of one document of several is a <see cref="Documents.Outcome"/>.
/// </summary>
public sealed class ProtocolRefusal(int status, string error, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    /// <summary>One word, such as <c>not_found</c>.</summary>
    public string Error { get; } = error;

    public string Reason => Message;

    public static ProtocolRefusal BadRequest(string reason) => new(400, "bad_request", reason);

    public static ProtocolRefusal Missing(string reason = "missing") => new(404, "not_found", reason);

    public static ProtocolRefusal NoDatabase() => Missing("Database does not exist.");

    public static ProtocolRefusal Conflict() => new(409, "conflict", "Document update conflict.");

    /// <summary>CouchDB can do it and this server does not.</summary>
    public static ProtocolRefusal NotSupported(string reason) => new(501, "not_implemented", reason);
}
