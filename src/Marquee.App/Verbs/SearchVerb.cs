using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee search QUERY`, and `--batch FILE` for one answer per line of a file.</summary>
static class SearchVerb
{
    static readonly Argument<string[]> Query = new("QUERY") { Description = "help.search.query", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string?> Batch = new("--batch") { Description = "help.search.batch", HelpName = "FILE" };
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.search.limit", DefaultValueFactory = _ => 30 }.Between(1, 1000);
    static readonly Option<string[]> Kind = new("--kind") { Description = "help.search.kind", DefaultValueFactory = _ => [] };
    static readonly Option<bool> Adult = new("--adult") { Description = "help.search.adult" };

    sealed record Hit(string Id, string Title, string? OriginalTitle, int? Year, string Kind, double? Rating, int? Votes, string? Series, double Score);

    sealed record Answer(string Query, IReadOnlyList<Hit> Hits, double Ms);

    public static Command Make() => new Command("search", "help.verb.search") { Query, Batch, Limit, Kind, Adult }.Reads(async (verb, alone) =>
    {
        var search = alone.Get<TitleSearch>();
        var kinds = (verb.Get(Kind) ?? []).Select(TonightVerbs.Kind).ToList();
        if (verb.Get(Batch) is { } file)
        {
            await foreach (var line in Lines(file, verb.Cancellation))
            {
                var answer = await Find(search, line, kinds, verb);
                await Console.Out.WriteLineAsync(verb.Global.Json ? JsonSerializer.Serialize(answer, Terminal.JsonLines) : Lines(answer));
            }

            return;
        }

        var text = string.Join(' ', verb.Get(Query));
        if (text.Trim().Length == 0)
        {
            throw new Refusal("app.searchForWhat");
        }

        verb.Terminal.Result(await Find(search, text, kinds, verb), Lines);
    });

    static async Task<Answer> Find(TitleSearch search, string text, IReadOnlyCollection<TitleKind> kinds, Verb verb)
    {
        var found = await search.Search(text, kinds, verb.Get(Limit), Sight.Of(verb.Get(Adult)), verb.Cancellation);
        return new Answer(text, [.. found.Hits.Select(h => new Hit(
            h.Title.Id.ToString(), h.Title.Title, h.Title.Original, h.Title.Year, h.Title.Kind.Spelling(), h.Title.Rating, h.Title.Votes, h.Title.Series?.Title, Math.Round(h.Score, 4)))],
            Math.Round(found.Milliseconds, 3));
    }

    static string Lines(Answer answer)
    {
        if (answer.Hits.Count == 0)
        {
            return new Text("app.nothingFound", ("query", answer.Query)).ToString();
        }

        var text = new StringBuilder();
        foreach (var hit in answer.Hits)
        {
            text.Append(text.Length == 0 ? "" : "\n")
                .Append(CultureInfo.InvariantCulture, $"{hit.Id,-11} {hit.Year?.ToString(CultureInfo.InvariantCulture) ?? "    "}  {hit.Kind,-12} {(hit.Rating is { } r ? r.ToString("F1", CultureInfo.InvariantCulture) : "   ")}  ")
                .Append(hit.Series is null ? "" : hit.Series + ": ").Append(hit.Title)
                .Append(hit.OriginalTitle is null ? "" : $" ({hit.OriginalTitle})");
        }

        return text.ToString();
    }

    static async IAsyncEnumerable<string> Lines(string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (file != "-" && !File.Exists(file))
        {
            throw new Refusal("app.noFile", ("file", file));
        }

        using var reader = file == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(file, Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            yield return line;
        }
    }
}
