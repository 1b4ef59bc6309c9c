using System.Data.Common;
using System.Globalization;
using Dapper;
using Marquee.Storage.Moving;
using Npgsql;

namespace Marquee.Storage;

/// <summary>The stores as schemas of one PostgreSQL database, shared by any number of processes.</summary>
public sealed class PostgresDatabase : Database, IAsyncDisposable, IDisposable
{
    /// <summary>The oldest server whose SQL we write.</summary>
    public static readonly Version Oldest = new(14, 0);

    const int RowsPerCommit = 1000;

    /// <summary>
    /// Statements that a connection keeps prepared, those used last: planning costs more than most queries take. The pages have
    /// about a hundred, each with the schema of its generation in its text, so those of an old generation give way by themselves.
    /// </summary>
    const int KeptStatements = 150;

    /// <summary>Held while schemas are made, so that nodes that start together do not collide.</summary>
    internal const int MakingLock = 7264;

    /// <summary>The first half of the lock on a generation that a node serves; the second is its number.</summary>
    internal const int ServingLock = 7266;

    readonly NpgsqlDataSource _source;
    string _version = "PostgreSQL";

    public PostgresDatabase(string connectionString) : base(Engine.Postgres) => _source = NpgsqlDataSource.Create(Settings(connectionString));

    /// <summary>With statements kept prepared, unless the address says something else: behind a pooler they cannot be.</summary>
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = $"Marquee {Guid.NewGuid():N}" };
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!said.ContainsKey("Max Auto Prepare") && !said.ContainsKey("MaxAutoPrepare"))
        {
            settings.MaxAutoPrepare = KeptStatements;
        }

        return settings;
    }

    public override string EngineVersion => _version;

    /// <summary>Looks whether the server is there and new enough.</summary>
    /// <exception cref="Refusal">It is not.</exception>
    public async Task Prepare(CancellationToken ct)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            _version = $"PostgreSQL {connection.PostgreSqlVersion}";
            RefuseOlder(connection.PostgreSqlVersion);
        }
        catch (NpgsqlException e)
        {
            throw new Refusal(e, "storage.postgresUnreachable", ("why", e.Message));
        }
    }

    /// <exception cref="Refusal">The server is older than <see cref="Oldest"/>.</exception>
    internal static void RefuseOlder(Version version)
    {
        if (version < Oldest)
        {
            throw new Refusal("storage.postgresTooOld", ("version", version), ("oldest", Oldest.Major));
        }
    }

    /// <summary>Where it is, without name and password.</summary>
    public string Place => new NpgsqlConnectionStringBuilder(_source.ConnectionString) is { } place ? $"PostgreSQL {place.Host}:{place.Port}/{place.Database}" : "";

    /// <summary>A connection as the driver has it, for what reads or writes whole stores.</summary>
    internal async Task<NpgsqlConnection> Connect(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    /// <returns>How many other clients use this database: servers that run, or somebody's tool.</returns>
    public async Task<long> OtherClients(CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> current_setting('application_name')";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public override async Task<DbConnection> Read(int generation, CancellationToken ct) => await Open(generation, ct);

    internal async Task<GenerationConnection> Open(int generation, CancellationToken ct, bool unhurried = false) =>
        new(await _source.OpenConnectionAsync(ct), generation, unhurried);

    /// <summary>
    /// A schema a store and the empty generation's. A house of the time before there were generations here had one schema
    /// <c>catalog</c>, always empty.
    /// </summary>
    public async Task MakeSchemas(CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var schemas = StoreNames.Migrated.Select(store => store.Name()).Append(GenerationConnection.Schema(0));
        await connection.ExecuteAsync(new CommandDefinition(
            $"select pg_advisory_xact_lock({MakingLock}); drop schema if exists catalog cascade; {string.Concat(schemas.Select(name => $"create schema if not exists {name};"))}",
            transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    public override async Task<IReadOnlyList<int>> GenerationsThere(CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        var names = await connection.QueryAsync<string>(new CommandDefinition("select substr(nspname, 9) from pg_namespace where nspname ~ '^catalog_[0-9]{1,9}$'", cancellationToken: ct));
        return [.. names.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Order()];
    }

    /// <inheritdoc/>
    /// <remarks>False while another node serves the generation, or somebody reads it for longer than a few seconds.</remarks>
    public override async Task<bool> Drop(int generation, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition($"select pg_try_advisory_xact_lock({ServingLock}, {generation})", transaction: transaction, cancellationToken: ct)))
        {
            return false;
        }

        try
        {
            await connection.ExecuteAsync(new CommandDefinition($"set local lock_timeout = '5s'; drop schema if exists {GenerationConnection.Schema(generation)} cascade", transaction: transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    public override async Task<T> Write<T>(Store store, Func<Writing, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await Open(CurrentGeneration, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var writing = new Writing(store, connection, transaction, Dialect, ct);
        var result = await work(writing);
        await transaction.CommitAsync(CancellationToken.None);
        writing.Committed();
        return result;
    }

    protected override Func<bool> Batch()
    {
        var written = 0;
        return () => ++written < RowsPerCommit;
    }

    /// <inheritdoc/>
    /// <remarks>As a SQLite file, so that a backup has one form.</remarks>
    public override async Task CopyStore(Store store, string file, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await PostgresCopy.Save(connection, store, file, TimeProvider.System, ct);
    }

    public void Dispose() => _source.Dispose();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
