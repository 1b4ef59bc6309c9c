using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Marquee.App.Tests")]
