using Marquee.Acquisition.News;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>
/// Brings a series, or a part of one, to a Sonarr: adds or monitors what is wanted and nothing else, and lets it search. Done twice
/// it is still one series.
/// </summary>
sealed class SeriesDelivery(Wish wish, SonarrClient client, DeliveryEnd end, TimeSpan patience, DateTimeOffset now)
{
    public async Task<ServarrAnswer<Delivered>> Deliver(CancellationToken ct) => await (await Lookup(ct)).Then(async found =>
        found is null || !FoundThere.IsTitle(wish.Title, found.ImdbId)
            ? new NotThere("wishes.unknownThere", ("server", end.Connection.Name))
            : await (await There(found, ct)).Then(there => Mark(there, ct)));

    Task<ServarrAnswer<SonarrSeries?>> Lookup(CancellationToken ct) =>
        wish.Title.OfImdb ? client.LookupImdb(wish.Title.ToString(), ct)
        : wish.Tvdb is { } tvdb ? client.Lookup(tvdb, ct)
        : wish.Tmdb is { } tmdb ? client.LookupTmdb(tmdb, ct)
        : client.LookupImdb(wish.Title.ToString(), ct);

    async Task<ServarrAnswer<AddedSeries>> There(SonarrSeries found, CancellationToken ct)
    {
        var there = await client.SeriesOf(found.TvdbId, ct);
        if (there is not Got<SonarrSeries?>(null))
        {
            return there.Map(series => new AddedSeries(series!, WasThere: true));
        }

        return await (await ServerPlace.Find(wish, end.Connection, client, ct)).Then(async place =>
        {
            await end.Expect(NewsKind.Added, found.TvdbId);
            return await client.Add(
                new SeriesToAdd
                {
                    Found = found,
                    QualityProfileId = place.QualityProfile,
                    RootFolder = place.RootFolder,
                    Tags = place.Tags,
                    Monitoring = Monitoring(wish.Part),
                    Search = false, // what is searched for by a command of our own can be followed
                },
                ct);
        });
    }

    static SeriesMonitoring Monitoring(WishPart part) => part.Extent switch
    {
        WishExtent.All => SeriesMonitoring.Everything,
        WishExtent.Future => SeriesMonitoring.Future,
        WishExtent.FirstEpisode => SeriesMonitoring.FirstEpisode,
        WishExtent.FirstSeason => SeriesMonitoring.Seasons(1),
        WishExtent.Seasons => SeriesMonitoring.Seasons(part.Seasons),
        _ => SeriesMonitoring.EpisodesLater,
    };

    /// <summary>One that was there has marks of its own, and its episodes follow a season only when that season's mark changes; so what is wanted is marked one by one.</summary>
    async Task<ServarrAnswer<Delivered>> Mark(AddedSeries there, CancellationToken ct)
    {
        var series = there.Series;
        if (there.WasThere && await Wake(series, ct) is NotGot<Done>(var asleep))
        {
            return asleep;
        }

        var read = await client.EpisodesWhen(series.Id, AreThere, patience, ct);
        if (read is not Got<IReadOnlyList<SonarrEpisode>>(var all))
        {
            return read.Map<Delivered>(_ => null!);
        }

        if (!AreThere(all))
        {
            return all.Count == 0 || !there.WasThere
                ? new Unavailable(null, "wishes.episodesUnread", ("server", end.Connection.Name))
                : new NotThere("wishes.noSuchEpisodes", ("server", end.Connection.Name));
        }

        var wanted = WantedEpisodes.Of(wish.Part, wish.AskedAt, all);
        var unmarked = wanted.Where(e => !e.Monitored && !e.HasFile).Select(e => e.Id).ToList();
        if (unmarked.Count > 0 && await client.MonitorEpisodes(unmarked, true, ct) is NotGot<Done>(var why))
        {
            return why;
        }

        return wish.Part.Extent != WishExtent.Future && WantedEpisodes.Reached(wish.Part, wanted, ended: false, now) == WishState.Here
            ? new Got<Delivered>(new Delivered(series.Id, [], Here: true))
            : await Search(series.Id, WantedEpisodes.Missing(wanted, now), ct);
    }

    async Task<ServarrAnswer<Done>> Wake(SonarrSeries series, CancellationToken ct)
    {
        var dark = Seasons(series).Except((series.Seasons ?? []).Where(s => s.Monitored).Select(s => s.SeasonNumber)).ToList();
        if (!series.Monitored || dark.Count > 0)
        {
            await end.Expect(NewsKind.Monitored, series.TvdbId);
        }

        if (!series.Monitored && await client.Monitor([series.Id], true, ct) is NotGot<Done>(var why))
        {
            return why;
        }

        return dark.Count > 0 ? await client.MonitorSeasons(series.Id, dark, true, ct) : new Got<Done>(default);
    }

    /// <returns>The seasons that are wanted as a whole.</returns>
    IEnumerable<int> Seasons(SonarrSeries series) => wish.Part.Extent switch
    {
        WishExtent.All => (series.Seasons ?? []).Select(s => s.SeasonNumber).Where(s => s > 0),
        WishExtent.FirstSeason => [1],
        WishExtent.Seasons => wish.Part.Seasons,
        _ => [],
    };

    bool AreThere(IReadOnlyList<SonarrEpisode> all) => wish.Part.Extent switch
    {
        WishExtent.Future => all.Count > 0,
        WishExtent.Episodes => WantedEpisodes.Of(wish.Part, wish.AskedAt, all).Count == wish.Part.Episodes.Count,
        _ => WantedEpisodes.Of(wish.Part, wish.AskedAt, all).Count > 0,
    };

    async Task<ServarrAnswer<Delivered>> Search(int series, IReadOnlyList<SonarrEpisode> missing, CancellationToken ct)
    {
        if (missing.Count == 0)
        {
            return new Got<Delivered>(new Delivered(series, [], Here: false, new Text("wishes.notOut")));
        }

        var commands = new List<int>();
        foreach (var search in Searches(series, missing, ct))
        {
            switch (await search())
            {
                case Got<CommandState>(var command):
                    commands.Add(command.Id);
                    break;
                case NotGot<CommandState>(var why):
                    return why;
            }
        }

        return new Got<Delivered>(new Delivered(series, commands, Here: false));
    }

    IEnumerable<Func<Task<ServarrAnswer<CommandState>>>> Searches(int series, IReadOnlyList<SonarrEpisode> missing, CancellationToken ct) => wish.Part.Extent switch
    {
        WishExtent.All => [() => client.SearchSeries(series, ct)],
        WishExtent.FirstSeason or WishExtent.Seasons => missing.Select(e => e.SeasonNumber).Distinct().Select(season => (Func<Task<ServarrAnswer<CommandState>>>)(() => client.SearchSeason(series, season, ct))),
        WishExtent.Future => [],
        _ => [() => client.SearchEpisodes([.. missing.Select(e => e.Id)], ct)],
    };
}
