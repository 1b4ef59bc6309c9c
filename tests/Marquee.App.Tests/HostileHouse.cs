using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests;

/// <summary>The real program with its host signed in.</summary>
public sealed class HostileHouse : IAsyncLifetime
{
    RunningMarquee _marquee = null!;

    public Caller Host { get; private set; } = null!;

    public string Log => _marquee.Log;

    public async ValueTask InitializeAsync()
    {
        _marquee = await RunningMarquee.Start();
        Host = await Caller.SignIn(_marquee.Address, "the host", _marquee.SignIn.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await _marquee.DisposeAsync();
    }
}
