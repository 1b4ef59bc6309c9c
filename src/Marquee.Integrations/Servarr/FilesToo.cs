namespace Marquee.Integrations.Servarr;

/// <summary>
/// The confirmation that the files of a film or series are deleted with it. It is said twice: by asking for it, and by naming
/// the folder that was shown when it was asked back. The server's folder must still be that one, so that a number which
/// meanwhile stands for something else deletes nothing.
/// </summary>
public sealed class FilesToo
{
    FilesToo(int id, string folder) => (Id, Folder) = (id, folder);

    public int Id { get; }

    public string Folder { get; }

    /// <param name="id">Of the film or series on the server, as it was shown.</param>
    /// <param name="folder">Where its files lie, as it was shown.</param>
    public static FilesToo Confirmed(int id, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new FilesToo(id, folder);
    }

    internal bool Meant(int id, string? folder) =>
        id == Id && folder is not null && folder.AsSpan().TrimEnd("/\\").SequenceEqual(Folder.AsSpan().TrimEnd("/\\")) && folder.AsSpan().TrimEnd("/\\").Length > 0;
}
