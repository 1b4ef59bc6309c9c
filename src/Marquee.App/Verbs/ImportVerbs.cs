using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee import imdb DIR|URL` for the catalog, and a member's own files (<see cref="HistoryVerbs"/>).</summary>
static class ImportVerbs
{
    static readonly Argument<string> Folder = new("DIR|URL") { Description = "help.import.folder" };
    static readonly Option<bool> AcceptTerms = new("--accept-terms") { Description = "help.import.acceptTerms" };
    static readonly Option<string?> Kinds = new("--kinds") { Description = "help.import.kinds", HelpName = "LIST" };
    static readonly Option<int> MinVotes = new("--min-votes") { Description = "help.import.minVotes", HelpName = "N" };
    static readonly Option<bool> NoEpisodePrincipals = new("--no-episode-principals") { Description = "help.import.noEpisodePrincipals" };
    static readonly Option<bool> Whole = new("--whole") { Description = "help.import.whole" };
    static readonly Option<bool> EstimateOnly = new("--estimate") { Description = "help.import.estimateOnly" };

    public static Command Make() => new("import", "help.verb.import") { Imdb(), HistoryVerbs.Import(), HistoryVerbs.Questions(), HistoryVerbs.Answer(), HistoryVerbs.Apply(), HistoryVerbs.Undo(), WebListVerb.Make() };

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
}
