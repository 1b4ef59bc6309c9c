using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>A server has the wish.</summary>
/// <param name="Outside">The number of the film or series there.</param>
/// <param name="Commands">The searches that were begun.</param>
/// <param name="Here">Everything that was wished for is there already.</param>
/// <param name="Why">Why nothing is searched for; null when it is.</param>
public sealed record Delivered(int Outside, IReadOnlyList<int> Commands, bool Here, Text? Why = null);

/// <summary>One server as a delivery uses it.</summary>
/// <param name="Expect">Writes down what it is about to be told, by TMDB's or TVDB's number, so that its echo is no news.</param>
sealed record DeliveryEnd(Servers.Connection Connection, Func<News.NewsKind, int, Task> Expect);
