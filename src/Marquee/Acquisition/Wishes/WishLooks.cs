using System.Text.RegularExpressions;
using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Acquisition.Wishes;

/// <summary>What is known of a request before the transaction that grants it; nothing is written yet.</summary>
/// <param name="Instead">What the answer is already; null when the request goes on.</param>
public sealed record WishLook(WishRequest Request, WishOutcome? Instead)
{
    internal TitleFacts? Title { get; init; }

    internal WishKind Kind { get; init; }

    internal long Bytes { get; init; }

    internal int Unwatched { get; init; }
}

/// <summary>Looks at what somebody asks for: whether they see the title, what kind it is, how large it may get.</summary>
sealed partial class WishLooks(Titles titles, Episodes episodes, Sights sights, KnownTitles known, MemberTitles mine, Connections connections, Database database, TimeProvider time)
{
    public async Task<WishLook> Look(Viewer viewer, WishRequest request, CancellationToken ct)
    {
        if (request.Id is { } id && !Id().IsMatch(id))
        {
            return Denied("wishes.idRule");
        }

        var sight = await sights.Of(viewer, ct);
        if (await titles.Find(request.Title, ct) is not { } title || !sight.Shows(title))
        {
            return new WishLook(request, new NoSuchWish());
        }

        if (title is { Kind: TitleKind.TvEpisode, Series: { } series })
        {
            if (series is not { Season: { } season, Episode: { } number })
            {
                return Denied("wishes.episodeWithoutNumber");
            }

            if (await titles.Find(series.Id, ct) is not { } whole || !sight.Shows(whole))
            {
                return new WishLook(request, new NoSuchWish());
            }

            (title, request) = (whole, request with { Part = WishPart.OfEpisodes([new WishedEpisode(season, number)])! });
        }

        if (WishKinds.Of(title.Kind) is not { } kind)
        {
            return Denied("wishes.otherKind");
        }

        if (kind == WishKind.Film && request.Part != WishPart.All)
        {
            return Denied("wishes.filmIsWhole");
        }

        if (request.Connection is { } server && (await connections.Find(server, ct))?.Kind != (kind == WishKind.Film ? ServarrProgram.Radarr : ServarrProgram.Sonarr))
        {
            return Denied("wishes.noSuchServer");
        }

        await known.Remember([title.Id], ct);
        var count = kind == WishKind.Film ? 1 : WishSize.Episodes(request.Part, await episodes.Of(title.Id, null, ct), time.GetUtcNow().Year);
        return new WishLook(request with { Title = title.Id }, null)
        {
            Title = title,
            Kind = kind,
            Bytes = WishSize.Estimate(kind, title.Runtime, count),
            Unwatched = await Unwatched(viewer, ct),
        };

        WishLook Denied(string code) => new(request, new WishDenied(new Text(code)));
    }

    /// <summary>Of what this member asked for and is here; a series counts as watched once an episode of it was.</summary>
    internal async Task<int> Unwatched(Viewer viewer, CancellationToken ct)
    {
        IReadOnlyList<Wish> here;
        await using (var connection = await database.Read(ct))
        {
            if ((await WishRightStore.Find(connection, viewer.Member, ct))?.Unwatched is null)
            {
                return 0;
            }

            here = await WishStore.Read(connection, database.Dialect, """
                where w.state = 'here' and w.id in (select wish from house.wish_member where member = @member and left_at is null)
                """, new { member = viewer.Member }, ct);
        }

        var seen = await mine.Seen(viewer, ct);
        var unwatched = 0;
        foreach (var title in here.Select(w => w.Title).Distinct().Where(t => !seen.Contains(t)))
        {
            unwatched += (await episodes.Of(title, null, ct)).Any(e => seen.Contains(e.Id)) ? 0 : 1;
        }

        return unwatched;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{8,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
