using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>How far a server has come with one wish.</summary>
/// <param name="Reached">Here or partly here; null when nothing is.</param>
/// <param name="Searching">A search of ours goes on.</param>
/// <param name="Downloads">Null when nothing is on its way.</param>
/// <param name="ToCome">Nothing of it that is missing has been aired or is out.</param>
/// <param name="InParts">A series: what is on its way just now may be little of it.</param>
sealed record WishSight(WishState? Reached, bool Searching, DownloadsOf? Downloads, bool ToCome, bool InParts)
{
    public static async Task<ServarrAnswer<WishSight>> Of(Wish wish, RadarrClient client, IReadOnlyList<Download> downloads, CancellationToken ct) =>
        await (await client.Film(wish.Outside!.Value, ct)).Then(async film => (await Searches(wish, client, ct)).Map(searching => new WishSight(
            film.MovieFile is null ? null : WishState.Here, searching, DownloadsOf.Of(downloads.Where(d => d.MovieId == film.Id)), !film.IsAvailable, InParts: false)));

    public static async Task<ServarrAnswer<WishSight>> Of(Wish wish, SonarrClient client, IReadOnlyList<Download> downloads, DateTimeOffset now, CancellationToken ct) =>
        await (await client.Series(wish.Outside!.Value, ct)).Then(async series =>
        {
            var all = new List<SonarrEpisode>();
            var read = await client.Episodes(series.Id, (episode, _) =>
            {
                all.Add(episode);
                return default;
            }, ct);
            if (read is not Got<int>)
            {
                return read.Map<WishSight>(_ => null!);
            }

            var wanted = WantedEpisodes.Of(wish.Part, wish.AskedAt, all);
            var ids = wanted.Select(e => e.Id).ToHashSet();
            return (await Searches(wish, client, ct)).Map(searching => new WishSight(
                WantedEpisodes.Reached(wish.Part, wanted, series.Status is "ended", now), searching,
                DownloadsOf.Of(downloads.Where(d => d.SeriesId == series.Id && (d.Episodes.Count == 0 || d.Episodes.Any(ids.Contains)))),
                WantedEpisodes.Missing(wanted, now).Count == 0, InParts: true));
        });

    /// <summary>A command that the server has forgotten is over.</summary>
    static async Task<ServarrAnswer<bool>> Searches(Wish wish, ServarrClient client, CancellationToken ct)
    {
        foreach (var command in wish.Commands)
        {
            switch (await client.Commands.State(command, ct))
            {
                case Got<CommandState>({ IsOver: false }):
                    return new Got<bool>(true);
                case NotGot<CommandState>(var why) when why is not NotThere:
                    return why;
            }
        }

        return new Got<bool>(false);
    }

    /// <summary>The wish as this says it is; its next look is left to the caller.</summary>
    public Wish Apply(Wish wish, string server)
    {
        var bytes = Downloads is not { Bytes: > 0 } known ? wish.Bytes : InParts ? Math.Max(wish.Bytes, known.Bytes) : known.Bytes;
        var seen = wish with { Commands = Searching ? wish.Commands : [], Progress = null, Bytes = bytes };
        return this switch
        {
            { Reached: WishState.Here } => seen with { State = WishState.Here, Why = null, Commands = [] },
            { Downloads: { } downloads } => seen with
            {
                State = downloads.Moves ? WishState.Downloading : WishState.Grabbed,
                Progress = downloads.Moves ? downloads.Progress : null,
                Why = downloads.Trouble,
            },
            { Searching: true } => seen with { State = WishState.Searching, Why = null },
            { Reached: WishState.Partly } => seen with { State = WishState.Partly, Why = ToCome ? new Texts.Text("wishes.restToCome") : new Texts.Text("wishes.restMissing") },
            { ToCome: true } => seen with { State = WishState.Sent, Why = new Texts.Text("wishes.notOut") },
            _ => seen with
            {
                State = WishState.Sent,
                Why = new Texts.Text(wish.State is WishState.Grabbed or WishState.Downloading ? "wishes.downloadGone" : "wishes.nothingFound", ("server", server)),
            },
        };
    }
}
