using Marquee.Storage;

namespace Marquee.Acquisition.Servers;

/// <summary>What follows when a host removes a server: whoever keeps something under its number lets go of it.</summary>
public interface IConnectionEnd
{
    /// <param name="house">The transaction that removes it.</param>
    Task Ended(Writing house, long connection);
}
