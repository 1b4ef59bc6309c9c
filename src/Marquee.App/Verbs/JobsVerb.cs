using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Jobs;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee jobs`: what runs in the background and what became of it.</summary>
static class JobsVerb
{
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.jobs.limit", DefaultValueFactory = _ => 20 }.Between(1, 1000);

    public static Command Make() => new Command("jobs", "help.verb.jobs") { Limit }.Reads(async (verb, alone) =>
        verb.Terminal.Result(await alone.Get<JobRuns>().Recent(verb.Get(Limit), verb.Cancellation), runs =>
            runs.Count == 0 ? new Text("app.noJobs").ToString() : string.Join('\n', runs.Select(r => string.Create(
                CultureInfo.InvariantCulture, $"{r.Id,5}  {r.State,-9}  {r.StartedAt:yyyy-MM-dd HH:mm:ss}  {r.Title}{(r.Error is null ? "" : $": {r.Error}")}  {Terminal.Pace(r.Done, r.Total, r.Unit, null, null)}")))));
}
