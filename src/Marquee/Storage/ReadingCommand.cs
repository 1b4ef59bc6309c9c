using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>A statement of a <see cref="ReadingConnection"/>: its text decides which prepared one does the work, so it comes before the parameters.</summary>
sealed class ReadingCommand(ReadingConnection connection) : DbCommand
{
    KeptStatements? _owner;
    SqliteCommand? _inner;

    SqliteCommand Inner => _inner ?? throw new InvalidOperationException("A statement needs its text first.");

    [AllowNull]
    public override string CommandText
    {
        get => _inner?.CommandText ?? "";
        set
        {
            GiveBack();
            _owner = connection.Statements;
            _inner = _owner.Take(value ?? "");
        }
    }

    /// <summary>Seconds that a statement waits for a lock.</summary>
    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("SQLite knows only texts.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command stays with the connection that made it.");
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _inner?.Transaction;
        set => Inner.Transaction = (SqliteTransaction?)value;
    }

    public override void Cancel()
    {
        // A statement runs on the thread that asked for it.
    }

    /// <summary>It is prepared already.</summary>
    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Inner.ExecuteNonQuery();

    public override object? ExecuteScalar() => Inner.ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Inner.ExecuteReader(behavior & ~CommandBehavior.CloseConnection);

    void GiveBack()
    {
        if (Interlocked.Exchange(ref _inner, null) is { } back)
        {
            _owner!.GiveBack(back);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }
}
