using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Marquee.Tests")]
[assembly: InternalsVisibleTo("Marquee.Benchmarks")]
