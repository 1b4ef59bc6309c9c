using System.Globalization;
using Marquee.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault())
{
    case "gate":
        return await GateBenchmark.Run();
    case "idle":
        return await IdleBenchmark.Run(args[1..]);
    case "pages":
        return await PagesBenchmark.Run(args[1..]);
    case "import" when args.Contains("--postgres"):
        return await PostgresImportBenchmark.Run(args[1..]);
    case "import":
        return await ImportBenchmark.Run(args[1..]);
    case "refresh":
        return await RefreshBenchmark.Run(args[1..]);
    case "churn":
        return await ChurnBenchmark.Run(args[1..]);
    case "search":
        return SearchBenchmark.Run(args[1..]);
    case "browse":
        return await BrowseBenchmark.Run(args[1..]);
    case "tonight":
        return await TonightEvaluation.Run(args.ElementAtOrDefault(1) ?? "../shared/data/imdb-real", args.ElementAtOrDefault(2) ?? "../shared/data/ml-latest-small");
    case "history":
        return await HistoryBenchmark.Run(args.ElementAtOrDefault(1) ?? "../shared/data/imdb-real");
    case "next":
        return await NextUpBenchmark.Run(args[1..]);
    case "archive":
        return await ArchiveBenchmark.Run(args[1..]);
    case "servarr":
        return await ServarrBenchmark.Run(args[1..]);
    case "reconcile":
        return await ReconcileBenchmark.Run(args[1..]);
    case "matching":
        return await MatchingBenchmark.Run(args[1..]);
    default:
        await Console.Error.WriteLineAsync("marquee bench: name what to measure: gate, import [--postgres], refresh [--all], idle, pages [--dir DIR] [--data DIR] [--server CONNECTION] [--clients N] [--seconds N], search, browse [--dir DIR], churn [--titles N] [--rate N] [--rounds N], history [IMDB FOLDER], matching [--data FOLDER] [--dir DIR], servarr, reconcile [--server CONNECTION], next [--server CONNECTION], archive [--server CONNECTION], tonight [IMDB FOLDER] [MOVIELENS FOLDER].");
        return 2;
}
