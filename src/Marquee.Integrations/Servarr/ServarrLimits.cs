using Marquee.Integrations.Outbound;

namespace Marquee.Integrations.Servarr;

/// <summary>A server of one's own on the home network bears more than a stranger's, and is asked about each of thousands of series.</summary>
static class ServarrLimits
{
    public static readonly SourceLimits All = new()
    {
        Calls = 500,
        Per = TimeSpan.FromSeconds(1),
        // The whole list of a large library is put together before its first byte is sent.
        Timeout = TimeSpan.FromSeconds(60),
        Retries = 1,
        // Who asks for more is told to come back, instead of holding somebody up.
        LongestPause = TimeSpan.FromSeconds(5),
        Failures = 12,
        Rest = TimeSpan.FromSeconds(30),
    };
}
