namespace Marquee.Access;

/// <summary>Some tries, after which one waits until the round ends. A round that ran into its limit makes the next one twice as long.</summary>
public sealed record TryRound
{
    /// <summary>How long the first round lasts.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);

    /// <summary>After so much quiet, waits start small again.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public long Tries { get; init; }

    /// <summary>Unix seconds; 0 before the first try.</summary>
    public long EndsAt { get; init; }

    /// <summary>Rounds before this one that ran into the limit.</summary>
    public int Rounds { get; init; }

    /// <summary>The round with one more try.</summary>
    public TryRound Next(int limit, long now, TimeSpan longest)
    {
        if (now < EndsAt)
        {
            return this with { Tries = Tries + 1 };
        }

        var rounds = now >= EndsAt + (long)Remembered.TotalSeconds ? 0 : Tries >= limit ? Rounds + 1 : Rounds;
        return new TryRound { Tries = 1, EndsAt = now + (long)Length(rounds, longest).TotalSeconds, Rounds = rounds };
    }

    static TimeSpan Length(int rounds, TimeSpan longest)
    {
        var doubled = First * Math.Pow(2, Math.Min(rounds, 20));
        return doubled < longest ? doubled : longest > First ? longest : First;
    }
}
