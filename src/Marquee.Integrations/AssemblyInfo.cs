using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Marquee.Integrations.Tests")]
