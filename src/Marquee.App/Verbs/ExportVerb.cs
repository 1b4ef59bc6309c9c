using System.CommandLine;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Export;

namespace Marquee.App.Verbs;

enum ExportFormat
{
    Archive,
    Imdb,
    Letterboxd,
}

/// <summary>`marquee export`: what a member has, as files to take along; beside a running server or without one.</summary>
static class ExportVerb
{
    static readonly Option<ExportFormat> Format = new("--format") { Description = "help.export.format", DefaultValueFactory = _ => ExportFormat.Archive };
    static readonly Option<string?> Out = new("--out") { Description = "help.export.out", HelpName = "FOLDER|FILE|-" };

    public static Command Make() => new Command("export", "help.verb.export") { Format, Out, Verb.MemberOption }.Reads(async (verb, alone) =>
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        var (now, target) = (alone.Get<TimeProvider>().GetUtcNow(), verb.Get(Out));
        var files = verb.Get(Format) switch
        {
            ExportFormat.Imdb => await Imdb(verb, alone, viewer, target ?? ExportNames.Imdb(viewer.Name, now)),
            ExportFormat.Letterboxd => await One(verb, target, ExportNames.Letterboxd(viewer.Name, now), to => alone.Get<LetterboxdExport>().Write(viewer, to, verb.Cancellation)),
            _ => await One(verb, target, ExportNames.Archive(viewer.Name, now), to => alone.Get<ArchiveExport>().Write(viewer, to, verb.Cancellation)),
        };
        if (files.Count > 0)
        {
            verb.Terminal.Result(new { member = viewer.Name, files }, r => string.Join('\n', r.files));
        }
    });

    /// <returns>Without anything when it went to standard output.</returns>
    static async Task<IReadOnlyList<string>> One(Verb verb, string? target, string name, Func<Stream, Task> write)
    {
        if (target == "-")
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
            return [];
        }

        var file = Path.GetFullPath(target is null ? name : Directory.Exists(target) ? Path.Combine(target, name) : target);
        await Save(file, write, verb.Cancellation);
        return [file];
    }

    static async Task<IReadOnlyList<string>> Imdb(Verb verb, Alone alone, Viewer viewer, string folder)
    {
        if (folder == "-")
        {
            throw new Refusal("app.export.several");
        }

        var (export, ct, files) = (alone.Get<ImdbExport>(), verb.Cancellation, new List<string>());
        await Add(ExportNames.Ratings, to => export.Ratings(viewer, to, ct));
        await Add(ExportNames.Watchlist, to => export.Watchlist(viewer, to, ct));
        foreach (var list in (await alone.Get<TitleLists>().All(viewer, ct)).Where(list => list.Owner == viewer.Member))
        {
            if (await alone.Get<TakenLists>().Find(viewer, list.Id, ct) is var (_, titles))
            {
                await Add(ExportNames.List(list.Name), to => export.List(viewer, titles, to, ct));
            }
        }

        return files;

        async Task Add(string name, Func<Stream, Task> write)
        {
            var file = Path.Combine(Path.GetFullPath(folder), name);
            for (var number = 2; files.Contains(file, StringComparer.OrdinalIgnoreCase); number++)
            {
                file = Path.Combine(Path.GetFullPath(folder), $"{Path.GetFileNameWithoutExtension(name)} ({number}).csv");
            }

            await Save(file, write, ct);
            files.Add(file);
        }
    }

    /// <summary>A file of that name is replaced once the new one is whole.</summary>
    static async Task Save(string file, Func<Stream, Task> write, CancellationToken ct)
    {
        var part = file + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using (var to = File.Create(part))
            {
                await write(to);
                await to.FlushAsync(ct);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "app.export.unwritable", ("file", file), ("why", e.Message));
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }
}
