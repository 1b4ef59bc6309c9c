using Marquee.Access;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>A film or series on one server.</summary>
/// <param name="Title">Null when nobody knows which title it is.</param>
/// <param name="Name">As the server calls it.</param>
/// <param name="Kind">radarr for a film, sonarr for a series.</param>
/// <param name="Grabbed">Something of it is on its way.</param>
/// <param name="Files">Of a film 0 or 1; of a series, its episodes that are here.</param>
/// <param name="Aired">Of a series: its episodes that could be here.</param>
/// <param name="Size">Bytes.</param>
public sealed record CollectionItem(
    TitleCard? Title, string Name, int? Year, ServarrProgram Kind, long Connection, string Server, bool Monitored, bool Grabbed, bool Downloaded,
    int Files, int Aired, int Episodes, string? Quality, long Size, DateTimeOffset AddedAt);

public sealed record CollectionServer(long Id, string Name, ServarrProgram Kind);

/// <param name="Total">Of all pages; only on the first, null on those that follow.</param>
/// <param name="Next">To be given as <c>after</c> for the next page; null on the last.</param>
/// <param name="Servers">To choose from; empty when none is connected.</param>
public sealed record CollectionScreen(IReadOnlyList<CollectionItem> Items, int? Total, string? Next, IReadOnlyList<CollectionServer> Servers);

/// <param name="Here">It has a file.</param>
public sealed record HeldEpisodeScreen(int Number, bool Monitored, bool Here, bool Grabbed, string? Quality, long? Size, DateTimeOffset? AirsAt);

public sealed record HeldSeasonScreen(int Season, bool Monitored, IReadOnlyList<HeldEpisodeScreen> Episodes);

/// <summary>What one server has of a title.</summary>
public sealed record HoldingScreen(long Connection, string Server, bool Monitored, bool Grabbed, bool Downloaded, string? Quality, long Size, DateTimeOffset? AddedAt, IReadOnlyList<HeldSeasonScreen> Seasons);

/// <summary>What part of the collection is asked for, as it stands in an address.</summary>
public sealed record CollectionFilter
{
    /// <summary>added, title, year, size or filed.</summary>
    public string? Sort { get; init; }

    /// <summary>radarr for films, sonarr for series.</summary>
    public string? Kind { get; init; }

    public long? Server { get; init; }

    public bool? Downloaded { get; init; }

    public bool? Grabbed { get; init; }

    public bool? Monitored { get; init; }

    /// <summary>Nobody knows which titles they are.</summary>
    public bool? Unmatched { get; init; }

    /// <summary>Part of a name.</summary>
    public string? Q { get; init; }
}

/// <summary>What the servers of the house have.</summary>
public static class CollectionEndpoints
{
    const int MostItems = 200;
    const int LongestText = 100;

    public static void MapCollection(this IEndpointRouteBuilder app)
    {
        var collection = app.MapGroup("/api/v1/collection").WithTags("Collection").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        collection.MapGet("/", Page).WithSummary("What the servers have, in portions that follow each other by key");
        collection.MapGet("/{titleId}", Of).WithSummary("What each server has of a title, with seasons and episodes").ProducesProblem(404);
    }

    static async Task<Results<Ok<CollectionScreen>, ValidationProblem>> Page(
        Viewer viewer, Collection collection, Connections connections, TitleCards cards, [AsParameters] CollectionFilter filter, CancellationToken ct, string? after = null, int limit = 60)
    {
        if (Read(filter) is not { } query)
        {
            return Problems.Invalid("sort", "screens.collectionRule");
        }

        var from = string.IsNullOrEmpty(after) ? null : CollectionCursor.Parse(after, query.Sort);
        if (from is null && !string.IsNullOrEmpty(after))
        {
            return Problems.Invalid("after", "screens.placeRule");
        }

        var page = await collection.Page(viewer, query, from, Math.Clamp(limit, 1, MostItems), ct);
        int? total = from is not null ? null : page.Next is null ? page.Items.Count : await collection.Total(viewer, query, ct);
        var titles = await cards.ById(viewer, page.Items.Select(i => i.Title).OfType<TitleId>(), ct);
        var servers = await connections.All(ct);
        return TypedResults.Ok(new CollectionScreen(
            [.. page.Items.Select(row => Item(row, row.Title is { } id ? titles.GetValueOrDefault(id.ToString()) : null))],
            total, page.Next?.ToString(), [.. servers.Select(s => new CollectionServer(s.Id, s.Name, s.Kind))]));
    }

    static async Task<Results<Ok<IReadOnlyList<HoldingScreen>>, ProblemHttpResult>> Of(
        string titleId, Viewer viewer, Collection collection, Connections connections, TitleCards cards, CancellationToken ct)
    {
        if (!TitleId.TryParse(titleId, null, out var title) || !await cards.Shows(viewer, title, ct))
        {
            return Problems.NotFound("screens.noTitle");
        }

        var servers = (await connections.All(ct)).ToDictionary(c => c.Id, c => c.Name);
        return TypedResults.Ok<IReadOnlyList<HoldingScreen>>([.. (await collection.Of(title, ct)).Select(h => Screen(h, servers.GetValueOrDefault(h.Connection, "")))]);
    }

    /// <returns>Null when a word is none of those that there are.</returns>
    static CollectionQuery? Read(CollectionFilter filter)
    {
        var sort = CollectionSort.Added;
        ServarrProgram? kind = null;
        if (!string.IsNullOrEmpty(filter.Sort) && !(Enum.TryParse(filter.Sort, ignoreCase: true, out sort) && Enum.IsDefined(sort) && !char.IsDigit(filter.Sort[0])))
        {
            return null;
        }

        if (!string.IsNullOrEmpty(filter.Kind))
        {
            if (!Enum.TryParse<ServarrProgram>(filter.Kind, ignoreCase: true, out var program) || !Enum.IsDefined(program) || char.IsDigit(filter.Kind[0]))
            {
                return null;
            }

            kind = program;
        }

        return new CollectionQuery
        {
            Sort = sort,
            Kind = kind,
            Connection = filter.Server,
            Downloaded = filter.Downloaded,
            Grabbed = filter.Grabbed,
            Monitored = filter.Monitored,
            Unmatched = filter.Unmatched,
            Text = string.IsNullOrWhiteSpace(filter.Q) ? null : Marquee.Integrations.Exports.ShortText.Of(filter.Q.Trim(), LongestText),
        };
    }

    static CollectionItem Item(CollectionRow row, TitleCard? title) => new(
        title, row.Name, row.Year, row.Kind, row.Connection, row.Server, row.Monitored, row.Grabbed, row.Files > 0, row.Files, row.Aired, row.Episodes, row.Quality, row.Size,
        DateTimeOffset.FromUnixTimeSeconds(row.AddedAt));

    static HoldingScreen Screen(Holding holding, string server)
    {
        var item = holding.Item;
        var marks = item.Seasons.ToDictionary(s => s.Season, s => s.Monitored);
        return new HoldingScreen(
            holding.Connection, server, item.Monitored, item.GrabbedAt is not null || item.Episodes.Any(e => e.GrabbedAt is not null), item.Files > 0, item.File?.Quality, item.Size, At(item.AddedAt),
            [
                .. item.Episodes.GroupBy(e => e.Season).Select(season => new HeldSeasonScreen(
                    season.Key, marks.GetValueOrDefault(season.Key),
                    [.. season.Select(e => new HeldEpisodeScreen(e.Number, e.Monitored, e.File is not null, e.GrabbedAt is not null, e.File?.Quality, e.File?.Size, At(e.AirsAt)))])),
            ]);
    }

    static DateTimeOffset? At(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
