using System.CommandLine;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.App.Verbs;

/// <summary>`marquee sql "select ..."`: for whoever may open the data folder; there is no way to it through the server.</summary>
static class SqlVerb
{
    static readonly Argument<string?> Query = new("QUERY") { Description = "help.sql.query", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<bool> Csv = new("--csv") { Description = "help.sql.csv" };
    static readonly Option<int> Seconds = new Option<int>("--timeout") { Description = "help.sql.seconds", DefaultValueFactory = _ => 60 }.Between(1, 86_400);
    static readonly Option<long?> Limit = new("--limit") { Description = "help.sql.limit" };

    public static Command Make() => new Command("sql", "help.verb.sql") { Query, Csv, Seconds, Limit }.Reads(async (verb, alone) =>
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
