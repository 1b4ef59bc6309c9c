using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Marquee.Integrations.Imdb;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.Imdb;

/// <summary>Downloads from a real server on this machine that cuts, lies and changes its mind.</summary>
public sealed class ImdbDatasetClientTests : IAsyncLifetime
{
    static readonly ImdbFile File1 = ImdbFile.Ratings;
    readonly string _folder = Directory.CreateTempSubdirectory("marquee-fetch-").FullName;
    readonly List<OutboundClients> _clients = [];
    DatasetServer _server = null!;

    static CancellationToken None => CancellationToken.None;

    string Target => ImdbDatasetClient.Path(_folder, File1);

    string Part => Target + ".part";

    public async ValueTask InitializeAsync() => _server = await DatasetServer.Start();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    ImdbDatasetClient Client(ImdbOptions? options = null)
    {
        var clients = new OutboundClients(Options.Create(new OutboundOptions { Allowed = ["127.0.0.1"], Contact = "host@example.org" }), TimeProvider.System);
        _clients.Add(clients);
        return new ImdbDatasetClient(clients, Options.Create(options ?? new ImdbOptions()), TimeProvider.System);
    }

    Task<DatasetAnswer> Fetch(ImdbDatasetClient? client = null, DatasetMark? known = null, long most = long.MaxValue, CancellationToken ct = default) =>
        (client ?? Client()).Fetch(File1, _server.Address, _folder, known, most, _ => { }, ct);

