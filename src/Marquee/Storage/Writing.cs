using System.Data.Common;
using Dapper;

namespace Marquee.Storage;

/// <summary>An open transaction on one store. It ends with the work that was given it; never keep it.</summary>
public sealed class Writing(Store store, DbConnection connection, DbTransaction transaction, Dialect dialect, CancellationToken ct)
{
    public Store Store { get; } = store;

    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    public Dialect Dialect { get; } = dialect;

    public CancellationToken Cancellation { get; } = ct;

    readonly List<Action> _after = [];

    /// <summary>Does something once the transaction is committed, and never when it is not. Only what is quick and cannot fail, such as waking somebody.</summary>
    public void AfterCommit(Action action) => _after.Add(action);

    internal void Committed() => _after.ForEach(action => action());

    /// <returns>The number of rows changed.</returns>
    public Task<int> Execute(string sql, object? parameters = null) => Connection.ExecuteAsync(Command(sql, parameters));

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <returns>The first row, or the default value when there is none.</returns>
    public Task<T?> First<T>(string sql, object? parameters = null) => Connection.QueryFirstOrDefaultAsync<T?>(Command(sql, parameters));

    CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, Transaction, cancellationToken: Cancellation);
}
