using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.App.Server;
using Marquee.Catalog;
using Marquee.Catalog.Import;
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
            var common = Common.Of(parsed);
            var checks = await All(common, ct);
            new Terminal(common).Result(checks, all => string.Join('\n', all.Select(c => $"{Mark(c.State)} {c.Name,-9} {c.Sentence}")));
            return checks.Any(c => c.State == "wrong") ? 1 : 0;
        });
        return verb;
    }

    static string Mark(string state) => state switch { "ok" => "[ok]  ", "warning" => "[look]", _ => "[bad] " };

    static async Task<IReadOnlyList<Check>> All(Common common, CancellationToken ct)
    {
        var checks = new List<Check>();
        var folder = Alone.Folder(common);
        checks.Add(Folder(folder));
        var server = ServerFile.Find(folder);
        checks.Add(new Check("server", "ok", server is null ? "No server runs on this folder." : $"A server runs at {server.Address} (process {server.ProcessId})."));
        try
        {
            await using var alone = await Alone.Reading(common, ct);
            var database = alone.Get<Database>();
            checks.Add(new Check("engine", "ok", $"{database.EngineVersion}."));
            var unknown = UnknownSettings.In(alone.Get<IConfiguration>());
            checks.Add(unknown.Count == 0 ? new Check("settings", "ok", "All settings are known.") : new Check("settings", "warning", $"Nothing reads {string.Join(", ", unknown)}: check the spelling."));
            foreach (var (store, verdict) in await alone.Get<StoreHealth>().Look(ct))
            {
                checks.Add(verdict == "ok" ? new Check(store, "ok", "The store is whole.") : new Check(store, "wrong", $"The store is damaged ({verdict}). Stop the server and restore a backup: marquee restore FILE."));
            }

            var current = await alone.Get<Generations>().Find(ct);
            checks.Add(current.Number == 0 ? new Check("catalog", "warning", "There is no catalog yet.")
                : current.Sample ? new Check("catalog", "warning", "The built-in sample is shown. Bring IMDb's own files with 'marquee import imdb DIR'.")
                : new Check("catalog", "ok", $"Generation {current.Number} of IMDb's files{((await alone.Get<Subsets>().Of(current.Number, ct))?.Sentence() is { } part ? $" ({part})" : "")}{(await alone.Get<ImdbTerms>().Accepted(ct) ? "" : ", whose terms nobody accepted yet")}."));
        }
        catch (Refusal refusal)
        {
            checks.Add(new Check("stores", "wrong", refusal.Message));
        }

        return checks;
    }

    static Check Folder(DataFolder folder)
    {
        try
        {
            folder.Prepare();
            var free = new DriveInfo(folder.Path).AvailableFreeSpace;
            return free < LowDisk
                ? new Check("folder", "warning", $"{folder.Path} has {free >> 20} MiB left; an import of all of IMDb's files needs more than 10 GiB.")
                : new Check("folder", "ok", $"{folder.Path} can be written and has {free >> 30} GiB left.");
        }
        catch (Refusal refusal)
        {
            return new Check("folder", "wrong", refusal.Message);
        }
    }
}
