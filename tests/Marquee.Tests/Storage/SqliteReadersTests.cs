using System.Data;
using Marquee.Storage;
using Microsoft.Data.Sqlite;

namespace Marquee.Tests.Storage;

public sealed class SqliteReadersTests
{
    readonly List<SqliteConnection> _opened = [];
    readonly SteppedTime _time = new();

    [Fact]
    public async Task What_a_busy_moment_opened_is_closed_when_nobody_has_used_it_for_a_while()
    {
        var readers = new SqliteReaders(Open, _time);
        await Use(readers, 3);
        _time.Move(SqliteReaders.MostIdleTime / 2);
        readers.CloseOld();
        Assert.Equal(3, StillOpen());
        await Use(readers, 1);
        _time.Move(SqliteReaders.MostIdleTime / 2);
        readers.CloseOld();
        Assert.Equal(1, StillOpen());
        await Use(readers, 1);
        Assert.Equal(3, _opened.Count);
        _time.Move(SqliteReaders.MostIdleTime);
        readers.CloseOld();
        Assert.Equal(0, StillOpen());
        await Use(readers, 1);
        Assert.Equal(1, StillOpen());
        readers.End();
        Assert.Equal(0, StillOpen());
    }

    [Fact]
    public async Task One_at_work_is_never_closed_and_ends_when_it_is_given_back()
    {
        var readers = new SqliteReaders(Open, _time);
        await using (await readers.Take(CancellationToken.None))
        {
            _time.Move(SqliteReaders.MostIdleTime * 2);
            readers.CloseOld();
            Assert.Equal(1, StillOpen());
            readers.End();
            Assert.Equal(1, StillOpen());
        }

        Assert.Equal(0, StillOpen());
    }

    [Fact]
    public async Task No_more_than_sixteen_stay()
    {
        var readers = new SqliteReaders(Open, _time);
        await Use(readers, 20);
        Assert.Equal(16, StillOpen());
        readers.End();
    }

    static async Task Use(SqliteReaders readers, int atOnce)
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => readers.Take(CancellationToken.None)));
        foreach (var connection in taken)
        {
            await connection.DisposeAsync();
        }
    }

    int StillOpen() => _opened.Count(connection => connection.State == ConnectionState.Open);

    async Task<SqliteConnection> Open(CancellationToken ct)
    {
        SqliteLibrary.Use();
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        await connection.OpenAsync(ct);
        _opened.Add(connection);
        return connection;
    }
}
