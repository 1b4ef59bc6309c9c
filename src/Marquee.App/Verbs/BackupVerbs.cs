using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Upkeep;

namespace Marquee.App.Verbs;

/// <summary>`marquee backup FILE` and `marquee backups` beside a running server or without one; `marquee restore FILE` only without.</summary>
static class BackupVerbs
{
    static readonly Argument<string> File = new("FILE") { Description = "help.backup.file" };
    static readonly Option<bool> Known = new("--known") { Description = "help.backup.known" };

    public static Command MakeBackup() =>
        new Command("backup", "help.verb.backup") { File, Known, BackupPlanVerb.Make() }.Reads(async (verb, alone) =>
        {
            var file = Path.GetFullPath(verb.Get(File));
            var manifest = await alone.Get<Backup>().Make(file, verb.Get(Known), verb.Cancellation);
            verb.Terminal.Result(new { file, manifest.Version, manifest.MadeAt, stores = manifest.Stores.Keys }, r => new Text("app.saved", ("stores", Named(r.stores)), ("file", r.file)).ToString());
        });

    public static Command MakeList() =>
        new Command("backups", "help.verb.backups").Reads(async (verb, alone) =>
        {
            var backups = alone.Get<ScheduledBackups>();
            var plan = await backups.Plan(verb.Cancellation);
            var folder = backups.Target(plan);
            verb.Terminal.Result(new { plan, folder, last = await backups.Last(verb.Cancellation), files = backups.Files(plan) }, r => string.Join('\n',
            [
                BackupPlanVerb.Told(plan, folder),
                .. r.files.Select(f => new Text("app.backups.file", ("at", f.At.ToUnixTimeSeconds()), ("bytes", f.Bytes), ("file", f.File))),
            ]));
        });

    public static Command MakeRestore()
    {
        var verb = new Command("restore", "help.verb.restore") { File };
        verb.SetAction(async (parsed, ct) =>
        {
            var global = GlobalOptions.Of(parsed);
            var file = Path.GetFullPath(parsed.GetValue(File)!);
            if (!System.IO.File.Exists(file))
            {
                throw new Refusal("app.noFile", ("file", file));
            }

            await using var closed = await Alone.Closed(global, ct);
            var (manifest, kept) = await closed.Get<Restore>().Run(file, ct);
            var terminal = new Terminal(global);
            terminal.Result(new { file, manifest.MadeAt, stores = manifest.Stores.Keys, kept }, r =>
                string.Join(' ', [new Text("app.restored", ("stores", Named(r.stores)), ("at", r.MadeAt.ToUnixTimeSeconds())), .. r.kept is null ? [] : (Text[])[new Text("app.kept", ("folder", r.kept))]]));
            terminal.Say("app.restoredAccess");
            return 0;
        });
        return verb;
    }

    static Text[] Named(IEnumerable<string> stores) => [.. stores.Select(Text.Verbatim)];
}
