using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching.Comparing;
using Marquee.Watching.Review;

namespace Marquee.App.Verbs;

/// <summary>`marquee review YEAR` (a year of a member, also as a picture), `marquee compare MEMBER`, and `marquee comparing on`.</summary>
static class ReviewVerbs
{
    static readonly Argument<int> Year = new("YEAR") { Description = "help.review.year" };
    static readonly Option<string?> Picture = new("--picture") { Description = "help.review.picture", HelpName = "FILE" };
    static readonly Argument<string> Other = new("MEMBER") { Description = "help.compare.member" };
    static readonly Argument<Choice> Open = new("on|off") { Description = "help.comparing.open" };

    enum Choice
    {
        On,
        Off,
    }

    public static Command Review() =>
        new Command("review", "help.verb.review") { Year, Picture, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var (viewer, ct) = (await alone.Viewer(verb.Member, verb.Cancellation), verb.Cancellation);
            if (verb.Get(Year) is < CalendarYear.First or > CalendarYear.Last)
            {
                throw new Refusal("review.yearRule", ("first", CalendarYear.First), ("last", CalendarYear.Last));
            }

            var zone = await alone.Get<MemberZones>().Of(viewer.Member, TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : null, ct) ?? TimeZoneInfo.Utc;
            var year = new CalendarYear(verb.Get(Year), zone);
            if (verb.Get(Picture) is not { } file)
            {
                verb.Terminal.Result(await alone.Get<ReviewScreens>().Of(viewer, year, ct), Told);
                return;
            }

            var svg = await alone.Get<ReviewScreens>().Picture(viewer, year, ct) ?? throw new Refusal("review.noWatches", ("year", year.Year));
            try
            {
                await File.WriteAllTextAsync(file, svg, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Refusal(e, "app.review.unwritable", ("file", file), ("why", e.Message));
            }

            verb.Terminal.Result(new { file = Path.GetFullPath(file), bytes = new FileInfo(file).Length }, r => new Text("app.review.written", ("file", r.file)).ToString());
        });

    public static Command Compare() =>
        new Command("compare", "help.verb.compare") { Other, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var (viewer, ct) = (await alone.Viewer(verb.Member, verb.Cancellation), verb.Cancellation);
            if (!await alone.Get<ComparableMembers>().Has(viewer.Member, ct))
            {
                throw new Refusal("comparing.ownOff");
            }

            var open = await alone.Get<ComparableMembers>().For(viewer, ct);
            var other = open.FirstOrDefault(m => MemberName.Key(m.Name) == MemberName.Key(verb.Get(Other)))
                ?? throw new Refusal("app.compare.nobody", ("name", verb.Get(Other)), ("names", Names(open)));
            var found = await alone.Get<ComparisonScreens>().Of(viewer, other.Id, ct) ?? throw new Refusal("comparing.noMember");
            verb.Terminal.Result(found, Told);
        });

    public static Command Comparing() =>
        new Command("comparing", "help.verb.comparing") { Open, Verb.MemberOption }.Writes(
            async (verb, server) => Told(verb, await server.Put<ComparingView>("/api/v1/compatibility", new ComparingRequest(verb.Get(Open) == Choice.On), verb.Cancellation)),
            async (verb, alone) =>
            {
                var (members, viewer) = (alone.Get<ComparableMembers>(), await alone.Viewer(verb.Member, verb.Cancellation));
                await members.Set(viewer, verb.Get(Open) == Choice.On, verb.Cancellation);
                Told(verb, new ComparingView(await members.Has(viewer.Member, verb.Cancellation), await members.For(viewer, verb.Cancellation)));
            });

    static void Told(Verb verb, ComparingView view) => verb.Terminal.Result(
        view, v => v.Open ? new Text("app.comparing.on", ("names", Names(v.Members))).ToString() : new Text("app.comparing.off").ToString());

    static string Names(IReadOnlyList<ComparableMember> members) => members.Count == 0 ? "–" : string.Join(", ", members.Select(m => m.Name));

    static string Told(ReviewView review)
    {
        var undated = new Text("app.review.undated", ("count", review.Undated)).ToString();
        if (review.Counts.Watches == 0)
        {
            return $"{new Text("app.review.nothing", ("year", review.Year))}\n{undated}";
        }

        var lines = new List<string>
        {
            new Text("app.review.counts", ("year", review.Year), ("films", review.Counts.Films), ("episodes", review.Counts.Episodes), ("hours", review.Counts.Minutes / 60), ("days", review.Counts.Days)).ToString(),
            new Text("app.review.before", ("year", review.Year - 1), ("films", review.Before.Films), ("episodes", review.Before.Episodes), ("hours", review.Before.Minutes / 60), ("days", review.Before.Days)).ToString(),
            new Text("app.review.newAgain", ("new", review.New), ("again", review.Again)).ToString(),
        };
        Add("app.review.highest", review.Highest.Select(t => $"{t.Title} ({t.Mine?.Rating})"));
        Add("app.review.series", review.Series.Select(s => $"{s.Title} ({s.Episodes})"));
        Add("app.review.genres", review.Genres.Select(g => $"{Genres.Said(g.Name)} ({g.Titles})"));
        Add("app.review.directors", review.Directors.Select(d => $"{d.Name} ({d.Titles})"));
        Add("app.review.actors", review.Actors.Select(a => $"{a.Name} ({a.Titles})"));
        lines.Add(undated);
        return string.Join('\n', lines);

        void Add(string code, IEnumerable<string> names)
        {
            if (string.Join(", ", names) is { Length: > 0 } some)
            {
                lines.Add(new Text(code, ("names", some)).ToString());
            }
        }
    }

    static string Told(ComparisonView found)
    {
        var lines = new List<string>
        {
            new Text("app.compare.shared", ("name", found.Other.Name), ("shared", found.Shared), ("mine", found.Mine), ("theirs", found.Theirs)).ToString(),
            found.Percent is { } percent && found.Correlation is { } r
                ? new Text("app.compare.percent", ("percent", percent), ("correlation", r.ToString("0.00", Language.Current.Culture)), ("difference", Signed(found.MeanDifference ?? 0))).ToString()
                : new Text("app.compare.noPercent", ("least", found.LeastShared)).ToString(),
        };
        Add("app.compare.bothLoved", found.BothLoved);
        Add("app.compare.differing", found.Differing);
        Add("app.compare.forMe", found.ForMe);
        Add("app.compare.forThem", found.ForThem);
        Add("app.compare.together", found.Together);
        return string.Join('\n', lines);

        void Add(string code, IReadOnlyList<TitleCard> titles)
        {
            if (titles.Count > 0)
            {
                lines.Add(new Text(code, ("name", found.Other.Name)).ToString());
                lines.AddRange(titles.Select(t => string.Create(CultureInfo.InvariantCulture, $"  {t.Id,-11} {t.Title}{(t.Year is { } year ? $" ({year})" : "")}{Ratings(t)}")));
            }
        }
    }

    static string Ratings(TitleCard title) => (title.Mine?.Rating, (title as ComparedCard)?.Theirs) switch
    {
        ({ } mine, { } theirs) => string.Create(CultureInfo.InvariantCulture, $"  {mine} : {theirs}"),
        ({ } mine, null) => string.Create(CultureInfo.InvariantCulture, $"  {mine}"),
        (null, { } theirs) => string.Create(CultureInfo.InvariantCulture, $"  {theirs}"),
        _ => "",
    };

    static string Signed(double points) => points.ToString("+0.0;-0.0;0.0", Language.Current.Culture);
}
