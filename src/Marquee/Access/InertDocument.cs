using Microsoft.AspNetCore.Builder;

namespace Marquee.Access;

/// <summary>Marks a route whose answer is a document made of what others wrote, such as a picture: it may load and run nothing at all.</summary>
public sealed record InertDocument;

public static class InertDocuments
{
    public static TBuilder Inert<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new InertDocument());
}
