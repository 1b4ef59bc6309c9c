using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.Catalog.Ages;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee ages`: how it goes with the age ratings of TMDB; `key`, `country`, `test` and `refresh` for the connection.</summary>
static class AgeVerbs
{
    const string Route = "/api/v1/house/ages";

    static readonly Option<bool> Remove = new("--remove") { Description = "help.ages.remove" };
    static readonly Argument<string> Country = new("COUNTRY") { Description = "help.ages.country" };

    public static Command Make() => new Command("ages", "help.verb.ages") { Key(), ByCountry(), Test(), Refresh() }.Reads(
        async (verb, alone) => Show(verb, await Screen(verb, alone)));

    static Command Key() => new Command("key", "help.verb.agesKey") { Remove }.Writes(
        async (verb, server) => Show(verb, verb.Get(Remove)
            ? await server.Delete<AgeSourceScreen>($"{Route}/key", verb.Cancellation)
            : await server.Put<AgeSourceScreen>($"{Route}/key", new { key = await Key(verb) }, verb.Cancellation)),
        async (verb, alone) =>
        {
            if (verb.Get(Remove))
            {
                await alone.Get<AgeSource>().RemoveKey(verb.Cancellation);
            }
            else
            {
                await alone.Get<AgeSource>().SetKey(new SecretText(await Key(verb)), verb.Cancellation);
            }

            Show(verb, await Screen(verb, alone));
        });

    static Command ByCountry() => new Command("country", "help.verb.agesCountry") { Country }.Writes(
        async (verb, server) => Show(verb, await server.Put<AgeSourceScreen>($"{Route}/country", new AgeCountryRequest(CountryOf(verb)), verb.Cancellation)),
        async (verb, alone) =>
        {
            await alone.Get<AgeSource>().SetCountry(CountryOf(verb), verb.Cancellation);
            Show(verb, await Screen(verb, alone));
        });

    static Command Test() => new Command("test", "help.verb.agesTest").Writes(
        async (verb, server) => Told(verb, await server.Post<AgeTest>($"{Route}/test", null, verb.Cancellation)),
        async (verb, alone) => Told(verb, new AgeTest(await alone.Get<AgeSource>().Test(verb.Cancellation))));

    static Command Refresh() => new Command("refresh", "help.verb.agesRefresh").Writes(
        async (verb, server) =>
        {
            await server.Follow($"{Route}/refresh", null, verb.Terminal, verb.Cancellation);
            Show(verb, await server.Get<AgeSourceScreen>(Route, verb.Cancellation));
        },
        async (verb, alone) =>
        {
            if ((await Screen(verb, alone)).KeySince is null)
            {
                throw new Refusal("ages.noKey");
            }

            await alone.Follow(AgeRound.Name, new NoArguments(), verb.Terminal, verb.Cancellation);
            Show(verb, await Screen(verb, alone));
        });

    static Task<string> Key(Verb verb) => TypedSecret.Read("app.ages.typeKey", "ages.keyForm", verb.Cancellation);

    /// <returns>Null for <c>none</c>.</returns>
    static string? CountryOf(Verb verb) => verb.Get(Country) is var text && text.Equals("none", StringComparison.OrdinalIgnoreCase) ? null : text.ToUpperInvariant();

    static async Task<AgeSourceScreen> Screen(Verb verb, Alone alone) => AgeSourceScreen.Of(await alone.Get<AgeSource>().Find(verb.Cancellation));

    static void Told(Verb verb, AgeTest test) => verb.Terminal.Result(test, t => (t.Problem ?? new Text("app.ages.works")).ToString());

    static void Show(Verb verb, AgeSourceScreen screen) => verb.Terminal.Result(screen, s => string.Join('\n', Lines(s)));

    static IEnumerable<string> Lines(AgeSourceScreen screen)
    {
        yield return screen.State.ToString();
        yield return (screen.Country is { } country ? new Text("app.ages.country", ("country", country)) : new Text("app.ages.strictest")).ToString();
        if (screen.Failed > 0)
        {
            yield return new Text("app.ages.failed", ("count", screen.Failed)).ToString();
        }

        if (screen.Next is { } next)
        {
            yield return new Text("app.ages.next", ("at", next.ToUnixTimeSeconds())).ToString();
        }

        yield return screen.Attribution;
    }
}
