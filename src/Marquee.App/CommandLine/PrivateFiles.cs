using System.Runtime.InteropServices;

namespace Marquee.App.CommandLine;

/// <summary>
/// Every file the program makes is for its owner alone, also in a folder that others may enter: stores and backups hold password
/// hashes and everybody's history. SQLite makes its files itself, so the mask of the process is the only place to say it.
/// </summary>
static class PrivateFiles
{
    const uint GroupAndOthers = 0b000_111_111;

    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Umask(GroupAndOthers);
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern uint Umask(uint mask);
}
