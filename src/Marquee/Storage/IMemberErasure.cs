namespace Marquee.Storage;

/// <summary>What a capability takes out of its tables when a member leaves for good. What it leaves undone, nobody finds later.</summary>
public interface IMemberErasure
{
    /// <summary>
    /// What lies outside of <c>house</c> goes first, each store in a transaction of its own, then all of <c>house</c> in one that
    /// ends with the member. So a removal that a crash cut off finds its member still there and can be asked for again.
    /// </summary>
    Store Store => Store.House;

    /// <exception cref="Refusal">The member cannot leave now; nothing of the transaction stays.</exception>
    Task Erase(Writing writing, long member);
}
