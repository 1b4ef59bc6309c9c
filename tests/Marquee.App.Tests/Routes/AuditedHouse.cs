using System.Text;
using System.Text.Json;
using Marquee.Access;

namespace Marquee.App.Tests.Routes;

/// <summary>
/// The real program with a member whose things others reach for: Ada. Ben is a second member, Cleo is a child; both were hosts when they
/// made their keys of each scope, and Ben made one of every scope.
/// </summary>
public sealed class AuditedHouse : IAsyncLifetime
{
    RunningMarquee _marquee = null!;
    Caller _ada = null!;
    long _adaId;
    string _title = "", _other = "", _person = "", _list = "";

    public Caller Host { get; private set; } = null!;

    public Caller Ada => _ada;

    public Caller Stranger { get; private set; } = null!;

    public Caller Ben { get; private set; } = null!;

    public Caller Cleo { get; private set; } = null!;

    public Caller BensKey { get; private set; } = null!;

    public IReadOnlyDictionary<KeyScope, Caller> HostsKeys { get; private set; } = null!;

    /// <summary>Of a member and of a child, two for each scope.</summary>
    public IReadOnlyList<(KeyScope Scope, Caller Caller)> LesserKeys { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // So many tries from one address are no guesses here.
        _marquee = await RunningMarquee.Start(settings: new Dictionary<string, string> { ["MARQUEE_Access__TriesPerAddress"] = "10000" });
        Host = await Caller.SignIn(_marquee.Address, "the host", _marquee.SignIn.ToString());
        Stranger = new Caller(_marquee.Address, "a stranger");
        (_ada, _adaId) = await Member("Ada", "member");
        (Ben, var ben) = await Member("Ben", "host");
        (Cleo, var cleo) = await Member("Cleo", "host");
        BensKey = await KeyOf(Ben, "a key of one who was a host", [.. KeyScopes.All]);
        HostsKeys = (await KeysOf(Host, "the host")).ToDictionary(k => k.Scope, k => k.Caller);
        LesserKeys = [.. await KeysOf(Ben, "a member"), .. await KeysOf(Cleo, "a child")];
        await Host.Ask(HttpMethod.Put, $"/api/v1/members/{ben}", new { role = "member" });
        await Host.Ask(HttpMethod.Put, $"/api/v1/members/{cleo}", new { role = "child" });
        var picks = (await Host.Ask(HttpMethod.Get, "/api/v1/tonight?kind=movie&limit=2")).GetProperty("picks");
        (_title, _other) = (picks[0].GetProperty("id").GetString()!, picks[1].GetProperty("id").GetString()!);
        var title = await Host.Ask(HttpMethod.Get, $"/api/v1/titles/{_title}");
        _person = title.GetProperty("directors").EnumerateArray().Concat(title.GetProperty("cast").EnumerateArray()).First().GetProperty("id").GetString()!;
    }

    /// <summary>Something for the place of a parameter in an address; a thing of Ada's is made anew each time.</summary>
    public async Task<string> Make(string thing) => thing switch
    {
        "title" => _title,
        "other title" => _other,
        "person" => _person,
        "nothing" => "999999",
        "list" => _list = Id(await Ada.Ask(HttpMethod.Post, "/api/v1/lists", new { name = "Ada's", query = "kind=movie", limit = 3 })),
        "listed title" => (await Ada.Ask(HttpMethod.Get, $"/api/v1/lists/{_list}")).GetProperty("items")[0].GetProperty("id").GetString()!,
        "watch" => Id(await Watch()),
        "fact" => (await Watch()).GetProperty("fact").ToString(),
        "import" => Id(await Import()),
        "asking import" => Id(await Import($"Title,Date\n\"Nobody heard of {Guid.NewGuid():N}\",\"3/27/19\"\n\"Nor of that\",\"3/26/19\"\n", "NetflixViewingHistory.csv")),
        "row" => "1",
        "year" => "2024",
        "member" => _adaId.ToString(null, null),
        "wish" => (await Ada.Ask(HttpMethod.Post, "/api/v1/wishes", new { title = _other, bookmark = true })).GetProperty("wish").GetProperty("id").GetString()!,
        "job" => await Job(),
        "device" => await Device(),
        "key" => Id(await Ada.Ask(HttpMethod.Post, "/api/v1/keys", new { name = "Ada's", scopes = new[] { "read" } })),
        _ => throw new ArgumentException($"nobody knows how to make a {thing}", nameof(thing)),
    };

    async Task<JsonElement> Watch() => await Ada.Ask(HttpMethod.Post, $"/api/v1/titles/{_other}/watches", new { at = $"19{Random.Shared.Next(20, 99)}-01-0{Random.Shared.Next(1, 9)}" });

    async Task<JsonElement> Import()
    {
        var csv = $"Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n{_title},{Random.Shared.Next(1, 11)},2024-01-{Random.Shared.Next(10, 29)},A,https://www.imdb.com/title/{_title},Movie,8.0,100,1994,Drama,100,1994-01-01,X\n";
        return await Import(csv, "ratings.csv");
    }

    async Task<JsonElement> Import(string csv, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", name } };
        return await Ada.Ask(HttpMethod.Post, "/api/v1/imports", form);
    }

    async Task<string> Job()
    {
        var started = default(JsonElement);
        do
        {
            started = await Ada.Ask(HttpMethod.Post, $"/api/v1/imports/{Id(await Import())}/apply");
        }
        while (!started.TryGetProperty("job", out _)); // the same rating once more is nothing to do
        return started.GetProperty("job").ToString();
    }

    async Task<string> Device()
    {
        var before = (await Ada.Ask(HttpMethod.Get, "/api/v1/session/devices")).EnumerateArray().Select(Id).ToHashSet();
        using var another = await SignedIn("Ada's other device", _adaId);
        return (await Ada.Ask(HttpMethod.Get, "/api/v1/session/devices")).EnumerateArray().Select(Id).Single(id => !before.Contains(id));
    }

    async Task<(Caller Caller, long Id)> Member(string name, string role)
    {
        var id = (await Host.Ask(HttpMethod.Post, "/api/v1/members", new { name, role })).GetProperty("id").GetInt64();
        return (await SignedIn(name, id), id);
    }

    async Task<Caller> SignedIn(string name, long member) =>
        await Caller.SignIn(_marquee.Address, name, (await Host.Ask(HttpMethod.Post, $"/api/v1/members/{member}/link")).GetProperty("url").GetString()!);

    async Task<IReadOnlyList<(KeyScope Scope, Caller Caller)>> KeysOf(Caller owner, string name)
    {
        var keys = new List<(KeyScope, Caller)>();
        foreach (var scope in KeyScopes.All)
        {
            keys.Add((scope, await KeyOf(owner, $"the key of {name} for {scope}", scope)));
        }

        return keys;
    }

    async Task<Caller> KeyOf(Caller owner, string name, params KeyScope[] scopes)
    {
        var made = await owner.Ask(HttpMethod.Post, "/api/v1/keys", new { name = "test", scopes = scopes.Select(s => s.ToString().ToLowerInvariant()) });
        return new Caller(_marquee.Address, name) { Key = made.GetProperty("key").GetString() };
    }

    static string Id(JsonElement thing) => thing.GetProperty("id").ToString();

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in new[] { Host, Ada, Stranger, Ben, Cleo, BensKey }.Concat(HostsKeys.Values).Concat(LesserKeys.Select(k => k.Caller)))
        {
            caller.Dispose();
        }

        await _marquee.DisposeAsync();
    }
}
