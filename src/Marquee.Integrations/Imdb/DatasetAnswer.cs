namespace Marquee.Integrations.Imdb;

/// <summary>By what a server tells one version of a file from another.</summary>
/// <param name="Tag">The ETag as it was sent, quotes and all.</param>
public sealed record DatasetMark(string? Tag, DateTimeOffset? Modified)
{
    /// <summary>Whether a download that was cut off can go on: only a strong tag or a date says that the bytes are the same.</summary>
    public bool Resumable => Tag is { } tag ? !tag.StartsWith("W/", StringComparison.Ordinal) || Modified is not null : Modified is not null;
}

/// <summary>What came of asking for a file.</summary>
public abstract record DatasetAnswer;

/// <summary>It is the one whose mark was shown.</summary>
public sealed record DatasetUnchanged : DatasetAnswer;

/// <summary>The server has no such file.</summary>
public sealed record DatasetMissing : DatasetAnswer;

/// <summary>It lies in the folder, whole and readable.</summary>
/// <param name="Sha256">Of the file as it was sent, in small hexadecimal.</param>
/// <param name="Rows">Its data lines.</param>
public sealed record DatasetFetched(DatasetMark Mark, string Sha256, long Bytes, long Rows) : DatasetAnswer;

/// <param name="Done">Bytes of the file that are here.</param>
/// <param name="Total">Null when the server does not say.</param>
public readonly record struct DatasetProgress(ImdbFile File, long Done, long? Total);
