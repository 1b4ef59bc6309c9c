using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Npgsql;

namespace Marquee.Storage;

/// <summary>
/// A connection to PostgreSQL on which <c>catalog</c> means one generation: statements name its schema, <c>catalog_7</c>, when
/// they leave for the server. The connection itself keeps no generation, so a pooled one never goes on reading an old one.
/// </summary>
/// <param name="unhurried">Statements have no time limit: an index of a hundred million rows takes minutes.</param>
sealed partial class GenerationConnection(NpgsqlConnection inner, int generation, bool unhurried = false) : DbConnection
{
    const string Catalog = "catalog.";
    readonly string _schema = Schema(generation) + ".";

    /// <summary>For what only PostgreSQL has: COPY. Its texts go through <see cref="Named"/>.</summary>
    public NpgsqlConnection Inner { get; } = inner;

    public static string Schema(int generation) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"catalog_{generation}");

    /// <summary>The text with the schema of this generation in the place of <c>catalog</c>.</summary>
    public string Named(string sql) => sql.Contains(Catalog, StringComparison.Ordinal) ? Store().Replace(sql, _schema) : sql;

    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    public override string Database => Inner.Database;

    public override string DataSource => Inner.DataSource;

    public override string ServerVersion => Inner.ServerVersion;

    public override ConnectionState State => Inner.State;

    public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

    public override void Open() => Inner.Open();

    public override Task OpenAsync(CancellationToken cancellationToken) => Inner.OpenAsync(cancellationToken);

    public override void Close() => Inner.Close();

    public override Task CloseAsync() => Inner.CloseAsync();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Inner.BeginTransaction(isolationLevel);

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        await Inner.BeginTransactionAsync(isolationLevel, cancellationToken);

    protected override DbCommand CreateDbCommand()
    {
        var command = new GenerationCommand(this, Inner.CreateCommand());
        if (unhurried)
        {
            command.CommandTimeout = 0;
        }

        return command;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync();
        await base.DisposeAsync();
    }

    // The store's name before a table; not the end of another word, as in "from_catalog".
    [GeneratedRegex(@"\bcatalog\.(?=[a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Store();
}
