using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Marquee.Upkeep;

namespace Marquee.App.Verbs;

/// <summary>`marquee doctor`: looks at everything that can be wrong with a house and says what to do.</summary>
static class DoctorVerb
{
    const long LowDisk = 2L << 30;

    /// <param name="Name">What was looked at.</param>
    /// <param name="State">ok, warning or wrong.</param>
    /// <param name="Sentence">What was found and, when it is not well, what to do.</param>
    sealed record Check(string Name, string State, Text Sentence)
    {
        public string Code => Sentence.Code;
    }

    public static Command Make()
    {
        var verb = new Command("doctor", "help.verb.doctor");
        verb.SetAction(async (parsed, ct) =>
        {
            var global = GlobalOptions.Of(parsed);
            var checks = await All(global, ct);
            new Terminal(global).Result(checks, all => string.Join('\n', all.Select(c => $"{Mark(c.State)} {c.Name,-9} {c.Sentence}")));
            return checks.Any(c => c.State == "wrong") ? 1 : 0;
        });
        return verb;
    }

    static string Mark(string state) => state switch { "ok" => "[ok]  ", "warning" => "[look]", _ => "[bad] " };

    static async Task<IReadOnlyList<Check>> All(GlobalOptions global, CancellationToken ct)
    {
        var settings = new ConfigurationManager();
        settings.AddSettings(global.Data);
        var checks = new List<Check>(Settings(settings));
        if (checks.Exists(c => c.State == "wrong"))
        {
            return checks; // nothing else can be looked at with them
        }

        var folder = Alone.Folder(global);
        checks.AddRange(Folder(folder));
        var server = ServerFile.Find(folder);
        checks.Add(new Check("server", "ok", server is null ? new Text("app.doctor.noServer") : new Text("app.doctor.server", ("address", server.Address), ("process", server.ProcessId))));
        try
        {
            await using var alone = await Alone.Reading(global, ct);
            var database = alone.Get<Database>();
            checks.Add(new Check("engine", "ok", Text.Verbatim($"{database.EngineVersion}.")));
            foreach (var (store, verdict) in await alone.Get<StoreHealth>().Look(ct))
            {
                checks.Add(verdict == "ok" ? new Check(store, "ok", new Text("app.doctor.whole")) : new Check(store, "wrong", new Text("app.doctor.damaged", ("verdict", verdict))));
            }

            var current = await alone.Get<Generations>().Find(ct);
            checks.Add(current.Number == 0 ? new Check("catalog", "warning", new Text("app.doctor.noCatalog"))
                : current.Sample ? new Check("catalog", "warning", new Text("app.doctor.sample"))
                : new Check("catalog", "ok", new Text(await alone.Get<ImdbTerms>().Accepted(ct) ? "app.doctor.catalog" : "app.doctor.termsOpen", ("number", current.Number))));
            if (Subsets.Of(current) is { } part)
            {
                checks.Add(new Check("part", "ok", new Text(part.EpisodePrincipals ? "app.doctor.part" : "app.doctor.partWithoutPeople",
                    ("kinds", part.Kinds is { } kinds ? string.Join(", ", kinds.Select(k => k.Spelling())) : new Text("app.import.everyKind")), ("count", part.MinVotes))));
            }
            checks.Add(await Secrets(alone, ct));
            checks.Add(await Backups(alone, ct));
        }
        catch (Refusal refusal)
        {
            checks.Add(new Check("stores", "wrong", refusal.Text));
        }

        return checks;
    }

    static async Task<Check> Secrets(Alone alone, CancellationToken ct)
    {
        var file = alone.Get<KeyFile>();
        return await alone.Get<HouseKey>().Problem(ct) is { } problem ? new Check("secrets", "wrong", problem)
            : file.IsOpenToOthers ? new Check("secrets", "warning", new Text("app.doctor.keyOpen", ("file", file.Path)))
            : new Check("secrets", "ok", new Text("app.secrets.keyFile", ("file", file.Path)));
    }

    /// <summary>A backup may be half a pause late before it is worth a look.</summary>
    static async Task<Check> Backups(Alone alone, CancellationToken ct)
    {
        var backups = alone.Get<ScheduledBackups>();
        var last = await backups.Last(ct);
        return ((await backups.Plan(ct)).Pause, last) switch
        {
            (null, _) => new Check("backup", "warning", new Text("app.doctor.backupOff")),
            (_, null) => new Check("backup", "warning", new Text("app.doctor.backupNone")),
            ({ } pause, { } made) when alone.Get<TimeProvider>().GetUtcNow() - made.At > pause * 1.5 => new Check("backup", "warning", Told("app.doctor.backupOld", made)),
            _ => new Check("backup", "ok", Told("app.doctor.backup", last)),
        };

        static Text Told(string code, LastBackup made) => new(code, ("at", made.At.ToUnixTimeSeconds()), ("file", made.File));
    }

    static IEnumerable<Check> Settings(ConfigurationManager settings)
    {
        var wrong = WrongSettings.In(settings).ToList();
        if (wrong.Count == 0)
        {
            var options = settings.GetSection("Server").Get<ServerOptions>() ?? new ServerOptions();
            try
            {
                Listening.Parse(options.Listen);
                Listening.KeyHash(options, home: null);
            }
            catch (Refusal refusal)
            {
                wrong.Add(refusal.Text);
            }
        }

        var unknown = UnknownSettings.In(settings);
        return wrong.Count > 0 ? wrong.Select(sentence => new Check("settings", "wrong", sentence))
            : unknown.Count > 0 ? [new Check("settings", "warning", new Text("app.doctor.unread", ("names", string.Join(", ", unknown))))]
            : [new Check("settings", "ok", new Text("app.doctor.settings"))];
    }

    static IEnumerable<Check> Folder(DataFolder folder)
    {
        try
        {
            if (!folder.Look())
            {
                return [new Check("folder", "wrong", new Text("app.doctor.noFolder", ("folder", folder.Path)))];
            }
        }
        catch (Refusal refusal)
        {
            return [new Check("folder", "wrong", refusal.Text)];
        }

        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        var room = free < LowDisk
            ? new Check("folder", "warning", new Text("app.doctor.lowDisk", ("folder", folder.Path), ("free", free)))
            : new Check("folder", "ok", new Text("app.doctor.folder", ("folder", folder.Path), ("free", free)));
        return folder.OpenToOthers() is { Count: > 0 } open
            ? [room, new Check("privacy", "warning", new Text("app.doctor.open", ("files", string.Join(", ", open)), ("folder", folder.Path)))]
            : [room, new Check("privacy", "ok", new Text("app.doctor.private"))];
    }
}
