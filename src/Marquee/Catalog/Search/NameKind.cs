namespace Marquee.Catalog.Search;

/// <summary>Which of a title's names it is. The numbers are part of the index file.</summary>
public enum NameKind : byte
{
    Primary = 0,
    Original = 1,

    /// <summary>Any other: another country's, an alternative, a working title.</summary>
    Aka = 2,
}
