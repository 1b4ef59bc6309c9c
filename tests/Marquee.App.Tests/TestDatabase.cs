using System.Globalization;
using Npgsql;

namespace Marquee.App.Tests;

/// <summary>
/// A PostgreSQL database for one test, on the server of <c>MARQUEE_TEST_POSTGRES</c>, which <c>./marquee test</c> sets. Where that
/// is missing the test says that it was skipped, and under CI it fails.
/// </summary>
sealed class TestDatabase : IAsyncDisposable
{
    readonly string _server;
    readonly string _name;

    TestDatabase(string server, string name) => (_server, _name) = (server, name);

    public string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 20 }.ToString();

    /// <param name="options">Behind <c>create database</c>.</param>
    public static async Task<TestDatabase> Make(string options = "")
    {
        var database = new TestDatabase(Server(), "t" + Guid.NewGuid().ToString("N"));
        await Execute(database._server, $"create database {database._name} {options}");
        return database;
    }

    public static string Server()
    {
        var server = Environment.GetEnvironmentVariable("MARQUEE_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server) && Environment.GetEnvironmentVariable("CI") != "true", "no PostgreSQL here: set MARQUEE_TEST_POSTGRES, or run ./marquee test");
        Assert.False(string.IsNullOrEmpty(server), "MARQUEE_TEST_POSTGRES is not set under CI");
        return server;
    }

    /// <returns>The first column of every row, as text.</returns>
    public Task<IReadOnlyList<string>> Ask(string sql) => Ask(Connection, sql);

    /// <summary>Ends every session of the database as an operator, or a server that restarts, would.</summary>
    public Task EndSessions() => Execute(
        _server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_name}' and backend_type = 'client backend'");

    public static async Task Execute(string connection, string sql) => await Ask(connection, sql);

    public static async Task<IReadOnlyList<string>> Ask(string at, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(at) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    public async ValueTask DisposeAsync() => await Execute(_server, $"drop database if exists {_name} with (force)");
}
