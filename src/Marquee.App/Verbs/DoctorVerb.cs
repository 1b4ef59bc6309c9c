using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.App.Verbs;

/// <summary>`marquee doctor`: looks at everything that can be wrong with a house and says what to do.</summary>
static class DoctorVerb
{
    const long LowDisk = 2L << 30;

    /// <param name="Name">What was looked at.</param>
    /// <param name="State">ok, warning or wrong.</param>
    /// <param name="Sentence">What was found and, when it is not well, what to do.</param>
    sealed record Check(string Name, string State, string Sentence);

    public static Command Make()
    {
        var verb = new Command("doctor", "Look at everything that can be wrong, and say what to do.");
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
        checks.Add(new Check("server", "ok", server is null ? "No server runs on this folder." : $"A server runs at {server.Address} (process {server.ProcessId})."));
        try
        {
            await using var alone = await Alone.Reading(global, ct);
            var database = alone.Get<Database>();
            checks.Add(new Check("engine", "ok", $"{database.EngineVersion}."));
            foreach (var (store, verdict) in await alone.Get<StoreHealth>().Look(ct))
            {
                checks.Add(verdict == "ok" ? new Check(store, "ok", "The store is whole.") : new Check(store, "wrong", $"The store is damaged ({verdict}). Stop the server and restore a backup: marquee restore FILE."));
            }

            var current = await alone.Get<Generations>().Find(ct);
            checks.Add(current.Number == 0 ? new Check("catalog", "warning", "There is no catalog yet.")
                : current.Sample ? new Check("catalog", "warning", "The built-in sample is shown. Bring IMDb's own files with 'marquee import imdb DIR'.")
                : new Check("catalog", "ok", $"Generation {current.Number} of IMDb's files{(await alone.Get<ImdbTerms>().Accepted(ct) ? "" : ", whose terms nobody accepted yet")}."));
        }
        catch (Refusal refusal)
        {
            checks.Add(new Check("stores", "wrong", refusal.Message));
        }

        return checks;
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
                Listening.CertificateHash(options);
            }
            catch (Refusal refusal)
            {
                wrong.Add(refusal.Message);
            }
        }

        var unknown = UnknownSettings.In(settings);
        return wrong.Count > 0 ? wrong.Select(sentence => new Check("settings", "wrong", sentence))
            : unknown.Count > 0 ? [new Check("settings", "warning", $"Nothing reads {string.Join(", ", unknown)}: check the spelling.")]
            : [new Check("settings", "ok", "All settings are known and can be read.")];
    }

    static IEnumerable<Check> Folder(DataFolder folder)
    {
        try
        {
            if (!folder.Look())
            {
                return [new Check("folder", "wrong", $"{folder.Path} is not there. 'marquee up' makes it; --data names another one.")];
            }
        }
        catch (Refusal refusal)
        {
            return [new Check("folder", "wrong", refusal.Message)];
        }

        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        var room = free < LowDisk
            ? new Check("folder", "warning", $"{folder.Path} has {free >> 20} MiB left; an import of all of IMDb's files needs more than 10 GiB.")
            : new Check("folder", "ok", $"{folder.Path} can be written and has {free >> 30} GiB left.");
        return folder.OpenToOthers() is { Count: > 0 } open
            ? [room, new Check("privacy", "warning", $"Other users of this machine can get at {string.Join(", ", open)}: chmod -R go= {folder.Path}")]
            : [room, new Check("privacy", "ok", "Only its owner can read the folder.")];
    }
}
