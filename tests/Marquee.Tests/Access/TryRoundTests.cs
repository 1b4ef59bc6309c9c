using Marquee.Access;

namespace Marquee.Tests.Access;

public sealed class TryRoundTests
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>The waits, in minutes, of somebody who tries again as soon as a wait is over.</summary>
    static List<long> Waits(int rounds, int limit)
    {
        var (round, now, waits) = (new TryRound(), 1_000_000L, new List<long>());
        for (var i = 0; i < rounds; i++)
        {
            do
            {
                round = round.Next(limit, now, Longest);
            }
            while (round.Tries <= limit);
            waits.Add((round.EndsAt - now) / 60);
            now = round.EndsAt;
        }

        return waits;
    }

    [Fact]
    public void Each_round_of_wrong_passwords_doubles_the_wait_up_to_the_longest() => Assert.Equal([15, 30, 60, 120, 120, 120], Waits(6, limit: 3));

    [Fact]
    public void Who_stops_short_of_the_limit_does_not_wait_longer()
    {
        var round = new TryRound();
        for (var i = 0; i < 20; i++)
        {
            round = round.Next(limit: 3, now: 1_000_000 + (i * 1000), Longest);
        }

        Assert.Equal((1, 0), (round.Tries, round.Rounds));
    }

    [Fact]
    public void A_quiet_day_begins_anew()
    {
        var locked = new TryRound { Tries = 4, EndsAt = 1000, Rounds = 3 };
        Assert.Equal(4, locked.Next(3, 1000, Longest).Rounds);
        Assert.Equal(0, locked.Next(3, 1000 + 86_400, Longest).Rounds);
    }
}
