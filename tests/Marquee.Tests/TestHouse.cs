using Marquee.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marquee.Tests;

/// <summary>
/// A real house of its own for one test, on either engine. PostgreSQL comes from <c>MARQUEE_TEST_POSTGRES</c>, which
/// <c>./marquee test</c> sets; where it is missing the test says that it was skipped, and under CI it fails.
/// </summary>
public sealed class TestHouse : IAsyncDisposable
{
    readonly string _folder;
    readonly string? _databaseName;
    readonly ServiceProvider _provider;

    TestHouse(Engine engine, string folder, string? connectionString, string? databaseName, Action<IServiceCollection>? more)
    {
        _folder = folder;
        _databaseName = databaseName;
        ConnectionString = connectionString;
        var settings = new Dictionary<string, string?> { ["Storage:Folder"] = _folder, ["Storage:Postgres"] = connectionString };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddStorage();
        more?.Invoke(services);
        _provider = services.BuildServiceProvider();
        Assert.Equal(engine, Database.Dialect.Engine);
    }

    public IServiceProvider Services => _provider;

    public string Folder => _folder;

    /// <summary>Null on SQLite.</summary>
    public string? ConnectionString { get; }

    public Database Database => Get<Database>();

    public T Get<T>() where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>A SQLite house whose stores nobody has opened yet.</summary>
    public static TestHouse Closed(string folder) => new(Engine.Sqlite, folder, null, null, null);

    /// <param name="filled">Puts something into a PostgreSQL database before it is opened.</param>
    public static async Task<TestHouse> Open(Engine engine, Action<IServiceCollection>? more = null, string? folder = null, Func<string, Task>? filled = null)
    {
        var (connection, name) = engine == Engine.Postgres ? await NewPostgresDatabase() : (null, null);
        if (filled is not null)
        {
            await filled(connection!);
        }

        var house = new TestHouse(engine, folder ?? Directory.CreateTempSubdirectory("marquee-test-").FullName, connection, name, more);
        await house.Get<StoreOpening>().Open(writing: true, CancellationToken.None);
        return house;
    }

    /// <summary>Another node of a house on PostgreSQL: the same database, a data folder of its own.</summary>
    public static async Task<TestHouse> Beside(TestHouse first, Action<IServiceCollection>? more = null, string? folder = null)
    {
        var node = new TestHouse(Engine.Postgres, folder ?? Directory.CreateTempSubdirectory("marquee-test-").FullName, first.ConnectionString, null, more);
        await node.Get<StoreOpening>().Open(writing: true, CancellationToken.None);
        return node;
    }

    static async Task<(string Connection, string Name)> NewPostgresDatabase()
    {
        var server = Environment.GetEnvironmentVariable("MARQUEE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "no PostgreSQL here: set MARQUEE_TEST_POSTGRES, or run ./marquee test");
            Assert.Fail("MARQUEE_TEST_POSTGRES is not set under CI");
        }

        var name = "t" + Guid.NewGuid().ToString("N");
        await using var admin = new NpgsqlConnection(server);
        await admin.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", admin);
        await create.ExecuteNonQueryAsync();
        return (new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString(), name);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        if (_databaseName is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await using var admin = new NpgsqlConnection(Environment.GetEnvironmentVariable("MARQUEE_TEST_POSTGRES"));
            await admin.OpenAsync();
            await using var drop = new NpgsqlCommand($"drop database if exists {_databaseName} with (force)", admin);
            await drop.ExecuteNonQueryAsync();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
