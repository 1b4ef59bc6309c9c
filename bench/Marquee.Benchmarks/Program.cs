using System.Globalization;
using Marquee.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault())
{
    case "gate":
        return await GateBenchmark.Run();
    case "search":
        return SearchBenchmark.Run(args[1..]);
    default:
        await Console.Error.WriteLineAsync("marquee bench: name what to measure: gate, search.");
        return 2;
}
