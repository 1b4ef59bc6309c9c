using System.CommandLine;
using System.Globalization;
using Marquee.Access;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee members ceiling NAME`: what a child sees; and `marquee rate-age TITLE AGE`.</summary>
static class CeilingVerbs
{
    static readonly Argument<string> Name = new("NAME") { Description = "help.member.memberName" };
    static readonly Option<int?> Age = new("--age") { Description = "help.ceiling.age" };
    static readonly Option<string[]> Genre = new("--genre") { Description = "help.ceiling.genre", DefaultValueFactory = _ => [] };
    static readonly Option<string[]> Kind = new("--kind") { Description = "help.ceiling.kind", DefaultValueFactory = _ => [] };
    static readonly Option<int?> From = new("--from") { Description = "help.ceiling.from", HelpName = "YEAR" };
    static readonly Option<int?> Before = new("--before") { Description = "help.ceiling.before", HelpName = "YEAR" };
    static readonly Option<int?> MinVotes = new("--min-votes") { Description = "help.ceiling.minVotes" };
    static readonly Option<double?> MinRating = new Option<double?>("--min-rating") { Description = "help.ceiling.minRating" }.Between(0, 10);
    static readonly Option<string[]> WithoutGenre = new("--without-genre") { Description = "help.ceiling.withoutGenre", DefaultValueFactory = _ => [] };
    static readonly Option<bool> NoRule = new("--no-rule") { Description = "help.ceiling.noRule" };
    static readonly Option<string[]> Allow = new("--allow") { Description = "help.ceiling.allow", HelpName = "TITLE", DefaultValueFactory = _ => [] };
    static readonly Option<string[]> Hide = new("--hide") { Description = "help.ceiling.hide", HelpName = "TITLE", DefaultValueFactory = _ => [] };
    static readonly Option<string[]> Leave = new("--leave") { Description = "help.ceiling.leave", HelpName = "TITLE", DefaultValueFactory = _ => [] };
    static readonly Argument<string> Title = new("TITLE") { Description = "help.ceiling.title" };
    static readonly Argument<string> Years = new("AGE") { Description = "help.ceiling.years" };

    public static Command Ceiling() => new Command("ceiling", "help.verb.ceiling") { Name, Age, Genre, Kind, From, Before, MinVotes, MinRating, WithoutGenre, NoRule, Allow, Hide, Leave }.Writes(
        async (verb, server) =>
        {
            var member = await server.Member(verb.Get(Name), verb.Cancellation);
            var path = $"/api/v1/members/{member.Id}/ceiling";
            var now = await server.Get<CeilingScreen>(path, verb.Cancellation);
            foreach (var (title, allowed) in Said(verb))
            {
                await server.Put<AudienceScreen>($"{path}/titles/{title}", new CeilingTitleRequest(allowed), verb.Cancellation);
            }

            var wish = Wish(verb, now);
            Show(verb, wish is null ? await server.Get<CeilingScreen>(path, verb.Cancellation) : await server.Put<CeilingScreen>(path, wish, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            var (member, host) = (await alone.Member(verb.Get(Name), verb.Cancellation), await alone.Viewer(null, verb.Cancellation));
            if (member.Role != Role.Child)
            {
                throw new Refusal("screens.noChild", ("name", member.Name));
            }

            var (ceilings, screens) = (alone.Get<ChildCeilings>(), alone.Get<CeilingScreens>());
            foreach (var (title, allowed) in Said(verb))
            {
                await ceilings.SetTitle(host, member.Id, title, allowed, verb.Cancellation);
            }

            if (Wish(verb, await screens.Of(host, member, verb.Cancellation)) is { } wish)
            {
                var wrong = wish.Read(out _, out var ceiling);
                await ceilings.Set(host, member.Id, wrong is null ? ceiling : throw new Refusal(wrong), verb.Cancellation);
            }

            Show(verb, await screens.Of(host, member, verb.Cancellation));
        });

    public static Command RateAge() => new Command("rate-age", "help.verb.rateAge") { Title, Years }.Writes(
        async (verb, server) => Show(verb, Id(verb.Get(Title)), await server.Put<AgeAnswer>($"/api/v1/titles/{Id(verb.Get(Title))}/age", new AgeRequest(YearsOf(verb)), verb.Cancellation)),
        async (verb, alone) =>
        {
            var (title, age, host) = (Id(verb.Get(Title)), YearsOf(verb), await alone.Viewer(null, verb.Cancellation));
            if (!await alone.Get<TitleCards>().Shows(host, title, verb.Cancellation))
            {
                throw new Refusal("screens.noTitle");
            }

            Show(verb, title, new AgeAnswer(age, await alone.Get<ChildCeilings>().SetAge(host, title, age, verb.Cancellation)));
        });

    /// <returns>What is asked for with the rest as it is; null when nothing is to change.</returns>
    static CeilingRequest? Wish(Verb verb, CeilingScreen now)
    {
        var rule = verb.Get(NoRule) ? new CeilingRuleScreen() : now.Rule;
        rule = rule with
        {
            Genres = verb.Get(Genre) is { Length: > 0 } genres ? genres : rule.Genres,
            Kinds = verb.Get(Kind) is { Length: > 0 } kinds ? kinds : rule.Kinds,
            FromYear = verb.Get(From) ?? rule.FromYear,
            BeforeYear = verb.Get(Before) ?? rule.BeforeYear,
            MinVotes = verb.Get(MinVotes) ?? rule.MinVotes,
            MinRating = verb.Get(MinRating) ?? rule.MinRating,
        };
        IReadOnlyList<string> without = verb.Get(WithoutGenre) switch { [] or null => now.WithoutGenres, ["none"] => [], var named => named };
        return rule == now.Rule && without == now.WithoutGenres && verb.Get(Age) is null ? null : new CeilingRequest(verb.Get(Age) ?? now.Age, rule, without);
    }

    /// <summary>Null: what was said of the title is taken back.</summary>
    static List<(TitleId Title, bool? Allowed)> Said(Verb verb) =>
    [
        .. new (Option<string[]> Option, bool? Allowed)[] { (Allow, true), (Hide, false), (Leave, null) }
            .SelectMany(said => (verb.Get(said.Option) ?? []).Select(text => (Id(text), said.Allowed))),
    ];

    static TitleId Id(string text) => TitleId.TryParse(text, null, out var id) ? id : throw new Refusal("app.merge.noId", ("text", text));

    /// <returns>Null for <c>none</c>.</returns>
    static int? YearsOf(Verb verb) => verb.Get(Years) is "none" ? null
        : int.TryParse(verb.Get(Years), CultureInfo.InvariantCulture, out var age) && age is >= 0 and <= Catalog.Ceilings.Ceiling.HighestAge ? age
        : throw new Refusal("screens.ageRule", ("highest", Catalog.Ceilings.Ceiling.HighestAge));

    static void Show(Verb verb, TitleId title, AgeAnswer answer) => verb.Terminal.Result(
        answer, a => (a.Age is { } age ? new Text("app.ceiling.rated", ("title", title.ToString()), ("age", age)) : new Text("app.ceiling.unrated", ("title", title.ToString()))).ToString());

    static void Show(Verb verb, CeilingScreen ceiling) => verb.Terminal.Result(ceiling, c => string.Join('\n', Lines(c)));

    static IEnumerable<string> Lines(CeilingScreen ceiling)
    {
        (string Name, object? Value)[] rule =
        [
            .. ceiling.Rule.Genres.Select(genre => ("genre", (object?)genre)), .. ceiling.Rule.Kinds.Select(kind => ("kind", (object?)kind)),
            ("from", ceiling.Rule.FromYear), ("before", ceiling.Rule.BeforeYear), ("min-votes", ceiling.Rule.MinVotes), ("min-rating", ceiling.Rule.MinRating),
        ];
        var asked = rule.Where(part => part.Value is not null).ToList();
        yield return new Text(asked.Count == 0 ? "app.ceiling.ageOnly" : "app.ceiling.age", ("age", ceiling.Age)).ToString();
        foreach (var (name, value) in asked.Concat(ceiling.WithoutGenres.Select(genre => ("without-genre", (object?)genre))))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  --{name} {value}");
        }

        foreach (var said in ceiling.Titles)
        {
            yield return $"  {(said.Allowed ? "--allow" : "--hide")} {said.Title.Id}  {said.Title.Title}";
        }

        yield return new Text("app.ceiling.visible", ("count", ceiling.Visible)).ToString();
    }
}
