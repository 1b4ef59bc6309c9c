using System.Net.Http.Headers;
using System.Text.Json;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// A file that has only partly arrived: <c>title.akas.tsv.gz.part</c>, and beside it from where it is and by what the server
/// knows that version, so that any later process can go on.
/// </summary>
sealed class PartialDownload
{
    readonly string _noteFile;
    Note? _note;

    sealed record Note(Uri Address, string? Tag, DateTimeOffset? Modified, long? Length);

    PartialDownload(string target)
    {
        Path = target + ".part";
        _noteFile = target + ".part.json";
    }

    public string Path { get; }

    public long Bytes => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>Of the whole file; null when the server did not say.</summary>
    public long? Length => _note?.Length;

    public DatasetMark Mark => new(_note?.Tag, _note?.Modified);

    /// <summary>What is left of an earlier try; what is from elsewhere or cannot go on is deleted.</summary>
    public static PartialDownload Open(string target, Uri address)
    {
        var part = new PartialDownload(target);
        part._note = part.Read();
        if (part._note is not { } note || note.Address != address || !part.Mark.Resumable)
        {
            part.Delete();
        }

        return part;
    }

    /// <summary>Begins anew with what this answer brings.</summary>
    public void Begin(Uri address, HttpResponseMessage answer)
    {
        Delete();
        _note = new Note(address, answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified, answer.Content.Headers.ContentLength);
        File.WriteAllText(_noteFile, JsonSerializer.Serialize(_note));
    }

    /// <summary>Whether an answer with status 206 goes on exactly where this stopped, in the same version.</summary>
    public bool Continues(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentRange is { From: { } from } range && from == Bytes
        && (Length is null || range.Length is null || range.Length == Length)
        && (answer.Headers.ETag is null || _note?.Tag is null || answer.Headers.ETag.ToString() == _note.Tag);

    /// <summary>Asks for the rest, if it is still the same version.</summary>
    public void AskForRest(HttpRequestHeaders headers)
    {
        headers.Range = new RangeHeaderValue(Bytes, null);
        headers.IfRange = Mark.Tag is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal)
            ? new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(tag))
            : new RangeConditionHeaderValue(Mark.Modified!.Value);
    }

    /// <summary>The file has arrived and takes its place.</summary>
    public void Finish(string target)
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(_noteFile);
    }

    public void Delete()
    {
        File.Delete(Path);
        File.Delete(_noteFile);
        _note = null;
    }

    Note? Read()
    {
        try
        {
            return File.Exists(_noteFile) && File.Exists(Path) ? JsonSerializer.Deserialize<Note>(File.ReadAllText(_noteFile)) : null;
        }
        catch (JsonException)
        {
            // Cut off by a crash: as good as none.
            return null;
        }
    }
}
