using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Marquee.Access;

/// <summary>Marks a route whose clients read refusals in another form than problem details.</summary>
/// <param name="Write">Writes the status and the sentence.</param>
public sealed record RefusalForm(Func<HttpContext, int, string, Task> Write);

public static class RefusalForms
{
    public static TBuilder RefusesIn<TBuilder>(this TBuilder builder, Func<HttpContext, int, string, Task> write) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RefusalForm(write));
}
