using System.CommandLine;
using System.Text;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Reconciling;
using Marquee.Acquisition.Servers;
using Marquee.App.CommandLine;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee collection` and `marquee reconcile`: what the servers have, and bringing that up to date.</summary>
static class CollectionVerbs
{
    static readonly Option<ServarrProgram?> Kind = new("--kind") { Description = "help.collection.kind", HelpName = "KIND" };
    static readonly Option<bool?> Downloaded = new("--downloaded") { Description = "help.collection.downloaded", HelpName = "BOOL" };
    static readonly Option<bool?> Grabbed = new("--grabbed") { Description = "help.collection.grabbed", HelpName = "BOOL" };
    static readonly Option<bool?> Monitored = new("--monitored") { Description = "help.collection.monitored", HelpName = "BOOL" };
    static readonly Option<CollectionSort> Sort = new("--sort") { Description = "help.collection.sort", HelpName = "SORT" };
    static readonly Option<int> Limit = new("--limit") { Description = "help.collection.limit", HelpName = "N", DefaultValueFactory = _ => 50 };
    static readonly Option<long?> Server = new("--server") { Description = "help.collection.server", HelpName = "ID" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "help.reconcile.dryRun" };
    static readonly Option<long?> Apply = new("--apply") { Description = "help.reconcile.apply", HelpName = "PLAN" };
    static readonly Option<long?> Undo = new("--undo") { Description = "help.reconcile.undo", HelpName = "PLAN" };

    public static Command Collection() => new Command("collection", "help.verb.collection") { Kind, Server, Downloaded, Grabbed, Monitored, Sort, Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
    {
        var query = new CollectionQuery
        {
            Kind = verb.Get(Kind),
            Connection = verb.Get(Server),
            Downloaded = verb.Get(Downloaded),
            Grabbed = verb.Get(Grabbed),
            Monitored = verb.Get(Monitored),
            Sort = verb.Get(Sort),
        };
        var page = await alone.Get<Collection>().Page(await alone.Viewer(verb.Member, verb.Cancellation), query, null, Math.Clamp(verb.Get(Limit), 1, 1000), verb.Cancellation);
        verb.Terminal.Result(page.Items, rows => rows.Count == 0 ? new Text("app.collection.none").ToString() : string.Join('\n', rows.Select(Line)));
    });

    public static Command Reconcile() => new Command("reconcile", "help.verb.reconcile") { Server, DryRun, Apply, Undo }.Writes(
        async (verb, server) =>
        {
            if ((verb.Get(Apply) ?? verb.Get(Undo)) is { } plan)
            {
                await server.Follow($"/api/v1/reconciles/{plan}/{(verb.Get(Apply) is null ? "undo" : "apply")}", null, verb.Terminal, verb.Cancellation);
                Show(verb, [await server.Get<ReconcilePreview>($"/api/v1/reconciles/{plan}", verb.Cancellation)]);
                return;
            }

            var previews = new List<ReconcilePreview>();
            foreach (var connection in (await server.Get<List<ConnectionScreen>>("/api/v1/connections", verb.Cancellation)).Where(c => verb.Get(Server) is not { } only || c.Id == only))
            {
                await server.Follow($"/api/v1/connections/{connection.Id}/reconcile?dryRun={(verb.Get(DryRun) ? "true" : "false")}", null, verb.Terminal, verb.Cancellation);
                var latest = await server.Get<List<ReconcileScreen>>($"/api/v1/reconciles?connection={connection.Id}", verb.Cancellation);
                previews.Add(await server.Get<ReconcilePreview>($"/api/v1/reconciles/{latest[0].Id}", verb.Cancellation));
            }

            Show(verb, previews);
        },
        async (verb, alone) =>
        {
            var (reconciles, connections) = (alone.Get<Reconciles>(), alone.Get<Connections>());
            if ((verb.Get(Apply) ?? verb.Get(Undo)) is { } id)
            {
                var plan = await reconciles.Find(id, verb.Cancellation) ?? throw new Refusal("reconcile.none");
                await Run(verb, alone, new ReconcileArguments(plan.Connection, verb.Get(Apply) is null ? ReconcileStep.Undo : ReconcileStep.Apply, id));
                Show(verb, [await Preview(id)]);
                return;
            }

            var previews = new List<ReconcilePreview>();
            foreach (var connection in (await connections.All(verb.Cancellation)).Where(c => verb.Get(Server) is not { } only || c.Id == only))
            {
                await Run(verb, alone, new ReconcileArguments(connection.Id, verb.Get(DryRun) ? ReconcileStep.Plan : ReconcileStep.Reconcile));
                previews.Add(await Preview((await reconciles.Latest(connection.Id, 1, verb.Cancellation))[0].Id));
            }

            Show(verb, previews);

            async Task<ReconcilePreview> Preview(long plan)
            {
                var found = (await reconciles.Find(plan, verb.Cancellation))!;
                return new ReconcilePreview(
                    ReconcileEndpoints.Screen(found, (await connections.Find(found.Connection, verb.Cancellation))?.Name ?? ""), await reconciles.Changes(plan, verb.Cancellation));
            }
        });

    static Task<JobRun> Run(Verb verb, Alone alone, ReconcileArguments arguments) =>
        alone.Follow(ReconcileWork.Name, arguments, verb.Terminal, verb.Cancellation, Reconciles.Key(arguments.Connection));

    static void Show(Verb verb, IReadOnlyList<ReconcilePreview> previews) => verb.Terminal.Result(previews, all =>
        all.Count == 0 ? new Text("app.connections.none").ToString() : string.Join('\n', all.Select(Told)));

    static string Told(ReconcilePreview preview)
    {
        var plan = preview.Plan;
        var code = plan.State switch
        {
            ReconcileState.Applied => "app.reconcile.done",
            ReconcileState.Undone => "app.reconcile.undone",
            _ => "app.reconcile.planned",
        };
        var text = new StringBuilder(new Text(
            code, ("id", plan.Id), ("name", plan.Server), ("added", plan.Added), ("removed", plan.Removed), ("changed", plan.Changed), ("same", plan.Same)).ToString());
        if (plan.Why is { } why)
        {
            text.Append("\n  ").Append(why);
        }

        foreach (var change in preview.Changes)
        {
            var sign = change.Kind switch { ReconcileKind.Added => '+', ReconcileKind.Removed => '-', _ => '~' };
            text.Append(Language.Current.Culture, $"\n  {sign} {change.Name}{(change.What.Length > 0 ? $" ({change.What})" : "")}");
        }

        if (preview.Changes.Count < plan.Added + plan.Removed + plan.Changed)
        {
            text.Append("\n  ").Append(new Text("app.reconcile.more", ("count", plan.Added + plan.Removed + plan.Changed - preview.Changes.Count)));
        }

        return text.ToString();
    }

    static string Line(CollectionRow row)
    {
        var state = row.Grabbed ? "app.collection.grabbed" : row.Files > 0 ? "app.collection.here" : row.Monitored ? "app.collection.wanted" : "app.collection.resting";
        var files = row.Kind == ServarrProgram.Sonarr ? $" {row.Files}/{row.Episodes}" : row.Quality is { } quality ? " " + quality : "";
        return $"{row.Title?.ToString() ?? "-",-12} {row.Name}{(row.Year is { } year ? $" ({year})" : "")}  {new Text(state)}{files}  {row.Server}";
    }
}
