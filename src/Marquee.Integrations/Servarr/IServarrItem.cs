namespace Marquee.Integrations.Servarr;

/// <summary>A piece of a list.</summary>
interface IServarrItem
{
    /// <summary>Whether everything is there by which it is known; a list with a piece that has no number is not believed.</summary>
    bool IsWhole { get; }
}
