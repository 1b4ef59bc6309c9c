using System.CommandLine;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee import imdb DIR` for the catalog, `marquee import history FILE` for a member's own ratings.</summary>
static class ImportVerbs
{
    static readonly Argument<string> Folder = new("DIR") { Description = "A folder with IMDb's files (title.basics.tsv.gz and any of the others)." };
    static readonly Option<bool> AcceptTerms = new("--accept-terms") { Description = "Accept IMDb's terms: personal and non-commercial use." };
    static readonly Option<string?> Kinds = new("--kinds") { Description = "Only these kinds of titles: movie,tvSeries,tvEpisode,...; episodes come only with their series.", HelpName = "LIST" };
    static readonly Option<int> MinVotes = new("--min-votes") { Description = "Only titles with so many votes, and the episodes of such series.", HelpName = "N" };
    static readonly Option<bool> NoEpisodePrincipals = new("--no-episode-principals") { Description = "Without the people of single episodes." };
    static readonly Option<bool> Whole = new("--whole") { Description = "Everything, also when the last import was a part." };
    static readonly Option<bool> EstimateOnly = new("--estimate") { Description = "Only tell what the part would be; import nothing." };
    static readonly Argument<string> File = new("FILE") { Description = "The export that IMDb gave you (CSV)." };
    static readonly Option<bool> ApplyOption = new("--apply") { Description = "Apply it; without this the preview is all that happens." };

    public static Command Make() => new("import", "Bring IMDb's files, or a member's history.") { Imdb(), History() };

    static Command Imdb() => new Command("imdb", "Make the catalog from IMDb's files; the old one serves until the new one is ready.") { Folder, AcceptTerms, Kinds, MinVotes, NoEpisodePrincipals, Whole, EstimateOnly }.Writes(
        async (verb, server) =>
        {
            var subset = Part(verb);
            if (subset is { IsWhole: false })
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

            Show(verb, await server.Follow("/api/v1/catalog/import", new CatalogImportRequest(Path.GetFullPath(verb.Get(Folder)), SubsetScreen.Of(subset)), verb.Terminal, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var subset = Part(verb);
            if (subset is { IsWhole: false })
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
            Show(verb, await alone.Follow("catalog.import", new CatalogImportArguments(Path.GetFullPath(verb.Get(Folder)), subset), verb.Terminal, verb.Cancellation));
        });

    /// <summary>Null without any of the options: then the import keeps what the last one kept.</summary>
    static CatalogSubset? Part(Verb verb)
    {
        var subset = CatalogSubset.Of(verb.Get(Kinds), verb.Get(MinVotes), !verb.Get(NoEpisodePrincipals));
        return !subset.IsWhole && verb.Get(Whole) ? throw new Refusal("app.import.wholeOrPart")
            : subset.IsWhole && verb.Get(EstimateOnly) ? throw new Refusal("app.import.whichPart")
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

    static Command History() => new Command("history", "Show what an IMDb export would change, and apply it with --apply.") { File, ApplyOption, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            await using var file = Open(verb.Get(File));
            using var form = new MultipartFormDataContent { { new StreamContent(file), "file", Path.GetFileName(verb.Get(File)) } };
            var preview = await server.Post<ImportPreview>("/api/v1/imports", form, verb.Cancellation);
            if (verb.Get(ApplyOption))
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
            if (verb.Get(ApplyOption))
            {
                var started = await imports.Apply(viewer, preview.Id, verb.Cancellation);
                await alone.FollowWaiting(started!.Job ?? throw new Refusal("app.otherImport"), verb.Terminal, verb.Cancellation);
                preview = await imports.Find(viewer, preview.Id, verb.Cancellation) ?? preview;
            }

            Show(verb, preview);
        });

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

    static void Show(Verb verb, JobRun run) => verb.Terminal.Result(run, r => new Text("app.done", ("title", r.Title)) + (r.Result is { } result ? $"\n{result}" : ""));

    static void Show(Verb verb, ImportPreview preview) => verb.Terminal.Result(preview, p =>
    {
        var text = new StringBuilder();
        text.AppendLine(new Text(p.State == ImportState.Applied ? "app.preview.applied" : "app.preview.waiting", ("file", p.FileName), ("rows", p.Rows), ("source", p.Source), ("layout", p.Layout), ("applied", p.Applied)).ToString());
        text.AppendLine(Language.Current.Culture, $"  {p.Counts.New,7:N0}  {new Text("app.preview.new")}");
        text.AppendLine(Language.Current.Culture, $"  {p.Counts.Changed,7:N0}  {new Text("app.preview.changed")}");
        text.AppendLine(Language.Current.Culture, $"  {p.Counts.Known,7:N0}  {new Text("app.preview.known")}");
        text.AppendLine(Language.Current.Culture, $"  {p.Counts.NotInCatalog,7:N0}  {new Text("app.preview.notInCatalog")}");
        text.Append(Language.Current.Culture, $"  {p.Counts.Unreadable,7:N0}  {new Text("app.preview.unreadable")}");
        foreach (var row in p.Sample?.Unreadable ?? [])
        {
            text.Append("\n           ").Append(new Text("app.preview.line", ("line", row.Line), ("reason", row.Reason ?? (object)"")));
        }

        return p.State == ImportState.Preview ? text.Append('\n').Append(new Text("app.preview.how")).ToString() : text.ToString();
    });
}
