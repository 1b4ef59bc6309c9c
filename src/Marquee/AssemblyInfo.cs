using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Marquee.Tests")]
