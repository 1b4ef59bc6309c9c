using System.Diagnostics.Metrics;
using Marquee.Metering;
using Marquee.Storage;
using Marquee.Upkeep;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Upkeep;

/// <summary>How outside systems answered is known after a restart, and to every node.</summary>
public sealed class SourceStoreTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    readonly SteppedTime _clock = new();

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    /// <summary>One life of a process: what it heard itself, over the house's table.</summary>
    sealed class Life : IDisposable
    {
        readonly ServiceProvider _services;
        readonly Histogram<double> _calls;

        public Life(TestHouse house, TimeProvider clock)
        {
            _services = new ServiceCollection().AddMetrics().AddSingleton(clock).AddSingleton(house.Database).AddSingleton<SourceStates>().AddSingleton<SourceStore>().BuildServiceProvider();
            _services.GetRequiredService<SourceStates>();
            _calls = _services.GetRequiredService<IMeterFactory>().Create(SourceStates.Meter).CreateHistogram<double>(SourceStates.Instrument);
        }

        public SourceStore Sources => _services.GetRequiredService<SourceStore>();

        public void Answers(string host) => _calls.Record(0.1, new KeyValuePair<string, object?>("server.address", host));

        public void Fails(string host, string error) => _calls.Record(0.1, new("server.address", host), new("error.type", error));

        public async Task<SourceState> Of(string host) => Assert.Single(await Sources.All(Ct), state => state.Host == host);

        public void Dispose() => _services.Dispose();
    }

    DateTimeOffset Pass()
    {
        _clock.Move(TimeSpan.FromMinutes(1));
        return _clock.GetUtcNow();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_restart_forgets_neither_the_last_answer_nor_since_when_a_source_fails(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        DateTimeOffset good, since, failure;
        using (var before = new Life(house, _clock))
        {
            good = Pass();
            before.Answers("films.example");
            since = Pass();
            before.Fails("films.example", "503");
            await before.Sources.Keep(Ct);
            failure = Pass();
            before.Fails("films.example", "timeout");
            Assert.Equal(new SourceState("films.example", 3, good, failure, since, "timeout"), await before.Of("films.example"));
            await before.Sources.Keep(Ct);
        }

        Pass();
        using var after = new Life(house, _clock);
        Assert.Equal(new SourceState("films.example", 0, good, failure, since, "timeout"), await after.Of("films.example"));
        failure = Pass();
        after.Fails("films.example", "503");
        Assert.Equal(new SourceState("films.example", 1, good, failure, since, "503"), await after.Of("films.example"));
        good = Pass();
        after.Answers("films.example");
        Assert.Equal(new SourceState("films.example", 2, good, failure, null, "503"), await after.Of("films.example"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_two_nodes_saw_is_put_together(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        using var one = new Life(house, _clock);
        using var other = new Life(house, _clock);
        Pass();
        one.Fails("films.example", "503");
        var good = Pass();
        other.Answers("films.example");
        other.Answers("posters.example");
        await other.Sources.Keep(Ct);
        await one.Sources.Keep(Ct);
        var seen = await other.Of("films.example");
        Assert.Equal((good, null, "503"), (seen.LastGood, seen.FailingSince, seen.Error));
        Assert.Equal(["films.example", "posters.example"], (await one.Sources.All(Ct)).Select(state => state.Host));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_calls_any_more_is_forgotten_after_a_season(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        using (var before = new Life(house, _clock))
        {
            Pass();
            before.Answers("gone.example");
            await before.Sources.Keep(Ct);
        }

        using var after = new Life(house, _clock);
        _clock.Move(TimeSpan.FromDays(89));
        Assert.Single(await after.Sources.All(Ct));
        _clock.Move(TimeSpan.FromDays(2));
        Assert.Empty(await after.Sources.All(Ct));
    }

    [Fact]
    public void A_failure_is_over_with_any_later_good_answer_whoever_got_it()
    {
        var failing = State(good: 10, failure: 30, since: 12, "late");
        Assert.Equal(State(20, 30, 30, "late"), failing.With(State(20, null, null, null)));
        Assert.Equal(State(40, 30, null, "late"), failing.With(State(40, 5, null, "early")));
        Assert.Equal(State(10, 35, 11, "newest"), failing.With(State(null, 35, 11, "newest")));

        static SourceState State(int? good, int? failure, int? since, string? error) => new("h", 0, At(good), At(failure), At(since), error);
        static DateTimeOffset? At(int? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
    }
}
