using System.Globalization;
using Marquee.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Sync;

/// <summary>Who writes documents, from which device, and how its clock goes. As an endpoint's parameter it is filled from the request.</summary>
/// <param name="Offset">What must be added to the device's times to have those of this house; zero when the device did not say its time.</param>
/// <param name="Device">For people: <c>Firefox on Android</c>; null when nobody knows.</param>
public sealed record Sender(Viewer Viewer, TimeSpan Offset = default, string? Device = null)
{
    /// <summary>What a device says its clock shows when it sends.</summary>
    public const string TimeHeader = "X-Marquee-Time";

    /// <summary>So much is the way of a request, and not a clock that goes wrong.</summary>
    static readonly TimeSpan Latency = TimeSpan.FromSeconds(30);

    public static async ValueTask<Sender?> BindAsync(HttpContext context)
    {
        if (SignedIn.Of(context) is not { } me)
        {
            return null;
        }

        var device = await context.RequestServices.GetRequiredService<Bound.Devices>().Seen(me, context.RequestAborted);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var viewer = device is null ? me.Viewer : me.Viewer with { Origin = Origin.Phone, Device = device.Id };
        return new Sender(viewer, OffsetOf(context.Request.Headers[TimeHeader].ToString(), now), device?.Name);
    }

    /// <param name="said">What the device's clock shows.</param>
    internal static TimeSpan OffsetOf(string said, DateTimeOffset now) =>
        DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs) && (now - theirs).Duration() is var off && off > Latency ? now - theirs : TimeSpan.Zero;
}
