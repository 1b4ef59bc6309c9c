namespace Marquee.Integrations.Servarr;

/// <summary>Asking on, one call after the other.</summary>
static class ServarrAsking
{
    /// <summary>The next call with what the first one brought; trouble ends it.</summary>
    public static async Task<ServarrAnswer<TNext>> Then<T, TNext>(this Task<ServarrAnswer<T>> first, Func<T, Task<ServarrAnswer<TNext>>> next) => await (await first).Then(next);

    /// <summary>The one of a list of candidates that is the one asked for; none is no trouble.</summary>
    public static async Task<ServarrAnswer<T?>> Only<T>(this Task<ServarrAnswer<IReadOnlyList<T>>> candidates, Func<T, bool> isIt)
        where T : class => (await candidates).Map(all => all.FirstOrDefault(isIt));
}
