using Marquee.Integrations.Exports;

namespace Marquee.Integrations.ListPages;

/// <summary>What became of reading a public list.</summary>
public abstract record ListReading;

/// <param name="Name">What the site calls it, or its address.</param>
public sealed record ListRead(string Name, ExportFile File) : ListReading;

/// <param name="Why">For people: it was refused, is gone, or has another layout.</param>
/// <param name="NotBefore">The site asked to be left alone until then; null when it named no time.</param>
/// <param name="OfSite">The site refuses programs or does not work, so its other lists would fare no better.</param>
public sealed record ListUnread(ExportRemark Why, DateTimeOffset? NotBefore = null, bool OfSite = false) : ListReading;