    /// <summary>Rows that do not compress away.</summary>
    static byte[] Large(int seed, int rows = 20_000)
    {
        var random = new Random(seed);
        var text = new StringBuilder(File1.Header).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"tt{random.Next(1, 90_000_000):D7}\t{random.Next(10, 101) / 10.0:0.0}\t{random.Next(5, 3_000_000)}\n");
        }

        return DatasetServer.Zipped(text.ToString());
    }

    static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [Fact]
    public async Task A_file_arrives_whole_with_its_checksum_rows_and_mark()
    {
        var bytes = Large(1);
        _server.ServeRaw(File1, "\"a\"", bytes, new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
        var fetched = Assert.IsType<DatasetFetched>(await Fetch());
        Assert.Equal((Sum(bytes), (long)bytes.Length, 20_000L, "\"a\""), (fetched.Sha256, fetched.Bytes, fetched.Rows, fetched.Mark.Tag));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Target));
        Assert.False(File.Exists(Part) || File.Exists(Part + ".json"));
        Assert.Matches(@"^Marquee/\d+\.\d+\.\d+ \(host@example\.org\)$", Assert.Single(_server.Asked).Agent);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again_by_tag_or_by_date()
    {
        var day = new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
        _server.ServeRaw(File1, "\"a\"", Large(1), day);
        Assert.IsType<DatasetUnchanged>(await Fetch(known: new DatasetMark("\"a\"", null)));
        Assert.IsType<DatasetUnchanged>(await Fetch(known: new DatasetMark(null, day)));
        Assert.IsType<DatasetFetched>(await Fetch(known: new DatasetMark("\"b\"", day)));
    }

    [Fact]
    public async Task A_cut_connection_goes_on_where_it_stopped()
    {
        var bytes = Large(1);
        _server.ServeRaw(File1, "\"a\"", bytes);
        _server.CutAfter(50_000);
        var fetched = Assert.IsType<DatasetFetched>(await Fetch());
        Assert.Equal(Sum(bytes), fetched.Sha256);
        var asked = _server.Asked.ToArray();
        Assert.Equal(2, asked.Length);
        Assert.Equal("\"a\"", asked[1].IfRange);
        Assert.Matches("^bytes=[1-9][0-9]*-$", asked[1].Range);
    }

    [Fact]
    public async Task A_later_process_goes_on_too()
    {
        var bytes = Large(1);
        _server.ServeRaw(File1, "\"a\"", bytes);
        await Cancelled(50_000);
        var kept = new FileInfo(Part).Length;
        Assert.InRange(kept, 1, 50_000);
        var fetched = Assert.IsType<DatasetFetched>(await Fetch());
        Assert.Equal(Sum(bytes), fetched.Sha256);
        Assert.Equal($"bytes={kept}-", _server.Asked.Last().Range);
    }

    [Fact]
    public async Task A_file_that_changed_in_the_meantime_begins_anew()
    {
        _server.ServeRaw(File1, "\"a\"", Large(1));
        await Cancelled(50_000);
        var newer = Large(2);
        _server.ServeRaw(File1, "\"b\"", newer);
        var fetched = Assert.IsType<DatasetFetched>(await Fetch());
        Assert.Equal((Sum(newer), "\"b\""), (fetched.Sha256, fetched.Mark.Tag));
    }

    [Fact]
    public async Task A_rest_of_another_version_is_not_put_behind_the_old_beginning()
    {
        _server.ServeRaw(File1, "\"a\"", Large(1));
        await Cancelled(50_000);
        var newer = Large(2);
        // A server that does not know If-Range: it sends the rest of the new version.
        _server.ServeRaw(File1, "\"b\"", newer);
        _server.Tricks.Enqueue(context =>
        {
            context.Request.Headers.Remove("If-Range");
            return Task.FromResult(false);
        });
        Assert.Equal(Sum(newer), Assert.IsType<DatasetFetched>(await Fetch()).Sha256);
    }

    [Fact]
    public async Task A_range_that_cannot_be_had_begins_anew_unless_all_was_here()
    {
        var bytes = Large(1);
        _server.ServeRaw(File1, "\"a\"", bytes);
        await Cancelled(50_000);
        _server.Say(416, null, ("Content-Range", "bytes */100"));
        Assert.Equal(Sum(bytes), Assert.IsType<DatasetFetched>(await Fetch()).Sha256);

        await Cancelled(50_000);
        await File.WriteAllBytesAsync(Part, bytes);
        var before = _server.Asked.Count;
        Assert.Equal(Sum(bytes), Assert.IsType<DatasetFetched>(await Fetch()).Sha256);
        Assert.Equal(before + 1, _server.Asked.Count);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_the_pause_it_wants()
    {
        _server.ServeRaw(File1, "\"a\"", Large(1, 10));
        _server.Say(429, null, ("Retry-After", "2"));
        var watch = Stopwatch.StartNew();
        Assert.IsType<DatasetFetched>(await Fetch());
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1.9), $"{watch.Elapsed}");
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task A_server_that_wants_hours_of_pause_is_left_alone()
    {
        _server.Say(429, null, ("Retry-After", "7200"));
        Assert.Contains("429", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch())).Message, StringComparison.Ordinal);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_page_that_says_sorry_with_status_200_is_no_file_and_the_old_one_stays()
    {
        await File.WriteAllTextAsync(Target, "what was here");
        _server.Say(200, "<!DOCTYPE html><title>Sorry</title>");
        Assert.Contains("type: text/html", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch())).Message, StringComparison.Ordinal);
        Assert.Equal("what was here", await File.ReadAllTextAsync(Target));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_file_that_was_cut_before_it_was_served_is_refused()
    {
        var bytes = Large(1);
        foreach (var broken in new[] { bytes[..^5], bytes[..(bytes.Length / 2)], [.. bytes[..^20], .. new byte[20]] })
        {
            _server.ServeRaw(File1, null, broken);
            Assert.Contains("outbound.damaged", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch())).Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Target) || File.Exists(Part));
        }
    }

    [Fact]
    public async Task Another_file_under_the_name_is_refused()
    {
        _server.ServeRaw(File1, null, DatasetServer.Zipped(ImdbFile.Episodes.Header + "\n"));
        Assert.Contains("outbound.otherFile", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_is_given_up_at_the_limit()
    {
        _server.Tricks.Enqueue(async context =>
        {
            var chunk = new byte[65_536];
            (chunk[0], chunk[1]) = (0x1f, 0x8b);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }

            return true;
        });
        Assert.Contains("outbound.tooLarge", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch(most: 5_000_000))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_refused_before_the_body()
    {
        _server.ServeRaw(File1, "\"a\"", Large(1));
        Assert.Contains("outbound.tooLarge", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch(most: 1000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_connection_is_cut_and_taken_up_again()
    {
        var bytes = Large(1);
        _server.ServeRaw(File1, "\"a\"", bytes);
        _server.Tricks.Enqueue(async context =>
        {
            context.Response.Headers.ETag = "\"a\"";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, 30_000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return true;
        });
        Assert.Equal(Sum(bytes), Assert.IsType<DatasetFetched>(await Fetch(Client(new ImdbOptions { StallSeconds = 1 }))).Sha256);
        Assert.Equal("bytes=30000-", _server.Asked.Last().Range);
    }

    [Fact]
    public async Task A_server_without_the_file_is_an_answer_and_a_redirect_elsewhere_a_fault()
    {
        Assert.IsType<DatasetMissing>(await Fetch());
        await using var other = await DatasetServer.Start();
        _server.Say(302, null, ("Location", other.Address.AbsoluteUri + "title.ratings.tsv.gz"));
        Assert.Contains("outbound.stranger", (await Assert.ThrowsAsync<OutboundFault>(() => Fetch())).Message, StringComparison.Ordinal);
        Assert.Empty(other.Asked);
    }

    /// <summary>A download whose process stops after so many bytes.</summary>
    async Task Cancelled(int bytes)
    {
        using var stop = new CancellationTokenSource();
        _server.Tricks.Enqueue(async context =>
        {
            context.Response.Headers.ETag = "\"a\"";
            context.Response.ContentLength = Large(1).Length;
            await context.Response.Body.WriteAsync(Large(1).AsMemory(0, bytes));
            await context.Response.Body.FlushAsync();
            while (new FileInfo(Part) is not { Exists: true } part || part.Length < bytes)
            {
                await Task.Delay(20);
            }

            await stop.CancelAsync();
            return true;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch(ct: stop.Token));
    }
}
