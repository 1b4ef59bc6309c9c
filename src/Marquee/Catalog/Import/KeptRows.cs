namespace Marquee.Catalog.Import;

/// <summary>Which rows of IMDb's files an import keeps. One file is read after the other, people last.</summary>
sealed class KeptRows
{
    readonly NumberSet? _titles;
    readonly NumberSet? _withoutPeople;
    readonly Func<long, bool>? _vanished;
    readonly NumberSet _people = new();

    KeptRows()
    {
    }

    /// <param name="titles">Those that are kept.</param>
    /// <param name="withoutPeople">Of them, those whose principals are left out; null is none.</param>
    /// <param name="vanished">See <see cref="Vanished"/>.</param>
    public KeptRows(NumberSet titles, NumberSet? withoutPeople, Func<long, bool> vanished) => (_titles, _withoutPeople, _vanished) = (titles, withoutPeople, vanished);

    public static KeptRows All { get; } = new();

    public bool Title(long title) => _titles is null || _titles.Contains(title);

    public bool Principal(long title) => Title(title) && _withoutPeople?.Contains(title) != true;

    /// <summary>
    /// Of a title that members have and the new catalog lacks: whether IMDb's files lack it. In a part it may only have been left
    /// out, because a member got it when the part was chosen already.
    /// </summary>
    public bool Vanished(long title) => _vanished?.Invoke(title) ?? true;

    /// <summary>A kept row names the person.</summary>
    public void Names(long person)
    {
        if (_titles is not null)
        {
            _people.Add(person);
        }
    }

    /// <summary>People that no kept row names are left out.</summary>
    public bool Person(long person) => _titles is null || _people.Contains(person);
}
