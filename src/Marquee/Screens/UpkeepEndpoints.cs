using Marquee.Access;
using Marquee.Jobs;
using Marquee.Upkeep;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Folder">Where backups go now.</param>
/// <param name="Files">Those of the plan in that folder, newest first.</param>
public sealed record BackupScreen(BackupPlan Plan, string Folder, LastBackup? Last, IReadOnlyList<LastBackup> Files);

/// <summary>What a host needs to keep the house running.</summary>
public static class UpkeepEndpoints
{
    public static void MapUpkeep(this IEndpointRouteBuilder app)
    {
        var house = app.MapGroup("/api/v1/house").WithTags("House").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        house.MapGet("/state", State).WithSummary("Failing jobs, outside sources, disk, catalog generations, engine and the last backup");
        house.MapGet("/backups", Backups).WithSummary("The plan of backups and what it made");
        house.MapPut("/backups/plan", Plan).NotByKey().WithSummary("Changes the plan of backups");
        house.MapPost("/backups", Make).WithSummary("Makes a backup by the plan now, as a job");
    }

    static async Task<Ok<HouseState>> State(HouseStates states, CancellationToken ct) => TypedResults.Ok(await states.Look(ct));

    static async Task<Ok<BackupScreen>> Backups(ScheduledBackups backups, CancellationToken ct) => TypedResults.Ok(await Screen(backups, ct));

    static async Task<Results<Ok<BackupScreen>, ValidationProblem>> Plan(BackupPlan plan, ScheduledBackups backups, CancellationToken ct) =>
        await backups.Set(plan, ct) is var (field, rule) ? Problems.Invalid(field, rule) : TypedResults.Ok(await Screen(backups, ct));

    static async Task<Accepted<JobStarted>> Make(Viewer viewer, JobRuns jobs, CancellationToken ct)
    {
        var job = await jobs.Start(BackupWork.Name, new NoArguments(), viewer.Member, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }

    static async Task<BackupScreen> Screen(ScheduledBackups backups, CancellationToken ct)
    {
        var plan = await backups.Plan(ct);
        return new BackupScreen(plan, backups.Target(plan), await backups.Last(ct), backups.Files(plan));
    }
}
