using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Screens;
using Marquee.Texts;
using Marquee.Watching.Statistics;

namespace Marquee.App.Verbs;

/// <summary>`marquee statistics`: what a member has seen, counted.</summary>
static class StatisticsVerb
{
    static readonly Option<int?> Year = new Option<int?>("--year") { Description = "help.statistics.year" }.Between(1, 9999);

    /// <summary>Of each list for people; JSON has them whole.</summary>
    const int Named = 5;

    public static Command Make() =>
        new Command("statistics", "help.verb.statistics") { Year, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var found = await StatisticsEndpoints.Of(
                viewer, verb.Get(Year), alone.Get<TimeProvider>().LocalTimeZone, alone.Get<StatisticsPages>(), alone.Get<Preferences>(), verb.Cancellation);
            verb.Terminal.Result(found, Lines);
        });

    static string Lines(MemberStatistics of)
    {
        var (seen, ratings) = (of.Seen, of.Ratings);
        var lines = new List<string>
        {
            new Text("app.statistics.seen", ("films", seen.Films), ("episodes", seen.Episodes), ("series", seen.Series)).ToString(),
            new Text("app.statistics.plays", ("plays", seen.Plays), ("hours", seen.Minutes / 60)).ToString(),
        };
        Add(seen.Undated > 0, "app.statistics.undated", ("count", seen.Undated));
        Add(seen.OnlyRated > 0, "app.statistics.onlyRated", ("count", seen.OnlyRated));
        Add(ratings.Mean is not null, "app.statistics.rated", ("count", ratings.Rated), ("mean", (ratings.Mean ?? 0).ToString("F1", CultureInfo.InvariantCulture)));
        if (of.Streak is { } streak)
        {
            Add(true, "app.statistics.streak", ("days", streak.Days), ("from", streak.From.ToString("O", CultureInfo.InvariantCulture)), ("to", streak.To.ToString("O", CultureInfo.InvariantCulture)));
        }

        AddRange("app.statistics.genres", of.Genres, share => Genres.Said(share.Key).ToString());
        AddRange("app.statistics.countries", of.Countries, share => share.Key);
        AddRange("app.statistics.directors", of.Directors, share => share.Name ?? share.Key);
        AddRange("app.statistics.actors", of.Actors, share => share.Name ?? share.Key);
        return string.Join('\n', lines);

        void Add(bool told, string code, params IReadOnlyList<(string Name, object Value)> values)
        {
            if (told)
            {
                lines.Add(new Text(code, values).ToString());
            }
        }

        void AddRange(string code, IReadOnlyList<TraitShare> shares, Func<TraitShare, string> name) => Add(
            shares.Count > 0, code, ("list", string.Join(", ", shares.Take(Named).Select(share => string.Create(CultureInfo.InvariantCulture, $"{name(share)} {share.Titles}")))));
    }
}
