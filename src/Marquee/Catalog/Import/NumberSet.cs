namespace Marquee.Catalog.Import;

/// <summary>A set of IMDb's numbers, a bit each: five megabytes for all of its titles. Numbers far above go to an ordinary set.</summary>
sealed class NumberSet
{
    /// <summary>Eight times IMDb's highest number of 2026.</summary>
    const long Dense = 1L << 28;

    readonly HashSet<long> _far = [];
    ulong[] _bits = new ulong[1 << 14];

    public int Count { get; private set; }

    public bool Contains(long number) => number < Dense
        ? number >> 6 < _bits.Length && (_bits[number >> 6] >> (int)number & 1) != 0
        : _far.Contains(number);

    /// <param name="number">From 0 up.</param>
    public void Add(long number)
    {
        if (Contains(number))
        {
            return;
        }

        Count++;
        if (number >= Dense)
        {
            _far.Add(number);
            return;
        }

        if (number >> 6 >= _bits.Length)
        {
            Array.Resize(ref _bits, (int)Math.Max((number >> 6) + 1, _bits.Length * 2L));
        }

        _bits[number >> 6] |= 1UL << (int)number;
    }
}
