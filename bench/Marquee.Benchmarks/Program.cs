using System.Globalization;
using Marquee.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault())
{
    case "gate":
        return await GateBenchmark.Run();
    default:
        await Console.Error.WriteLineAsync("marquee bench: name what to measure: gate.");
        return 2;
}
