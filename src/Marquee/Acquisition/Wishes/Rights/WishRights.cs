namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>What a member may ask for; of a member to whom no host gave anything: <see cref="None"/>. Hosts may everything.</summary>
public sealed record WishRights
{
    public const int DefaultDays = 30;

    public static readonly WishRights None = new();

    public static readonly WishRights Host = new() { Films = true, Series = true, Choose = true, Approved = true };

    public bool Films { get; init; }

    public bool Series { get; init; }

    /// <summary>May say which server, quality and folder; others get what the house gives.</summary>
    public bool Choose { get; init; }

    /// <summary>Needs no host's word; never counts for a child.</summary>
    public bool Approved { get; init; }

    /// <summary>So many wishes in <see cref="Days"/> days; null for as many as one likes.</summary>
    public int? Count { get; init; }

    /// <summary>So many bytes in <see cref="Days"/> days, as far as they are known, else estimated; null for no limit.</summary>
    public long? Bytes { get; init; }

    public int Days { get; init; } = DefaultDays;

    /// <summary>Watch what you asked for first: with so many that are here and not watched nothing more is asked for; null for no limit.</summary>
    public int? Unwatched { get; init; }
}

/// <summary>How much of the rights is used up.</summary>
/// <param name="Count">Wishes of the last days.</param>
/// <param name="Bytes">Of those.</param>
/// <param name="Unwatched">Wishes that are here, and not watched.</param>
public sealed record WishUse(int Count, long Bytes, int Unwatched);
