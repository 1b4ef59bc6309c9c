namespace Marquee.Integrations.Servarr;

/// <summary>Asks again until the answer is the awaited one: soon at first, then more and more seldom.</summary>
static class Patience
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <param name="longEnough">After so long the last answer counts, whatever it is; trouble that does not pass ends it at once.</param>
    public static async Task<ServarrAnswer<T>> Ask<T>(Func<CancellationToken, Task<ServarrAnswer<T>>> ask, Func<T, bool> isIt, TimeSpan longEnough, TimeProvider time, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        for (var pause = First; ; pause = pause * 1.6 < Longest ? pause * 1.6 : Longest)
        {
            var answer = await ask(ct);
            var over = answer switch
            {
                Got<T>(var value) => isIt(value),
                NotGot<T>(var why) => !why.Passes,
                _ => true,
            };
            if (over || time.GetElapsedTime(begun) + pause > longEnough)
            {
                return answer;
            }

            await Task.Delay(pause, time, ct);
        }
    }
}
