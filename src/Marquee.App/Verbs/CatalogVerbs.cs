using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Marquee.App.CommandLine;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee catalog`: how the mirror of IMDb is kept up to date.</summary>
static class CatalogVerbs
{
    static readonly Option<bool> RatingsOnly = new("--ratings") { Description = "help.catalog.ratingsOnly" };
    static readonly Option<bool> On = new("--on") { Description = "help.catalog.on" };
    static readonly Option<bool> Off = new("--off") { Description = "help.catalog.off" };
    static readonly Option<int?> RatingsDays = new("--ratings-days") { Description = "help.catalog.ratingsDays" };
    static readonly Option<int?> EverythingDays = new("--everything-days") { Description = "help.catalog.everythingDays" };
    static readonly Option<TimeOnly?> At = new("--at") { Description = "help.catalog.at", HelpName = "HH:MM" };
    static readonly Option<int?> Jitter = new("--jitter") { Description = "help.catalog.jitter" };
    static readonly Option<Uri?> Address = new("--from") { Description = "help.catalog.address", HelpName = "URL", CustomParser = r => r.Tokens[0].Value == "default" ? null : new Uri(r.Tokens[0].Value, UriKind.RelativeOrAbsolute) };

    public static Command Make() => new("catalog", "help.verb.catalog")
    {
        new Command("status", "help.verb.status").Reads(async (verb, alone) =>
            verb.Terminal.Result(await alone.Get<RefreshFacts>().Find(verb.Cancellation), Lines)),
        Refresh(),
        Schedule(),
        new Command("load-held", "help.verb.loadHeld").Writes(
            async (verb, server) => Show(verb, await server.Follow("/api/v1/catalog/refresh/held/load", null, verb.Terminal, verb.Cancellation)),
            async (verb, alone) => Show(verb, await alone.Follow(CatalogRefreshWork.Name, await alone.Get<HeldFiles>().Allow(verb.Cancellation), verb.Terminal, verb.Cancellation))),
        new Command("discard-held", "help.verb.discardHeld").Writes(
            async (verb, server) => await server.Post<object?>("/api/v1/catalog/refresh/held/discard", null, verb.Cancellation),
            async (verb, alone) => await alone.Get<HeldFiles>().Discard(verb.Cancellation)),
    };

    static Command Refresh() => new Command("refresh", "help.verb.refresh") { RatingsOnly }.Writes(
        async (verb, server) => Show(verb, await server.Follow("/api/v1/catalog/refresh", new RefreshRequest(Scope(verb), null), verb.Terminal, verb.Cancellation)),
        async (verb, alone) => Show(verb, await alone.Follow(
            CatalogRefreshWork.Name, new RefreshArguments(Scope(verb), (await alone.Get<RefreshSchedule>().Find(verb.Cancellation)).Address), verb.Terminal, verb.Cancellation)));

    static Command Schedule() => new Command("schedule", "help.verb.schedule") { On, Off, RatingsDays, EverythingDays, At, Jitter, Address }.Writes(
        async (verb, server) =>
        {
            var now = await server.Get<RefreshScreen>("/api/v1/catalog/refresh", verb.Cancellation);
            var wanted = now.Settings with
            {
                On = Wanted(verb, now.Settings.On),
                RatingsDays = verb.Get(RatingsDays) ?? now.Settings.RatingsDays,
                EverythingDays = verb.Get(EverythingDays) ?? now.Settings.EverythingDays,
                At = verb.Get(At)?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? now.Settings.At,
                JitterMinutes = verb.Get(Jitter) ?? now.Settings.JitterMinutes,
                Address = verb.Parsed.GetResult(Address) is null ? now.Settings.Address : verb.Get(Address)?.ToString(),
            };
            await server.Put<RefreshScreen>("/api/v1/catalog/refresh/settings", wanted, verb.Cancellation);
        },
        async (verb, alone) =>
        {
            var schedule = alone.Get<RefreshSchedule>();
            var now = await schedule.Find(verb.Cancellation);
            var wanted = now with
            {
                On = Wanted(verb, now.On),
                RatingsDays = verb.Get(RatingsDays) ?? now.RatingsDays,
                EverythingDays = verb.Get(EverythingDays) ?? now.EverythingDays,
                At = verb.Get(At) ?? now.At,
                JitterMinutes = verb.Get(Jitter) ?? now.JitterMinutes,
                Address = verb.Parsed.GetResult(Address) is null ? now.Address : verb.Get(Address),
            };
            if (wanted.OutOfBounds() is var (_, rule))
            {
                throw new Refusal(rule);
            }

            await schedule.Set(wanted, verb.Cancellation);
        });

    static bool Wanted(Verb verb, bool now) => verb.Get(On) || (now && !verb.Get(Off));

    static RefreshScope Scope(Verb verb) => verb.Get(RatingsOnly) ? RefreshScope.Ratings : RefreshScope.Everything;

    /// <summary>What became of an import or a refresh, in sentences.</summary>
    public static void Show(Verb verb, JobRun run) => verb.Terminal.Result(run, r =>
    {
        if (r.Result is not { } result)
        {
            return new Text("app.done", ("title", r.Title)).ToString();
        }

        var held = result.TryGetProperty("held", out var asked) ? asked.Deserialize<List<HeldFile>>(JsonSerializerOptions.Web)! : [];
        Text first = (result.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : "loaded") switch
        {
            "unchanged" => new Text("app.catalog.unchanged"),
            "held" => new Text("app.catalog.held"),
            "declined" => new Text("app.catalog.declined"),
            _ => new Text("app.catalog.current", ("generation", result.GetProperty("generation").GetInt32())),
        };
        var files = result.GetProperty("files").Deserialize<List<LoadedFile>>(JsonSerializerOptions.Web)!;
        return string.Join('\n',
        [
            first.ToString(),
            .. held.Select(h => $"  {h.Question}"),
            .. files.Select(f => $"  {f.Name,-16} {new Text("app.catalog.file", ("rows", f.Rows), ("rejected", f.Rejected))}"),
            .. held.Count > 0 ? [new Text("app.catalog.answer").ToString()] : Array.Empty<string>(),
        ]);
    });

    static string Lines(RefreshState state)
    {
        var settings = state.Settings;
        return string.Join('\n',
        [
            (settings.On
                ? new Text(
                    "app.catalog.on", ("address", state.Address.AbsoluteUri), ("ratings", settings.RatingsDays), ("everything", settings.EverythingDays),
                    ("at", settings.At.ToString("HH:mm", CultureInfo.InvariantCulture)), ("zone", state.TimeZone), ("jitter", settings.JitterMinutes))
                : new Text("app.catalog.off")).ToString(),
            .. Scope("app.catalog.ratings", state.Ratings),
            .. Scope("app.catalog.everything", state.Everything),
            .. state.Files.Select(f => $"  {new Text("app.catalog.fetched", ("file", f.Name), ("rows", f.Rows), ("at", Instant(f.FetchedAt)))}"),
            .. state.Held.Select(h => h.Question.ToString()),
        ]);
    }

    static IEnumerable<string> Scope(string code, ScopeState scope)
    {
        yield return $"  {new Text(code, ("last", Instant(scope.SucceededAt)), ("next", Instant(scope.Next)))}";
        if (scope.Failure is { } why)
        {
            yield return $"    {new Text("app.catalog.failed", ("at", Instant(scope.FailedAt)), ("why", why))}";
        }
    }

    static object Instant(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? (object)new Text("app.catalog.never");
}
