namespace Marquee.Catalog;

/// <summary>The two lists of IMDb's <c>title.crew</c>. The numbers are stored.</summary>
public enum CrewRole
{
    Director = 1,
    Writer = 2,
}
