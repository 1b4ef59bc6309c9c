using System.Text;

namespace Marquee.Sync.Documents;

/// <summary>The ids that a document may have.</summary>
static class DocumentId
{
    public const string Design = "_design/";

    public const string Local = "_local/";

    /// <summary>What an index of PostgreSQL can hold, with room to spare.</summary>
    const int LongestInBytes = 2000;

    public static bool IsDesign(string id) => id.StartsWith(Design, StringComparison.Ordinal);

    public static bool IsLocal(string id) => id.StartsWith(Local, StringComparison.Ordinal);

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Wrong(string id) =>
        id.Length == 0 ? "Document id must not be empty"
        : id[0] == '_' && !IsDesign(id) && !IsLocal(id) ? "Only reserved document ids may start with underscore."
        : id is Design or Local ? $"Illegal document id `{id}`"
        : id.Contains('\0', StringComparison.Ordinal) || id.Any(char.IsSurrogate) && !IsText(id) ? "Document id must be valid Unicode without a zero"
        : Encoding.UTF8.GetByteCount(id) > LongestInBytes ? "Document id is too long"
        : null;

    /// <exception cref="ProtocolRefusal">It is none.</exception>
    public static void Check(string id)
    {
        if (Wrong(id) is { } why)
        {
            throw new ProtocolRefusal(400, "illegal_docid", why);
        }
    }

    /// <summary>For a document that came without one; random, as CouchDB's.</summary>
    public static string New() => Guid.NewGuid().ToString("N");

    static bool IsText(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
