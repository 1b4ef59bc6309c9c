namespace Marquee.App.Tests;

/// <summary>
/// A PostgreSQL database with little room: on a small file system in memory where we may mount one, else on a server that answers
/// as if its disk were full once it is asked for an index.
/// </summary>
sealed class SmallServerDisk : IAsyncDisposable
{
    const long Bytes = 30L << 20;
    readonly string _place = Directory.CreateTempSubdirectory("marquee-tablespace-").FullName;
    readonly string _name = "small_" + Guid.NewGuid().ToString("N");
    bool _mounted;

    public TestDatabase Database { get; private set; } = null!;

    public static async Task<SmallServerDisk> Make()
    {
        var disk = new SmallServerDisk();
        if (disk._mounted = await disk.MountForServer())
        {
            await TestDatabase.Execute(TestDatabase.Server(), $"create tablespace {disk._name} location '{disk._place}'");
        }

        disk.Database = await TestDatabase.Make(disk._mounted ? $"tablespace {disk._name}" : "");
        return disk;
    }

    /// <summary>Called when what fits is there.</summary>
    public Task Fill() => _mounted ? Task.CompletedTask : Database.Ask("""
        create function public.full() returns event_trigger language plpgsql as $$
        begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
        create event trigger full_disk on ddl_command_end when tag in ('CREATE INDEX') execute function public.full();
        """);

    public async Task Free()
    {
        if (_mounted)
        {
            Assert.True(SmallDisk.Command("mount", "-o", $"remount,size={Bytes * 8}", _place));
        }
        else
        {
            await Database.Ask("drop event trigger full_disk");
        }
    }

    /// <summary>The place must belong to the user that the server runs as, on this machine.</summary>
    async Task<bool> MountForServer()
    {
        var data = (await TestDatabase.Ask(TestDatabase.Server(), "show data_directory"))[0];
        if (!Directory.Exists(data) || !SmallDisk.Mount(_place, Bytes))
        {
            return false;
        }

        Assert.True(SmallDisk.Command("chown", "--reference", data, _place));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_mounted)
        {
            await TestDatabase.Execute(TestDatabase.Server(), $"drop tablespace {_name}");
            Assert.True(SmallDisk.Command("umount", _place));
        }

        Directory.Delete(_place, recursive: true);
    }
}
