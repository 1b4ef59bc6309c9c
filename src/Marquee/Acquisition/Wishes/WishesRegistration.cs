using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Acquisition.Wishes;

public static class WishesRegistration
{
    /// <summary>Wishes and their way to the servers; needs storage, journal, jobs, access, catalog and watching.</summary>
    public static IServiceCollection AddWishes(this IServiceCollection services)
    {
        services.AddSingleton(p => new WishLooks(
            p.GetRequiredService<Titles>(), p.GetRequiredService<Episodes>(), p.GetRequiredService<Sights>(), p.GetRequiredService<KnownTitles>(), p.GetRequiredService<MemberTitles>(), p.GetRequiredService<Connections>(), p.GetRequiredService<Database>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WishMoves>();
        services.AddSingleton(p => new Wishes(
            p.GetRequiredService<Database>(), p.GetRequiredService<WishLooks>(), p.GetRequiredService<WishMoves>(), p.GetRequiredService<Sights>(), p.GetRequiredService<Facts>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new WishUndo(p.GetRequiredService<Database>(), p.GetRequiredService<Wishes>(), p.GetRequiredService<WishMoves>(), p.GetRequiredService<Facts>()));
        services.AddSingleton<WishReading>();
        services.AddSingleton<HouseRules>();
        services.AddSingleton(p => new WishOffers(p.GetRequiredService<WishLooks>(), p.GetRequiredService<WishReading>(), p.GetRequiredService<HouseRules>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITitleRows, WishTitleRows>();
        services.AddSingleton<IMemberErasure, ErasedWishes>();
        services.AddOptions<WishOptions>().BindConfiguration("Wishes").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WishOptions>, WishOptionsValidator>();
        services.AddSingleton<WishServerNews>();
        services.AddSingleton<IServerNews>(p => p.GetRequiredService<WishServerNews>());
        services.AddSingleton<IConnectionEnd>(p => p.GetRequiredService<WishServerNews>());
        services.AddWork<DeliverWish, WishArguments>(DeliverWish.Name, "wishes.deliverTitle", perKey: true);
        services.AddSingleton<WishSweep>();
        services.AddSingleton<WishFollow>();
        services.AddSchedule<WishSweep>(WishSweep.Name, "wishes.sweepTitle", TimeSpan.FromSeconds(20), (provider, ct) => provider.GetRequiredService<WishSweep>().IsDue(ct), often: true);
        services.AddSchedule<WishFollow>(WishFollow.Name, "wishes.followTitle", TimeSpan.FromSeconds(5), (provider, ct) => provider.GetRequiredService<WishFollow>().IsDue(ct), often: true);
        return services;
    }
}
