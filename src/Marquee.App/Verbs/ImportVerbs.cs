using System.CommandLine;
using System.Globalization;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
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
        return !subset.IsWhole && verb.Get(Whole) ? throw new Refusal("Either --whole, or which part: not both.")
            : subset.IsWhole && verb.Get(EstimateOnly) ? throw new Refusal("Name a part to estimate: --kinds, --min-votes or --no-episode-principals.")
            : subset.IsWhole && !verb.Get(Whole) ? null
            : subset;
    }

    /// <summary>With --estimate it is the result, else a sentence on the way.</summary>
    static void Tell(Verb verb, SubsetEstimate estimate)
    {
        if (verb.Get(EstimateOnly))
        {
            verb.Terminal.Result(estimate, Sentence);
        }
        else
        {
            verb.Terminal.Say(Sentence(estimate));
        }
    }

    static string Sentence(SubsetEstimate estimate) => string.Create(CultureInfo.InvariantCulture,
        $"Keeps {estimate.Titles:N0} of {estimate.AllTitles:N0} titles: about {estimate.Bytes / 1e9:0.0} GB instead of {estimate.AllBytes / 1e9:0.0} GB.");

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
                await alone.FollowWaiting(started!.Job ?? throw new Refusal("Another import is still being carried out. Try again when it has ended."), verb.Terminal, verb.Cancellation);
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
            throw new Refusal($"{file} cannot be read: {e.Message}", Refusal.Unusable, e);
        }
    }

    static void Show(Verb verb, JobRun run) => verb.Terminal.Result(run, r => r.Result is { } result ? $"{r.Title}: done.\n{result}" : $"{r.Title}: done.");

    static void Show(Verb verb, ImportPreview preview) => verb.Terminal.Result(preview, p =>
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{p.FileName}: {p.Rows:N0} rows of {p.Source} (layout {p.Layout}), {(p.State == ImportState.Applied ? $"{p.Applied:N0} applied" : "nothing applied yet")}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {p.Counts.New,7:N0}  new");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {p.Counts.Changed,7:N0}  changed");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {p.Counts.Known,7:N0}  known already");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {p.Counts.NotInCatalog,7:N0}  not in the catalog, kept all the same");
        text.Append(CultureInfo.InvariantCulture, $"  {p.Counts.Unreadable,7:N0}  unreadable");
        foreach (var row in p.Sample?.Unreadable ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n           line {row.Line}: {row.Reason}");
        }

        return p.State == ImportState.Preview ? text.Append("\nApply it with --apply.").ToString() : text.ToString();
    });
}
