using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests.Sync;

/// <summary>The server is killed while many phones send what they have.</summary>
public sealed class SyncKillTests
{
    const int Phones = 20;

    const int Each = 6;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_there_twice()
    {
        var marquee = await RunningMarquee.Start();
        string key;
        long member;
        string[] titles;
        using (var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString()))
        {
            member = (await host.Ask(HttpMethod.Get, "/api/v1/session")).GetProperty("member").GetProperty("id").GetInt64();
            key = (await host.Ask(HttpMethod.Post, "/api/v1/keys", new { name = "phones", scopes = new[] { "read", "write" } })).GetProperty("key").GetString()!;
            titles = [.. (await host.Ask(HttpMethod.Get, $"/api/v1/browse?kind=movie&limit={Phones * Each}")).GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString()!)];
        }

        Assert.Equal(Phones * Each, titles.Length);
        var (folder, sent) = (marquee.Folder, 0);
        using var address = new Moving(marquee.Address);
        var phones = Enumerable.Range(0, Phones).Select(p => Push(address, key, member, [.. titles.Skip(p * Each).Take(Each)], () => Interlocked.Increment(ref sent))).ToList();
        for (var kill = 1; kill <= 3; kill++)
        {
            while (Volatile.Read(ref sent) < Phones * Each * kill / 4)
            {
                await Task.Delay(5);
            }

            address.Gone();
            await marquee.Kill();
            marquee = await RunningMarquee.Start(folder);
            address.Back(marquee.Address);
        }

        await Task.WhenAll(phones);
        await using (marquee)
        {
            using var after = new Caller(marquee.Address, "a phone") { Key = key };
            foreach (var title in titles)
            {
                var seen = await after.Ask(HttpMethod.Get, $"/api/v1/titles/{title}");
                Assert.Equal((8, 1), (seen.GetProperty("mine").GetProperty("rating").GetInt32(), seen.GetProperty("mine").GetProperty("watches").GetArrayLength()));
            }

            var documents = await after.Ask(HttpMethod.Get, $"/sync/member-{member}/_all_docs?include_docs=true&conflicts=true");
            Assert.Equal(titles.Length, documents.GetProperty("rows").GetArrayLength());
            Assert.All(documents.GetProperty("rows").EnumerateArray(), row => Assert.False(row.GetProperty("doc").TryGetProperty("_conflicts", out _)));
            var facts = new List<JsonElement>();
            for (var page = await after.Ask(HttpMethod.Get, "/api/v1/facts?limit=100"); page.GetProperty("items").GetArrayLength() > 0;)
            {
                facts.AddRange(page.GetProperty("items").EnumerateArray());
                page = await after.Ask(HttpMethod.Get, $"/api/v1/facts?limit=100&before={facts[^1].GetProperty("id")}");
            }

            Assert.Equal(titles.Length * 2, facts.Count); // a rating and a watch, each said once
            Assert.All(facts, fact => Assert.Equal("phone", fact.GetProperty("origin").GetString()));
        }
    }

    /// <summary>Sends a document at a time until each was answered, in the manner of a replicator that forgets what it does not know for certain.</summary>
    static async Task Push(Moving house, string key, long member, string[] titles, Action sent)
    {
        foreach (var title in titles)
        {
            var document = new JsonObject
            {
                ["_id"] = $"title:{title}",
                ["_rev"] = "1-a",
                ["_revisions"] = new JsonObject { ["start"] = 1, ["ids"] = new JsonArray("a") },
                ["schema"] = 1,
                ["type"] = "title",
                ["rating"] = new JsonObject { ["value"] = 8, ["at"] = "2025-01-01T00:00:00Z" },
                ["watches"] = new JsonArray(new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["at"] = "2025-01-01T00:00:00Z" }),
            };
            while (!await house.Post($"/sync/member-{member}/_bulk_docs", key, new JsonObject { ["new_edits"] = false, ["docs"] = new JsonArray(document.DeepClone()) }))
            {
                await Task.Delay(20);
            }

            sent();
        }
    }

    /// <summary>A house that is at another address after each start.</summary>
    sealed class Moving(Uri address) : IDisposable
    {
        readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
        volatile Uri? _address = address;

        public void Gone() => _address = null;

        public void Back(Uri address) => _address = address;

        /// <returns>False when nobody knows whether it arrived.</returns>
        public async Task<bool> Post(string path, string key, JsonObject body)
        {
            if (_address is not { } at)
            {
                return false;
            }

            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at, path)) { Content = JsonContent.Create(body) };
                request.Headers.Add("Authorization", "Bearer " + key);
                using var answer = await _http.SendAsync(request);
                return answer.IsSuccessStatusCode && await answer.Content.ReadAsStringAsync() is var text && text.Trim() == "[]";
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        public void Dispose() => _http.Dispose();
    }
}
