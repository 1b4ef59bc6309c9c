using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marquee.Storage.Moving;

/// <summary>
/// A store of PostgreSQL as a SQLite file and back, for backups: they then have one form, and one made on either engine can be
/// restored on both.
/// </summary>
static class PostgresCopy
{
    const int RowsAtOnce = 5000;

    /// <summary>The notes of each engine about itself.</summary>
    const string Notes = "migration";

    static readonly Dialect OnSqlite = new(Engine.Sqlite);

    static readonly Dialect OnPostgres = new(Engine.Postgres);

    /// <summary>Writes the store as it is at one moment into a new file, while others read and write.</summary>
    public static async Task Save(NpgsqlConnection source, Store store, string file, TimeProvider time, CancellationToken ct)
    {
        // All tables are read in one snapshot.
        await using var snapshot = await source.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var target = await SqliteConnections.Open(file, store, pooled: false, ct);
        await Migrations.Apply(target, OnSqlite, store, Migrations.For(Engine.Sqlite), time, ct);
        foreach (var table in await Tables(source, store, ct))
        {
            await using var transaction = target.BeginTransaction(deferred: true);
            var writing = new Writing(store, target, transaction, OnSqlite, ct);
            await foreach (var rows in TableRows.Read(source, OnPostgres, table, null, ct).Chunk(RowsAtOnce).WithCancellation(ct))
            {
                await TableWriting.Add(writing, table, rows);
            }

            if (table.Numbered)
            {
                await Numbering.Set(writing, table, await Numbering.Last(source, OnPostgres, table, ct));
            }

            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>Puts the rows of a file of this release in the place of those of the store, in the caller's transaction.</summary>
    /// <param name="but">Tables that stay as they are.</param>
    public static async Task Load(SqliteConnection source, NpgsqlConnection target, DbTransaction transaction, Store store, IReadOnlySet<string> but, CancellationToken ct)
    {
        var writing = new Writing(store, target, transaction, OnPostgres, ct);
        foreach (var table in (await Tables(target, store, ct)).Where(t => !but.Contains(t.Name)))
        {
            await writing.Execute($"delete from {table.FullName}");
            await foreach (var rows in TableRows.Read(source, OnSqlite, table, null, ct).Chunk(RowsAtOnce).WithCancellation(ct))
            {
                await TableWriting.Add(writing, table, rows);
            }

            if (table.Numbered)
            {
                await Numbering.Set(writing, table, await Numbering.Last(source, OnSqlite, table, ct));
            }
        }
    }

    public static async Task Empty(NpgsqlConnection target, DbTransaction transaction, Store store, CancellationToken ct)
    {
        var writing = new Writing(store, target, transaction, OnPostgres, ct);
        foreach (var table in await Tables(target, store, ct))
        {
            await writing.Execute($"delete from {table.FullName}");
        }
    }

    static async Task<IEnumerable<StoreTable>> Tables(DbConnection postgres, Store store, CancellationToken ct) =>
        (await StoreTable.Of(postgres, OnPostgres, store, ct)).Where(t => t.Name != Notes);
}
