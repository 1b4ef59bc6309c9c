using System.Globalization;
using System.Runtime.CompilerServices;

namespace Marquee.Tests.Texts;

/// <summary>Tests that read sentences read English ones, whatever language the machine is set to.</summary>
static class EnglishByDefault
{
    [ModuleInitializer]
    internal static void Set() => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
}
