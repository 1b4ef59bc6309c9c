using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class EngineVersionTests
{
    [Theory]
    [InlineData("3.34.1", "SQLite 3.34.1 is too old: Marquee needs 3.35.0 or newer. Update the system's libsqlite3.")]
    [InlineData("3.35.0", null)]
    [InlineData("3.51.3", null)]
    public void An_old_sqlite_is_refused(string version, string? sentence) =>
        Assert.Equal(sentence, (Record.Exception(() => SqliteLibrary.RefuseOlder(Version.Parse(version))) as Refusal)?.Message);

    [Theory]
    [InlineData("13.20", "PostgreSQL 13.20 is too old: Marquee needs 14 or newer.")]
    [InlineData("14.0", null)]
    [InlineData("17.2", null)]
    public void An_old_postgres_is_refused(string version, string? sentence) =>
        Assert.Equal(sentence, (Record.Exception(() => PostgresDatabase.RefuseOlder(Version.Parse(version))) as Refusal)?.Message);
}
