using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// 10,000 rows without an id, as files of other programs have them: names with the article behind, the year beside or in the name,
/// a part without the original title, one in six damaged so that it must be searched for. Target: matched within 15 s.
/// </summary>
static class MatchingBenchmark
{
    const int Rows = 10_000;
    const double Target = 15;

    /// <summary>On the full synthetic catalog, imported once and kept; <c>history</c> measures it on genuine titles.</summary>
    public static async Task<int> Run(string[] args)
    {
        var house = BenchHouse.Full(new Arguments(args));
        await using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", house.Folder)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddCatalog().BuildServiceProvider();
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        var results = new Results("matching");
        var met = await Run(provider, results);
        results.Keep();
        return met ? 0 : 1;
    }

    /// <returns>Whether the target was met.</returns>
    public static async Task<bool> Run(IServiceProvider services, Results results)
    {
        var titles = await Titles(services.GetRequiredService<Database>());
        TitleQuestion[] questions = [.. titles.Select(Question)];
        var matcher = services.GetRequiredService<Matcher>();
        // The index is mapped; what is read first comes from the disk.
        await matcher.Match(questions[..100], null, CancellationToken.None);
        var started = TimeProvider.System.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        var matches = await matcher.Match(questions, null, CancellationToken.None);
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var sure = matches.Count(match => match.IsSure);
        var right = titles.Zip(matches).Count(pair => pair.Second.IsSure && pair.Second.Title == new TitleId(pair.First.Id));
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"matching       {took:F2} s, processor {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F2} s: {questions.Length:N0} rows without ids, {sure:N0} without asking, {right:N0} of them the title that the row was made from; target {Target:F0} s: {(took <= Target ? "met" : "missed")}"));
        return took <= Target;
    }

    static TitleQuestion Question(Row title, int row)
    {
        var name = title.Title;
        var question = new TitleQuestion { Names = [name], Year = title.Year, Kind = title.Kind is 4 or 5 ? AskedKind.Series : AskedKind.Film };
        return (row % 6) switch
        {
            0 => question with { Names = [Damaged(name, row)] },
            1 => question with { Names = [title.Year is { } year ? $"{Behind(name)} ({year})" : Behind(name)], Year = null },
            2 => question with { Year = title.Year + 1, Runtime = title.Runtime },
            3 when title.Original is { } original => question with { Names = [name, original] },
            _ => question,
        };
    }

    static string Behind(string name) => name.StartsWith("The ", StringComparison.Ordinal) ? name[4..] + ", The" : name;

    /// <summary>Without its subtitle, else with a letter missing.</summary>
    static string Damaged(string name, int row) =>
        name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? name[..colon] : name.Length > 4 ? name.Remove(1 + (row / 6 % (name.Length - 2)), 1) : name;

    /// <summary>Spread over the catalog; no episodes.</summary>
    static async Task<List<Row>> Titles(Database database)
    {
        await using var connection = await database.Read(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select id, kind, title, original, year, runtime from catalog.title
            where kind in (1, 3, 4, 5) and not adult order by id * 7919 % 1000003, id limit {Rows}
            """;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
        {
            int? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
            rows.Add(new Row(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), Number(4), Number(5)));
        }

        return rows;
    }

    sealed record Row(long Id, int Kind, string Title, string? Original, int? Year, int? Runtime);
}
