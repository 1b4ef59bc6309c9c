using System.CommandLine;
using System.Globalization;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee import imdb DIR|URL` for the catalog, `marquee import history FILE` for a member's own ratings.</summary>
static class ImportVerbs
{
    static readonly Argument<string> Folder = new("DIR|URL") { Description = "A folder with IMDb's files (title.basics.tsv.gz and any of the others), or the address of one on the web: https://datasets.imdbws.com/ is IMDb's." };
    static readonly Option<bool> AcceptTerms = new("--accept-terms") { Description = "Accept IMDb's terms: personal and non-commercial use." };
    static readonly Argument<string> File = new("FILE") { Description = "The export that IMDb gave you (CSV)." };
    static readonly Option<bool> ApplyOption = new("--apply") { Description = "Apply it; without this the preview is all that happens." };

    public static Command Make() => new("import", "Bring IMDb's files, or a member's history.") { Imdb(), History() };

    static Command Imdb() => new Command("imdb", "Make the catalog from IMDb's files; the old one serves until the new one is ready.") { Folder, AcceptTerms }.Writes(
        async (verb, server) =>
        {
            if (verb.Get(AcceptTerms))
            {
                await server.Post<object?>("/api/v1/catalog/terms", null, verb.Cancellation);
            }

            CatalogVerbs.Show(verb, Address(verb) is { } address
                ? await server.Follow("/api/v1/catalog/refresh", new RefreshRequest(RefreshScope.Everything, address.AbsoluteUri), verb.Terminal, verb.Cancellation)
                : await server.Follow("/api/v1/catalog/import", new CatalogImportRequest(Path.GetFullPath(verb.Get(Folder))), verb.Terminal, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            if (verb.Get(AcceptTerms))
            {
                await alone.Get<ImdbTerms>().Accept(verb.Cancellation);
            }

            await alone.Get<ImdbTerms>().RefuseUnaccepted(verb.Cancellation);
            CatalogVerbs.Show(verb, Address(verb) is { } address
                ? await alone.Follow(CatalogRefreshWork.Name, new RefreshArguments(RefreshScope.Everything, address), verb.Terminal, verb.Cancellation)
                : await alone.Follow(CatalogImportWork.Name, new CatalogImportArguments(Path.GetFullPath(verb.Get(Folder))), verb.Terminal, verb.Cancellation));
        });

    /// <returns>Null for a folder of this machine.</returns>
    static Uri? Address(Verb verb) => Uri.TryCreate(verb.Get(Folder), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

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
