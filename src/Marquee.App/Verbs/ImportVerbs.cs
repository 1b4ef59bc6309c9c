using System.CommandLine;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee import imdb DIR|URL` for the catalog, `marquee import history FILE` for a member's own ratings.</summary>
static class ImportVerbs
{
    static readonly Argument<string> Folder = new("DIR|URL") { Description = "help.import.folder" };
    static readonly Option<bool> AcceptTerms = new("--accept-terms") { Description = "help.import.acceptTerms" };
    static readonly Option<string?> Kinds = new("--kinds") { Description = "help.import.kinds", HelpName = "LIST" };
    static readonly Option<int> MinVotes = new("--min-votes") { Description = "help.import.minVotes", HelpName = "N" };
    static readonly Option<bool> NoEpisodePrincipals = new("--no-episode-principals") { Description = "help.import.noEpisodePrincipals" };
    static readonly Option<bool> Whole = new("--whole") { Description = "help.import.whole" };
    static readonly Option<bool> EstimateOnly = new("--estimate") { Description = "help.import.estimateOnly" };
    static readonly Argument<string> File = new("FILE") { Description = "help.import.file" };
    static readonly Option<bool> ApplyOption = new("--apply") { Description = "help.import.apply" };

    public static Command Make() => new("import", "help.verb.import") { Imdb(), History() };

    static Command Imdb() => new Command("imdb", "help.verb.imdb") { Folder, AcceptTerms, Kinds, MinVotes, NoEpisodePrincipals, Whole, EstimateOnly }.Writes(
        async (verb, server) =>
        {
            var subset = Part(verb);
            if (subset is { IsWhole: false } && Address(verb) is null)
            {
                Tell(verb, await server.Get<SubsetEstimate>(
                    $"/api/v1/catalog/folder/subset?path={Uri.EscapeDataString(Path.GetFullPath(verb.Get(Folder)))}&kinds={verb.Get(Kinds)}&minVotes={subset.MinVotes}&episodePrincipals={subset.EpisodePrincipals}", verb.Cancellation));
            }

            if (verb.Get(EstimateOnly))
            {
                return;
            }

            if (verb.Get(AcceptTerms))
            {
                await server.Post<object?>("/api/v1/catalog/terms", null, verb.Cancellation);
            }

            CatalogVerbs.Show(verb, Address(verb) is { } address
                ? await server.Follow("/api/v1/catalog/refresh", new RefreshRequest(RefreshScope.Everything, address.AbsoluteUri, SubsetScreen.Of(subset)), verb.Terminal, verb.Cancellation)
                : await server.Follow("/api/v1/catalog/import", new CatalogImportRequest(Path.GetFullPath(verb.Get(Folder)), SubsetScreen.Of(subset)), verb.Terminal, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var subset = Part(verb);
            if (subset is { IsWhole: false } && Address(verb) is null)
            {
                Tell(verb, await alone.Get<Subsets>().Estimate(Path.GetFullPath(verb.Get(Folder)), subset, verb.Cancellation));
            }

            if (verb.Get(EstimateOnly))
            {
                return;
            }

            if (verb.Get(AcceptTerms))
            {
                await alone.Get<ImdbTerms>().Accept(verb.Cancellation);
            }

            await alone.Get<ImdbTerms>().RefuseUnaccepted(verb.Cancellation);
            CatalogVerbs.Show(verb, Address(verb) is { } address
                ? await alone.Follow(CatalogRefreshWork.Name, new RefreshArguments(RefreshScope.Everything, address, Subset: subset), verb.Terminal, verb.Cancellation)
                : await alone.Follow(CatalogImportWork.Name, new CatalogImportArguments(Path.GetFullPath(verb.Get(Folder)), subset), verb.Terminal, verb.Cancellation));
        });

    /// <returns>Null for a folder of this machine.</returns>
    static Uri? Address(Verb verb) => Uri.TryCreate(verb.Get(Folder), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>Null without any of the options: then the import keeps what the last one kept.</summary>
    static CatalogSubset? Part(Verb verb)
    {
        var subset = CatalogSubset.Of(verb.Get(Kinds), verb.Get(MinVotes), !verb.Get(NoEpisodePrincipals));
        return !subset.IsWhole && verb.Get(Whole) ? throw new Refusal("app.import.wholeOrPart")
            : subset.IsWhole && verb.Get(EstimateOnly) ? throw new Refusal("app.import.whichPart")
            : verb.Get(EstimateOnly) && Address(verb) is not null ? throw new Refusal("app.import.estimateFolder")
            : subset.IsWhole && !verb.Get(Whole) ? null
            : subset;
    }

    /// <summary>With --estimate it is the result, else a sentence on the way.</summary>
    static void Tell(Verb verb, SubsetEstimate estimate)
    {
        if (verb.Get(EstimateOnly))
        {
            verb.Terminal.Result(estimate, e => Sentence(e).ToString());
        }
        else
        {
            verb.Terminal.Say("app.import.estimate", Sentence(estimate).Values);
        }
    }

    static Text Sentence(SubsetEstimate estimate) => new("app.import.estimate",
        ("titles", estimate.Titles), ("all", estimate.AllTitles), ("bytes", estimate.Bytes), ("everything", estimate.AllBytes));

    static Command History() => new Command("history", "help.verb.history") { File, ApplyOption, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            await using var file = Open(verb.Get(File));
            using var form = new MultipartFormDataContent { { new StreamContent(file), "file", Path.GetFileName(verb.Get(File)) } };
            var preview = await server.Post<ImportPreview>("/api/v1/imports", form, verb.Cancellation);
            if (verb.Get(ApplyOption) && Changes(preview))
            {
                await server.Follow($"/api/v1/imports/{preview.Id}/apply", null, verb.Terminal, verb.Cancellation);
                preview = await server.Get<ImportPreview>($"/api/v1/imports/{preview.Id}", verb.Cancellation);
            }

            Show(verb, preview);
        },
        async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var imports = alone.Get<HistoryImports>();
            await using var file = Open(verb.Get(File));
            var preview = await imports.Preview(viewer, file, Path.GetFileName(verb.Get(File)), verb.Cancellation);
            if (verb.Get(ApplyOption) && Changes(preview))
            {
                var started = await imports.Apply(viewer, preview.Id, verb.Cancellation);
                await alone.FollowWaiting(started!.Job ?? throw new Refusal("app.otherImport"), verb.Terminal, verb.Cancellation);
                preview = await imports.Find(viewer, preview.Id, verb.Cancellation) ?? preview;
            }

            Show(verb, preview);
        });

    static bool Changes(ImportPreview preview) => preview.Counts.New + preview.Counts.Changed + preview.Counts.NotInCatalog > 0;

    static FileStream Open(string file)
    {
        try
        {
            return System.IO.File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "app.unreadable", ("file", file), ("why", e.Message));
        }
    }

    static void Show(Verb verb, ImportPreview preview) => verb.Terminal.Result(preview, p =>
    {
        var text = new StringBuilder();
        text.AppendLine(new Text("app.preview.head", ("file", p.FileName), ("count", p.Rows), ("kind", Kind(p)), ("layout", p.Layout[(p.Layout.LastIndexOf('-') + 1)..]), ("state", State(p))).ToString());
        Class(text, p.Counts.New, "app.preview.new");
        Class(text, p.Counts.Changed, "app.preview.changed");
        Class(text, p.Counts.Known, "app.preview.known");
        Class(text, p.Counts.NotInCatalog, "app.preview.notInCatalog");
        Class(text, p.Counts.Repeated, "app.preview.repeated", p.Sample?.Repeated);
        Class(text, p.Counts.Unreadable, "app.preview.unreadable", p.Sample?.Unreadable);
        return p.State == ImportState.Preview && Changes(p) ? text.Append(new Text("app.preview.how")).ToString() : text.ToString().TrimEnd();
    });

    static void Class(StringBuilder text, int count, string name, IReadOnlyList<ImportRow>? rows = null)
    {
        text.AppendLine(Language.Current.Culture, $"  {count,7:N0}  {new Text(name)}");
        foreach (var row in rows ?? [])
        {
            text.Append("           ").AppendLine(new Text("app.preview.line", ("line", row.Line), ("reason", row.Reason ?? (object)"")).ToString());
        }
    }

    static Text Kind(ImportPreview preview) => new(preview.Source == "imdb-watchlist" ? "app.preview.watchlist" : "app.preview.ratings");

    static Text State(ImportPreview preview) => preview.State == ImportState.Applied ? new Text("app.preview.applied", ("applied", preview.Applied))
        : new Text(Changes(preview) ? "app.preview.waiting" : "app.preview.unchanged");
}
