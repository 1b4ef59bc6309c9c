using Marquee.Acquisition.News;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>Brings a film to a Radarr: adds or monitors it, and lets it search. Done twice it is still one film.</summary>
static class FilmDelivery
{
    public static async Task<ServarrAnswer<Delivered>> Deliver(Wish wish, RadarrClient client, DeliveryEnd end, CancellationToken ct)
    {
        var looked = wish is { Title.OfImdb: false, Tmdb: { } tmdb } ? await client.Lookup(tmdb, ct) : await client.Lookup(wish.Title.ToString(), ct);
        if (looked is not Got<RadarrFilm?>(var found))
        {
            return looked.Map<Delivered>(_ => null!);
        }

        if (found is null || !FoundThere.IsTitle(wish.Title, found.ImdbId))
        {
            return new NotThere("wishes.unknownThere", ("server", end.Connection.Name));
        }

        return await (await There(wish, found, client, end, ct)).Then(film => Search(film, client, ct));
    }

    static async Task<ServarrAnswer<RadarrFilm>> There(Wish wish, RadarrFilm found, RadarrClient client, DeliveryEnd end, CancellationToken ct)
    {
        var there = await client.FilmOf(found.TmdbId, ct);
        if (there is Got<RadarrFilm?>(null))
        {
            return await (await ServerPlace.Find(wish, end.Connection, client, ct)).Then(async place =>
            {
                await end.Expect(NewsKind.Added, found.TmdbId);
                var added = await client.Add(
                    new FilmToAdd
                    {
                        TmdbId = found.TmdbId,
                        Title = found.Title ?? wish.Title.ToString(),
                        QualityProfileId = place.QualityProfile,
                        RootFolder = place.RootFolder,
                        Tags = place.Tags,
                        Search = false, // what is searched for by a command of our own can be followed
                    },
                    ct);
                return added.Map(a => a.Film);
            });
        }

        if (there is not Got<RadarrFilm?>({ } film))
        {
            return there.Map<RadarrFilm>(_ => null!);
        }

        if (film.Monitored || film.MovieFile is not null)
        {
            return new Got<RadarrFilm>(film);
        }

        await end.Expect(NewsKind.Monitored, film.TmdbId);
        return (await client.Monitor([film.Id], true, ct)).Map(_ => film);
    }

    static async Task<ServarrAnswer<Delivered>> Search(RadarrFilm film, RadarrClient client, CancellationToken ct) =>
        film.MovieFile is not null ? new Got<Delivered>(new Delivered(film.Id, [], Here: true))
        : !film.IsAvailable ? new Got<Delivered>(new Delivered(film.Id, [], Here: false, new Text("wishes.notOut")))
        : (await client.Search([film.Id], ct)).Map(command => new Delivered(film.Id, [command.Id], Here: false));
}
