using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class NetworkShareTests
{
    static readonly string[] Mounts =
    [
        "/dev/vda / ext4 rw 0 0",
        "nas:/films /mnt/nas nfs4 rw 0 0",
        "/dev/vdb /mnt/nas/local ext4 rw 0 0",
        "//nas/tv /mnt/my\\040shows cifs rw 0 0",
    ];

    [Theory]
    [InlineData("/home/me/data", null)]
    [InlineData("/mnt/nas/data", "nfs4")]
    [InlineData("/mnt/nas", "nfs4")]
    [InlineData("/mnt/nas-not/data", null)]
    [InlineData("/mnt/nas/local/data", null)]
    [InlineData("/mnt/my shows/data", "cifs")]
    public void The_closest_mount_point_decides(string path, string? expected) => Assert.Equal(expected, NetworkShare.TypeOf(path, Mounts));

    [Fact]
    public void A_link_does_not_hide_a_share()
    {
        var root = NetworkShare.RealPath(Directory.CreateTempSubdirectory("marquee-links-").FullName);
        var share = Directory.CreateDirectory(Path.Combine(root, "share", "films")).Parent!.FullName;
        Directory.CreateSymbolicLink(Path.Combine(root, "nas"), share);
        Directory.CreateSymbolicLink(Path.Combine(root, "data"), Path.Combine(root, "nas", "films"));
        Assert.Equal(Path.Combine(share, "films", "not", "yet"), NetworkShare.RealPath(Path.Combine(root, "data", "not", "yet")));
        Assert.Equal("cifs", NetworkShare.TypeOf(NetworkShare.RealPath(Path.Combine(root, "data")), [.. Mounts, $"//nas/films {share} cifs rw 0 0"]));
        Directory.Delete(root, recursive: true);
    }
}
