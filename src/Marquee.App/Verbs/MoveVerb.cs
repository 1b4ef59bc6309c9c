using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog.Import;
using Marquee.Storage;
using Marquee.Storage.Moving;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Microsoft.Extensions.Options;

namespace Marquee.App.Verbs;

/// <summary>`marquee move --to postgres|sqlite`: the whole house to the other engine, while no server runs.</summary>
static class MoveVerb
{
    static readonly Option<string> To = new Option<string>("--to") { Description = "help.move.to", Required = true }.AcceptOnlyFromAmong("postgres", "sqlite");
    static readonly Option<string?> Postgres = new("--postgres") { Description = "help.move.postgres", HelpName = "\"Host=...\"" };
    static readonly Option<string?> Into = new("--folder") { Description = "help.move.into", HelpName = "DIR" };

    sealed record Moved(string From, string To, IReadOnlyList<MovedTable> Tables, Text Next);

    public static Command Make()
    {
        var verb = new Command("move", "help.verb.move") { To, Postgres, Into };
        verb.SetAction(async (parsed, ct) =>
        {
            var global = GlobalOptions.Of(parsed);
            await using var source = await Alone.Closed(global, ct);
            await source.Get<StoreOpening>().Open(writing: false, ct);
            var from = source.Get<Database>();
            await RefuseOthers(from, ct);
            var folder = source.Get<DataFolder>();
            var terminal = new Terminal(global);
            var moved = parsed.GetValue(To) == "postgres"
                ? await ToPostgres(from, folder, parsed.GetValue(Postgres), terminal, ct)
                : await ToSqlite(from, source, parsed.GetValue(Into), terminal, ct);
            terminal.Result(moved, Told);
            return 0;
        });
        return verb;
    }

    static async Task<Moved> ToPostgres(Database from, DataFolder folder, string? connection, Terminal terminal, CancellationToken ct)
    {
        if (from.Dialect.Engine == Engine.Postgres)
        {
            throw new Refusal("app.move.onPostgres");
        }

        await using var target = new PostgresDatabase(connection ?? throw new Refusal("app.move.where"));
        await Open(target, folder, ct);
        await RefuseOthers(target, ct);
        var tables = await Run(from, folder, target, folder, folder.Path, terminal, ct);
        return new Moved(folder.Path, target.Place, tables,
            new Text("app.move.nextPostgres"));
    }

    static async Task<Moved> ToSqlite(Database from, Alone source, string? into, Terminal terminal, CancellationToken ct)
    {
        if (from is not PostgresDatabase postgres)
        {
            throw new Refusal("app.move.onSqlite");
        }

        var folder = source.Get<DataFolder>();
        var options = Options.Create(new StorageOptions { Folder = into ?? folder.Path, KeyFile = source.Get<IOptions<StorageOptions>>().Value.KeyFile });
        var files = new DataFolder(options);
        files.Prepare();
        using var held = files.Path == folder.Path ? null : await FolderLock.Take(files, TimeProvider.System, ct);
        using var target = new SqliteDatabase(files, TimeProvider.System);
        await Open(target, files, ct);
        var tables = await Run(from, folder, target, files, postgres.Place, terminal, ct);
        source.Get<KeyFile>().CarryTo(new KeyFile(files, options));
        return new Moved(postgres.Place, files.Path, tables,
            new Text("app.move.nextSqlite", ("folder", files.Path)));
    }

    static async Task Open(Database target, DataFolder folder, CancellationToken ct)
    {
        using var stop = new UncleanStop(folder);
        await new StoreOpening(folder, target, new Generations(target, TimeProvider.System), stop, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<StoreOpening>.Instance)
            .Open(writing: true, ct, moving: true);
    }

    /// <summary>The lock of the data folder keeps out servers of this machine; PostgreSQL may have others.</summary>
    static async Task RefuseOthers(Database database, CancellationToken ct)
    {
        if (database is PostgresDatabase postgres && await postgres.OtherClients(ct) is > 0 and var others)
        {
            throw new Refusal("app.move.others", ("count", others), ("place", postgres.Place)) { ExitCode = Refusal.Busy };
        }
    }

    /// <summary>The house first, then the catalog: each with a pace of its own.</summary>
    static Task<IReadOnlyList<MovedTable>> Run(Database from, DataFolder fromFolder, Database to, DataFolder toFolder, string place, Terminal terminal, CancellationToken ct) =>
        new HouseMove(from, to, place, TimeProvider.System).Run(
            Paced(terminal), ct, () => new CatalogMove(from, fromFolder, to, toFolder, TimeProvider.System).Run(Paced(terminal), ct));

    static Action<MoveProgress> Paced(Terminal terminal)
    {
        var started = TimeProvider.System.GetTimestamp();
        long? first = null;
        return at =>
        {
            first ??= at.Done; // what an interrupted move had copied tells nothing about the speed of this one
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            var rate = seconds > 0 ? (at.Done - first.Value) / seconds : 0;
            var pace = at.Total == 0 ? "" : Terminal.Pace(at.Done, at.Total, "rows", rate, rate > 0 ? (at.Total - at.Done) / rate : null);
            terminal.Progress(pace.Length == 0 ? at.Sentence.ToString() : $"{at.Sentence}: {pace}");
        };
    }

    static string Told(Moved moved) => string.Join('\n',
    [
        .. moved.Tables.Where(t => t.Rows > 0).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Rows,12:N0}  {t.Name,-28} {t.Checksum[..16]}")),
        new Text("app.move.same", ("rows", moved.Tables.Sum(t => t.Rows)), ("tables", moved.Tables.Count), ("from", moved.From), ("to", moved.To)).ToString(),
        moved.Next.ToString(),
    ]);
}
