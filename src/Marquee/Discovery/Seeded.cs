namespace Marquee.Discovery;

/// <summary>Chance that repeats: the same seed and key give the same number on every machine and in every process.</summary>
public static class Seeded
{
    /// <returns>From 0 up to, not including, 1.</returns>
    public static double Chance(int seed, long key)
    {
        // SplitMix64: two rounds are enough to scatter neighbouring keys.
        var mixed = unchecked(((ulong)key * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)seed * 0xD1B54A32D192ED03UL));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A new list every day, the same all day.</summary>
    public static int OfDay(long member, DateTimeOffset now) => unchecked((int)(member * 7919) ^ (int)(now.ToUnixTimeSeconds() / 86_400));
}
