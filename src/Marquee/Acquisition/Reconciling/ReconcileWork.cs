using Marquee.Acquisition.Servers;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Acquisition.Reconciling;

public enum ReconcileStep
{
    /// <summary>Read the server, and do what is different unless that takes much away.</summary>
    Reconcile,

    /// <summary>Read the server and write down what is different.</summary>
    Plan,

    /// <summary>Do what a plan says.</summary>
    Apply,

    /// <summary>Take back what a plan did.</summary>
    Undo,
}

/// <param name="Plan">Of the last two steps.</param>
public sealed record ReconcileArguments(long Connection, ReconcileStep Step, long? Plan = null);

/// <summary>Everything that is done to the collection of one server as a whole: one at a time.</summary>
public sealed class ReconcileWork : IWork<ReconcileArguments>
{
    public const string Name = "collection-reconcile";

    readonly Connections _connections;
    readonly ReconcilePlanning _planning;
    readonly ReconcileSteps _steps;
    readonly ReconcileStore _store;

    internal ReconcileWork(Connections connections, ReconcilePlanning planning, ReconcileSteps steps, ReconcileStore store) =>
        (_connections, _planning, _steps, _store) = (connections, planning, steps, store);

    /// <returns>The plan as it is then.</returns>
    /// <exception cref="Refusal">The server could not be read, or the plan is not waiting for that; says why.</exception>
    public async Task<object?> Run(ReconcileArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var connection = await _connections.Find(arguments.Connection, ct) ?? throw new Refusal("servers.none");
        var plan = arguments.Step switch
        {
            ReconcileStep.Apply => await Having(arguments.Plan, ct, ReconcileState.Planned, ReconcileState.Paused),
            ReconcileStep.Undo => await Having(arguments.Plan, ct, ReconcileState.Applied),
            _ => await _planning.Plan(connection, progress, ct),
        };
        switch (arguments.Step, plan.State)
        {
            case (_, ReconcileState.Failed):
                throw new Refusal(plan.Why!);
            case (ReconcileStep.Undo, _):
                await _steps.Undo(plan, connection, progress, ct);
                break;
            case (ReconcileStep.Apply, _) or (ReconcileStep.Reconcile, ReconcileState.Planned):
                await _steps.Apply(plan, connection, progress, ct);
                break;
        }

        return await _store.Find(plan.Id, ct);
    }

    async Task<Reconcile> Having(long? id, CancellationToken ct, params IReadOnlyList<ReconcileState> states)
    {
        var found = id is { } plan ? await _store.Find(plan, ct) : null;
        return found is null ? throw new Refusal("reconcile.none") : states.Contains(found.State) ? found : throw new Refusal("reconcile.notNow");
    }
}
