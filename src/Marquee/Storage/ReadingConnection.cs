using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>A connection lent by <see cref="SqliteReaders"/>; to dispose it is to give it back.</summary>
sealed class ReadingConnection(KeptStatements reader, SqliteReaders from) : DbConnection
{
    KeptStatements? _reader = reader;

    SqliteConnection Inner => Statements.Connection;

    internal KeptStatements Statements => _reader ?? throw new ObjectDisposedException(nameof(ReadingConnection));

    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => throw new NotSupportedException("An open connection stays with its file.");
    }

    public override string Database => Inner.Database;

    public override string DataSource => Inner.DataSource;

    public override string ServerVersion => Inner.ServerVersion;

    public override ConnectionState State => _reader is null ? ConnectionState.Closed : ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("An open connection stays with its file.");

    /// <summary>It is lent open.</summary>
    public override void Open()
    {
    }

    public override void Close() => Dispose();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Inner.BeginTransaction(isolationLevel, deferred: true);

    protected override DbCommand CreateDbCommand() => new ReadingCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _reader, null) is { } back)
        {
            from.GiveBack(back);
        }

        base.Dispose(disposing);
    }
}
