using System.Text.Json;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.App.CommandLine;

/// <summary>What a person can put right although nobody foresaw it: a wrong setting, a full disk, a damaged file.</summary>
static class Faults
{
    /// <returns>The sentence and the exit code; null for faults of ours, which keep their stack trace.</returns>
    public static (Text Sentence, int Code)? Sentence(Exception fault) => fault switch
    {
        AggregateException { InnerException: { } inner } => Sentence(inner),
        OptionsValidationException wrong => (new Text("app.fault.setting", ("why", string.Join(" ", wrong.Failures))), Refusal.Unusable),
        InvalidDataException { InnerException: JsonException or FormatException } or JsonException =>
            (new Text("app.fault.settingsFile", ("why", fault.InnerException?.Message ?? fault.Message)), Refusal.Unusable),
        SqliteException { SqliteErrorCode: 13 } => (new Text("app.fault.diskFull"), Refusal.Disk),
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } sqlite => (new Text("app.fault.folder", ("why", sqlite.Message)), Refusal.Disk),
        SqliteException { SqliteErrorCode: 11 or 26 } sqlite => (new Text("app.fault.damaged", ("why", sqlite.Message)), Refusal.Unusable),
        NpgsqlException postgres => (new Text("app.fault.postgres", ("why", postgres.Message)), Refusal.Unusable),
        UnauthorizedAccessException or IOException => (new Text("app.fault.disk", ("why", fault.Message)), Refusal.Disk),
        _ => null,
    };
}
