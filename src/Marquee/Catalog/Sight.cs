using Marquee.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Catalog;

/// <summary>
/// What somebody may see of the titles. Every query that gives titles, names, or counts of them takes one and leaves the others out
/// as if they were not there. What is kept of an answer has the sight's number in its key.
/// As an endpoint's parameter it is that of the member who asks.
/// </summary>
public sealed class Sight
{
    public static readonly Sight Everything = new(adult: true, null);

    public static readonly Sight WithoutAdult = new(adult: false, null);

    static long _made;

    Sight(bool adult, VisibleTitles? only) => (Adult, Only, Number) = (adult, only, Interlocked.Increment(ref _made));

    internal Sight(VisibleTitles only) : this(adult: false, only)
    {
    }

    /// <summary>No other sight of this process has it. A key that held the sight itself would keep all its titles in memory.</summary>
    public long Number { get; }

    /// <summary>Also adult titles; never under a ceiling.</summary>
    public bool Adult { get; }

    /// <summary>What a ceiling leaves; null where there is none.</summary>
    public VisibleTitles? Only { get; }

    public static Sight Of(bool adult) => adult ? Everything : WithoutAdult;

    /// <param name="adult">Whether the title is one for adults.</param>
    public bool Shows(TitleId title, bool adult) => (Adult || !adult) && (Only is null || Only.Has(title));

    public bool Shows(TitleFacts title) => Shows(title.Id, title.Adult);

    /// <summary>Of a title that is not known to be for adults.</summary>
    public bool Shows(TitleId title) => Shows(title, adult: false);

    /// <summary>Those whose title is not hidden by a ceiling; whether it is one for adults is not asked.</summary>
    public IReadOnlyList<T> Of<T>(IEnumerable<T> items, Func<T, TitleId> title) => [.. items.Where(item => Only is null || Only.Has(title(item)))];

    public static async ValueTask<Sight?> BindAsync(HttpContext context) =>
        SignedIn.Of(context) is { } me ? await context.RequestServices.GetRequiredService<Sights>().Of(me.Viewer, context.RequestAborted) : null;
}
