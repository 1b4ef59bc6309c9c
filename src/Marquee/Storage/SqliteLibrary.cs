using System.Runtime.InteropServices;
using SQLitePCL;

namespace Marquee.Storage;

/// <summary>
/// Chooses the SQLite library once per process: the system's when it is newer than the bundled one of 2021, else the bundled one.
/// </summary>
public static class SqliteLibrary
{
    /// <summary>The oldest engine whose SQL we write (upserts, returning, window functions).</summary>
    public static readonly Version Oldest = new(3, 35, 0);

    static readonly Lazy<Version> Loaded = new(Load);

    /// <summary>The loaded library, for calls that a bulk load makes without a detour; set by <see cref="Use"/>.</summary>
    internal static IntPtr Handle { get; private set; }

    /// <summary>Loads the library when it is not loaded yet.</summary>
    /// <returns>The version of the engine that runs.</returns>
    /// <exception cref="Refusal">The engine is older than <see cref="Oldest"/>.</exception>
    public static Version Use() => Loaded.Value;

    static Version Load()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        Handle = SystemLibrary() ?? NativeLibrary.Load("e_sqlite3", provider, null);
        NativeLibrary.SetDllImportResolver(provider, static (name, _, _) => name == "e_sqlite3" ? Handle : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        // The engine counts every allocation under one lock for all threads, and nobody reads the count.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        var version = Version.Parse(raw.sqlite3_libversion().utf8_to_string());
        RefuseOlder(version);
        return version;
    }

    /// <exception cref="Refusal">The engine is older than <see cref="Oldest"/>.</exception>
    internal static void RefuseOlder(Version version)
    {
        if (version < Oldest)
        {
            throw new Refusal("storage.sqliteTooOld", ("version", version), ("oldest", Oldest));
        }
    }

    static IntPtr? SystemLibrary()
    {
        foreach (var name in (string[])["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"])
        {
            if (!NativeLibrary.TryLoad(name, out var library))
            {
                continue;
            }

            if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var export)
                && Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)() > BundledVersion)
            {
                return library;
            }

            NativeLibrary.Free(library);
        }

        return null;
    }

    const int BundledVersion = 3_035_005;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int VersionNumber();
}
