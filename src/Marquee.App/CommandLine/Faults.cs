using System.Text.Json;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.App.CommandLine;

/// <summary>What a person can put right although nobody foresaw it: a wrong setting, a full disk, a damaged file.</summary>
static class Faults
{
    /// <returns>The sentence and the exit code; null for faults of ours, which keep their stack trace.</returns>
    public static (string Sentence, int Code)? Sentence(Exception fault) => fault switch
    {
        AggregateException { InnerException: { } inner } => Sentence(inner),
        OptionsValidationException wrong => ($"A setting is wrong: {string.Join(" ", wrong.Failures)}", Refusal.Unusable),
        InvalidDataException { InnerException: JsonException or FormatException } or JsonException =>
            ($"The settings file cannot be read: {fault.InnerException?.Message ?? fault.Message} Correct marquee.json in the data folder.", Refusal.Unusable),
        SqliteException { SqliteErrorCode: 13 } => ("The disk is full. Free some space and try again; nothing that was saved is lost.", Refusal.Disk),
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } sqlite => ($"The data folder cannot be read or written: {sqlite.Message}", Refusal.Disk),
        SqliteException { SqliteErrorCode: 11 or 26 } sqlite => ($"A store is damaged: {sqlite.Message} Restore a backup: marquee restore FILE.", Refusal.Unusable),
        NpgsqlException postgres => ($"PostgreSQL does not answer as it should: {postgres.Message}", Refusal.Unusable),
        UnauthorizedAccessException or IOException => ($"{fault.Message} Check the disk and its permissions.", Refusal.Disk),
        _ => null,
    };
}
