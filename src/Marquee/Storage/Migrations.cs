using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace Marquee.Storage;

/// <summary>One numbered change of one store, as embedded SQL beside the capability that owns its tables.</summary>
public sealed record Migration(Store Store, int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text; a released migration is never edited.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>
/// Finds the migrations: resources named <c>...Migrations.&lt;store&gt;.&lt;number&gt;_&lt;name&gt;.sql</c>, with <c>.sqlite</c> or
/// <c>.postgres</c> before the ending only where the texts differ. Translated are: <c>bigserial</c> and <c>rowid primary key</c>, a
/// row's own number; <c>without rowid</c>, which PostgreSQL does not know; and where an index says its store, written as for SQLite.
/// </summary>
public static partial class Migrations
{
    /// <summary>The last catalog migration that waits for rows.</summary>
    public const int LastCatalogIndexes = 3;

    /// <summary>
    /// Whether it indexes what an import has loaded by then. A generation of titles that serves while the rest is loaded, or stayed
    /// when the import was killed, has not got all of these, and answers without them.
    /// </summary>
    public static bool IndexesRows(Migration migration) => migration is { Store: Store.Catalog, Number: > 1 and <= LastCatalogIndexes };

    public static IReadOnlyList<Migration> For(Engine engine) => For(engine, typeof(Migrations).Assembly);

    public static IReadOnlyList<Migration> For(Engine engine, Assembly assembly) =>
    [
        .. from resource in assembly.GetManifestResourceNames()
           let match = Named().Match(resource)
           where match.Success && (match.Groups["engine"].Value is var only && (only.Length == 0 || only == (engine == Engine.Sqlite ? "sqlite" : "postgres")))
           let migration = new Migration(
               Enum.Parse<Store>(match.Groups["store"].Value, ignoreCase: true),
               int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
               match.Groups["name"].Value,
               Translate(Text(assembly, resource), engine))
           orderby migration.Store, migration.Number
           select migration,
    ];

    /// <summary>Brings one store up to date; each migration is one transaction. Several nodes may call it at once.</summary>
    /// <param name="seen">Told before each one: store, number, name, how many there still are; may be null.</param>
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="Refusal">The store was made by a newer Marquee, or an applied migration has changed since.</exception>
    public static async Task<int> Apply(DbConnection connection, Dialect dialect, Store store, IReadOnlyList<Migration> all, TimeProvider time, CancellationToken ct, Action<string, int, string, int>? seen = null)
    {
        var name = store.Name();
        var applied = 0;
        var pending = await Pending(connection, dialect, store, all, ct);
        foreach (var (at, migration) in pending.Index())
        {
            seen?.Invoke(name, migration.Number, migration.Name, pending.Count - at - 1);
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var end = new TransactionEnd(transaction);
            if (dialect.Engine == Engine.Postgres)
            {
                await connection.ExecuteAsync($"lock table {name}.migration in exclusive mode", transaction: transaction);
            }

            var there = await connection.ExecuteScalarAsync<long>($"select count(*) from {name}.migration where number = @Number", new { migration.Number }, transaction);
            if (there == 0)
            {
                // An index of a large table takes longer than a statement of a page may.
                await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: ct));
                await connection.ExecuteAsync(
                    $"insert into {name}.migration (number, name, checksum, applied_at) values (@Number, @Name, @Checksum, @at)",
                    new { migration.Number, migration.Name, migration.Checksum, at = time.GetUtcNow().ToUnixTimeSeconds() },
                    transaction);
                applied++;
            }

            await transaction.CommitAsync(ct);
        }

        return applied;
    }

    /// <returns>The migrations that a store still lacks, after checking those it has.</returns>
    /// <param name="make">Makes the table of migrations when it is not there.</param>
    public static async Task<IReadOnlyList<Migration>> Pending(DbConnection connection, Dialect dialect, Store store, IReadOnlyList<Migration> all, CancellationToken ct, bool make = true)
    {
        var name = store.Name();
        if (make)
        {
            await MakeTable(connection, dialect, name, ct);
        }

        var there = (await connection.QueryAsync<AppliedRow>($"select number, checksum from {name}.migration")).ToDictionary(r => r.Number, r => r.Checksum);
        var ours = all.Where(m => m.Store == store).ToList();
        if (there.Keys.Except(ours.Select(m => (long)m.Number)).Any())
        {
            throw new Refusal("storage.newerRelease", ("store", name));
        }

        if (ours.Find(m => there.TryGetValue(m.Number, out var sum) && sum != m.Checksum) is { } edited)
        {
            throw new Refusal("storage.migrationEdited", ("number", edited.Number), ("name", edited.Name), ("store", name));
        }

        return ours.FindAll(m => !there.ContainsKey(m.Number));
    }

    static async Task MakeTable(DbConnection connection, Dialect dialect, string name, CancellationToken ct)
    {
        // "If not exists" is no protection among nodes of PostgreSQL that start together.
        var turn = dialect.Engine == Engine.Postgres ? $"select pg_advisory_xact_lock({PostgresDatabase.MakingLock});" : "";
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition($"""
            {turn}
            create table if not exists {name}.migration
              (number integer primary key, name text not null, checksum text not null, applied_at bigint not null)
            """, transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    static string Translate(string sql, Engine engine) => engine == Engine.Sqlite
        ? sql.Replace("bigserial primary key", "integer primary key autoincrement", StringComparison.Ordinal)
            .Replace("rowid primary key", "integer primary key", StringComparison.Ordinal)
        : Index().Replace(sql, "create ${unique}index ${index} on ${store}.")
            .Replace("rowid primary key", "bigint primary key", StringComparison.Ordinal)
            .Replace(") without rowid;", ");", StringComparison.Ordinal);

    static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // "Marquee.Access.Migrations.house.0003_access.sql", "....house.0009_text.postgres.sql"
    [GeneratedRegex(@"\.Migrations\.(?<store>[a-z]+)\.(?<number>\d{4})_(?<name>[a-z0-9_]+)(\.(?<engine>sqlite|postgres))?\.sql$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    // "create unique index jobs.run_flight on run (": SQLite wants the store before the index, PostgreSQL before the table.
    [GeneratedRegex(@"create (?<unique>unique )?index (?<store>[a-z]+)\.(?<index>[a-z_]+) on ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Index();

    sealed record AppliedRow
    {
        public long Number { get; init; }

        public string Checksum { get; init; } = "";
    }
}
