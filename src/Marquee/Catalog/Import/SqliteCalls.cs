using System.Runtime.InteropServices;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>
/// The calls of the innermost loops, straight into the loaded library. Through the usual bindings each call also counts a
/// handle up and down and tells the garbage collector; a row of a title makes fourteen calls.
/// </summary>
static unsafe class SqliteCalls
{
    static readonly IntPtr Library = Load();

    // Short and without callbacks, so the garbage collector need not know of them.
    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, long, int> BindNumber =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, long, int>)NativeLibrary.GetExport(Library, "sqlite3_bind_int64");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, int> BindNull =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, int>)NativeLibrary.GetExport(Library, "sqlite3_bind_null");

    /// <summary>The last argument is null: the text stays where it is until the row is stored.</summary>
    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, byte*, int, IntPtr, int> BindText =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, byte*, int, IntPtr, int>)NativeLibrary.GetExport(Library, "sqlite3_bind_text");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int> Reset =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int>)NativeLibrary.GetExport(Library, "sqlite3_reset");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int> Changes =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int>)NativeLibrary.GetExport(Library, "sqlite3_changes");

    /// <summary>Null is 0.</summary>
    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, long> ColumnNumber =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, long>)NativeLibrary.GetExport(Library, "sqlite3_column_int64");

    /// <summary>Valid until the next step; null for null.</summary>
    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, byte*> ColumnText =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, byte*>)NativeLibrary.GetExport(Library, "sqlite3_column_blob");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, int> ColumnBytes =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<IntPtr, int, int>)NativeLibrary.GetExport(Library, "sqlite3_column_bytes");

    /// <summary>May write to the disk.</summary>
    public static readonly delegate* unmanaged[Cdecl]<IntPtr, int> Step =
        (delegate* unmanaged[Cdecl]<IntPtr, int>)NativeLibrary.GetExport(Library, "sqlite3_step");

    static IntPtr Load()
    {
        SqliteLibrary.Use();
        return SqliteLibrary.Handle;
    }
}
