using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Refresh;
using Marquee.Jobs;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record RefreshSettingsScreen(bool On, int RatingsDays, int EverythingDays, string At, int JitterMinutes, string? Address);

public sealed record ScopeScreen(DateTimeOffset? Next, DateTimeOffset? SucceededAt, DateTimeOffset? FailedAt, Text? Failure);

/// <param name="Percent">Of the rows that were there before.</param>
/// <param name="Question">The same as a sentence.</param>
public sealed record HeldFileScreen(string Name, long Rows, long RowsBefore, DateTimeOffset LoadedAt, double Percent, Text Question);

public sealed record FetchedFileScreen(string Name, string Address, long Bytes, long Rows, string Sha256, DateTimeOffset FetchedAt);

/// <param name="Address">Where a refresh fetches from when nothing else is said.</param>
/// <param name="TimeZone">The clock that the time of day is of.</param>
public sealed record RefreshScreen(
    RefreshSettingsScreen Settings, string Address, string TimeZone, ScopeScreen Ratings, ScopeScreen Everything,
    IReadOnlyList<HeldFileScreen> Held, IReadOnlyList<FetchedFileScreen> Files);

/// <param name="Scope"><c>everything</c> (the default) or <c>ratings</c>.</param>
/// <param name="Address">A folder of the web with IMDb's files; null for the one of the settings.</param>
/// <param name="Subset">Null is what the last import kept; one without limits is everything. Ratings alone keep what is there.</param>
public sealed record RefreshRequest(RefreshScope? Scope, string? Address, SubsetScreen? Subset = null);

/// <summary>Bringing the catalog up to date from the web: now, by itself, and what is held back.</summary>
public static class CatalogRefreshEndpoints
{
    public static void MapCatalogRefresh(this IEndpointRouteBuilder app)
    {
        var refresh = app.MapGroup("/api/v1/catalog/refresh").WithTags("Catalog").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        refresh.MapGet("/", Show).WithSummary("How refreshing the catalog goes: settings, next and last runs, held files");
        refresh.MapPost("/", Start).WithSummary("Fetches what has changed of IMDb's files and loads it, as a job").ProducesProblem(409);
        refresh.MapPut("/settings", Set).WithSummary("When the catalog refreshes itself").ProducesProblem(409);
        refresh.MapPost("/held/load", Load).WithSummary("Loads files that were held back because they had lost many rows, as a job").ProducesProblem(409);
        refresh.MapPost("/held/discard", Discard).WithSummary("Throws away files that were held back").ProducesProblem(409);
    }

    static async Task<Ok<RefreshScreen>> Show(RefreshFacts facts, CancellationToken ct) => TypedResults.Ok(Screen(await facts.Find(ct)));

    static async Task<Results<Accepted<JobStarted>, ValidationProblem>> Start(RefreshRequest request, Viewer viewer, RefreshSchedule schedule, ImdbTerms terms, JobRuns jobs, CancellationToken ct)
    {
        if (!TryAddress(request.Address, out var address))
        {
            return BadAddress();
        }

        await terms.RefuseUnaccepted(ct);
        address ??= (await schedule.Find(ct)).Address;
        return await Started(new RefreshArguments(request.Scope ?? RefreshScope.Everything, address, Subset: request.Subset?.Read()), viewer, jobs, ct);
    }

    static async Task<Results<Ok<RefreshScreen>, ValidationProblem>> Set(RefreshSettingsScreen wanted, RefreshSchedule schedule, RefreshFacts facts, CancellationToken ct)
    {
        if (!TryAddress(wanted.Address, out var address))
        {
            return BadAddress();
        }

        if (!TimeOnly.TryParseExact(wanted.At, "HH:mm", out var at))
        {
            return Problems.Invalid("at", "refresh.rule.at");
        }

        var settings = new RefreshSettings
        {
            On = wanted.On,
            RatingsDays = wanted.RatingsDays,
            EverythingDays = wanted.EverythingDays,
            At = at,
            JitterMinutes = wanted.JitterMinutes,
            Address = address,
        };
        if (settings.OutOfBounds() is var (name, rule))
        {
            return Problems.Invalid(name, rule);
        }

        await schedule.Set(settings, ct);
        return TypedResults.Ok(Screen(await facts.Find(ct)));
    }

    static async Task<Accepted<JobStarted>> Load(Viewer viewer, HeldFiles held, JobRuns jobs, CancellationToken ct) => await Started(await held.Allow(ct), viewer, jobs, ct);

    static async Task<NoContent> Discard(HeldFiles held, CancellationToken ct)
    {
        await held.Discard(ct);
        return TypedResults.NoContent();
    }

    static async Task<Accepted<JobStarted>> Started(RefreshArguments arguments, Viewer viewer, JobRuns jobs, CancellationToken ct)
    {
        var job = await jobs.Start(CatalogRefreshWork.Name, arguments, viewer.Member, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }

    static bool TryAddress(string? text, out Uri? address)
    {
        address = null;
        return string.IsNullOrWhiteSpace(text) || (Uri.TryCreate(text.Trim(), UriKind.Absolute, out address) && address.Scheme is "http" or "https");
    }

    static ValidationProblem BadAddress() => Problems.Invalid("address", "refresh.rule.address");

    static RefreshScreen Screen(RefreshState state) => new(
        new RefreshSettingsScreen(
            state.Settings.On, state.Settings.RatingsDays, state.Settings.EverythingDays, state.Settings.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            state.Settings.JitterMinutes, state.Settings.Address?.AbsoluteUri),
        state.Address.AbsoluteUri,
        state.TimeZone,
        Screen(state.Ratings),
        Screen(state.Everything),
        [.. state.Held.Select(h => new HeldFileScreen(h.Name, h.Rows, h.RowsBefore, h.LoadedAt, h.Percent, h.Question))],
        [.. state.Files.Select(f => new FetchedFileScreen(f.Name, f.Address.AbsoluteUri, f.Bytes, f.Rows, f.Sha256, f.FetchedAt))]);

    static ScopeScreen Screen(ScopeState state) => new(state.Next, state.SucceededAt, state.FailedAt, state.Failure);
}
