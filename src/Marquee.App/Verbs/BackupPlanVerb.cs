using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Upkeep;

namespace Marquee.App.Verbs;

/// <summary>`marquee backup plan`: what the settings page changes; an option that is left out stays as it is.</summary>
static class BackupPlanVerb
{
    static readonly Option<BackupRhythm?> Every = new Option<BackupRhythm?>("--every") { Description = "help.backup.every" }.AcceptOnlyFromAmong("off", "daily", "weekly");
    static readonly Option<int?> Days = new("--keep-days") { Description = "help.backup.keepDays", HelpName = "N" };
    static readonly Option<int?> Weeks = new("--keep-weeks") { Description = "help.backup.keepWeeks", HelpName = "N" };
    static readonly Option<string?> Folder = new("--folder") { Description = "help.backup.folder", HelpName = "DIR" };
    static readonly Option<bool?> Known = new("--with-known") { Description = "help.backup.withKnown" };

    public static Command Make() => new Command("plan", "help.verb.plan") { Every, Days, Weeks, Folder, Known }.Writes(
        async (verb, server) =>
        {
            var now = await server.Get<BackupScreen>("/api/v1/house/backups", verb.Cancellation);
            Show(verb, await server.Put<BackupScreen>("/api/v1/house/backups/plan", Wanted(verb, now.Plan), verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var backups = alone.Get<ScheduledBackups>();
            if (await backups.Set(Wanted(verb, await backups.Plan(verb.Cancellation)), verb.Cancellation) is var (_, rule))
            {
                throw new Refusal(rule);
            }

            var plan = await backups.Plan(verb.Cancellation);
            Show(verb, new BackupScreen(plan, backups.Target(plan), await backups.Last(verb.Cancellation), backups.Files(plan)));
        });

    /// <summary>The plan in a sentence.</summary>
    public static Text Told(BackupPlan plan, string folder) => plan.Every == BackupRhythm.Off
        ? new Text("app.backups.off")
        : new Text("app.backups.plan", ("every", new Text("app.backups." + plan.Every.ToString().ToLowerInvariant())), ("days", plan.KeepDays), ("weeks", plan.KeepWeeks), ("folder", folder));

    static void Show(Verb verb, BackupScreen screen) => verb.Terminal.Result(screen, s => Told(s.Plan, s.Folder).ToString());

    static BackupPlan Wanted(Verb verb, BackupPlan now) => now with
    {
        Every = verb.Get(Every) ?? now.Every,
        KeepDays = verb.Get(Days) ?? now.KeepDays,
        KeepWeeks = verb.Get(Weeks) ?? now.KeepWeeks,
        Folder = verb.Get(Folder) switch { null => now.Folder, "default" => null, var path => Path.GetFullPath(path) },
        WithKnown = verb.Get(Known) ?? now.WithKnown,
    };
}
