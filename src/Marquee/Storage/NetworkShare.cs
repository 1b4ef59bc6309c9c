namespace Marquee.Storage;

/// <summary>Tells local disks from network shares, on which SQLite's locks and write-ahead log do not hold (sqlite.org/wal.html).</summary>
public static class NetworkShare
{
    static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "fuse.sshfs",
        "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "davfs", "fuse.davfs2", "lustre", "afpfs", "webdav",
    };

    /// <returns>The kind of share that holds <paramref name="path"/>, or null for a local disk.</returns>
    public static string? TypeOf(string path)
    {
        if (OperatingSystem.IsLinux() && File.Exists("/proc/self/mounts"))
        {
            return TypeOf(RealPath(path), File.ReadLines("/proc/self/mounts"));
        }

        var drive = new DriveInfo(RealPath(path));
        return drive.DriveType == DriveType.Network || Types.Contains(drive.DriveFormat) ? drive.DriveFormat : null;
    }

    /// <summary>Where a path leads once every link on the way is followed: a link on a local disk may point to a share.</summary>
    /// <param name="path">An absolute path; what is not there yet is left as it is.</param>
    public static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = Path.Combine(real, part);
            // A target may itself lie behind a link.
            real = new DirectoryInfo(at) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : at;
        }

        return real;
    }

    /// <param name="path">An absolute path without links; it need not exist.</param>
    /// <param name="mounts">Lines as in <c>/proc/self/mounts</c>: device, mount point, type, options.</param>
    public static string? TypeOf(string path, IEnumerable<string> mounts)
    {
        var (type, longest) = ("", -1);
        foreach (var line in mounts)
        {
            var fields = line.Split(' ');
            if (fields.Length < 3)
            {
                continue;
            }

            var point = fields[1].Replace("\\040", " ", StringComparison.Ordinal);
            var inside = path == point || path.StartsWith(point.TrimEnd('/') + "/", StringComparison.Ordinal);
            if (inside && point.Length >= longest)
            {
                (type, longest) = (fields[2], point.Length);
            }
        }

        return Types.Contains(type) ? type : null;
    }
}
