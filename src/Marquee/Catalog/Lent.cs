namespace Marquee.Catalog;

/// <summary>An open index that queries borrow. Retired, it closes when the last of them has given it back.</summary>
sealed class Lent<T>(T index) where T : class, IDisposable
{
    /// <summary>Queries, and one for the owner until the index is retired.</summary>
    int _holders = 1;

    /// <returns>Null when it was retired and nobody holds it any more.</returns>
    public Lease? Borrow()
    {
        for (var holders = _holders; holders > 0; holders = _holders)
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
            {
                return new Lease(this);
            }
        }

        return null;
    }

    /// <summary>The owner lets go of it, once.</summary>
    public void Retire() => GiveBack();

    void GiveBack()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            index.Dispose();
        }
    }

    internal sealed class Lease(Lent<T> lent) : IDisposable
    {
        Lent<T>? _lent = lent;

        public T Index { get; } = lent.Index;

        public void Dispose() => Interlocked.Exchange(ref _lent, null)?.GiveBack();
    }

    T Index => index;
}
