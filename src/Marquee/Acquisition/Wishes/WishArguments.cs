namespace Marquee.Acquisition.Wishes;

/// <param name="Wish">Its id.</param>
public sealed record WishArguments(string Wish);
