using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Journal;

public static class JournalRegistration
{
    /// <summary>The journal of facts; needs storage.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services) =>
        services.AddSingleton<Facts>().AddSingleton<IMemberErasure>(p => p.GetRequiredService<Facts>());
}
