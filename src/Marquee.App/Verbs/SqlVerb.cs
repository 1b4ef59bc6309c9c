using System.CommandLine;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.App.Verbs;

/// <summary>`marquee sql "select ..."`: for whoever may open the data folder; there is no way to it through the server.</summary>
static class SqlVerb
{
    static readonly Argument<string?> Query = new("QUERY") { Description = "One select over the catalog's tables; '-' reads it from standard input.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<bool> Csv = new("--csv") { Description = "As CSV; texts that a spreadsheet would take for formulas get an apostrophe in front." };
    static readonly Option<int> Seconds = new Option<int>("--timeout") { Description = "Give up after so many seconds.", DefaultValueFactory = _ => 60 }.Between(1, 86_400);
    static readonly Option<long?> Limit = new("--limit") { Description = "At most so many rows." };

    public static Command Make() => new Command("sql", "Ask the catalog in SQL; docs/guide/catalog.md describes its tables.") { Query, Csv, Seconds, Limit }.Reads(async (verb, alone) =>
    {
        var query = verb.Get(Query);
        var sql = query == "-" ? await Console.In.ReadToEndAsync(verb.Cancellation) : query;
        if (string.IsNullOrWhiteSpace(sql))
        {
            throw new Refusal("app.sqlWhat");
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        SqlOutput rows = verb.Terminal.Json ? new SqlJson(output) : verb.Get(Csv) ? new SqlCsv(output) : new SqlTable(output);
        var count = await alone.Get<CatalogSql>().Run(sql, TimeSpan.FromSeconds(verb.Get(Seconds)), verb.Get(Limit), rows, verb.Cancellation);
        rows.End();
        await output.FlushAsync(verb.Cancellation);
        verb.Terminal.Say("app.sqlRows", ("count", count));
    });
}
