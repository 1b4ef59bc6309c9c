using Dapper;
using Marquee.Catalog.Search;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// Searches the titles that only members' files or earlier catalogs know. They are few, so they get a small index of their own.
/// A search takes the index that is there; when titles or the catalog have changed, another is made behind it and takes its place.
/// </summary>
public sealed partial class KnownSearch(Database database, DataFolder folder, TimeProvider time, ILogger<KnownSearch> log) : IAsyncDisposable
{
    /// <summary>How often searches let somebody look for what other processes kept.</summary>
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim _one = new(1, 1);
    readonly CancellationTokenSource _end = new();
    volatile Served? _served;
    volatile bool _searched;
    Task _looking = Task.CompletedTask;
    long _looked;

    /// <param name="Index">Null when there is no such title.</param>
    sealed record Served(State Of, Lent<TitleIndex>? Index);

    /// <summary>
    /// Brings the index up to date and returns when searches find what was kept before; whoever has kept titles awaits it. Does
    /// nothing while nobody has searched yet.
    /// </summary>
    public Task Refresh(CancellationToken ct) => _searched ? Make(ct) : Task.CompletedTask;

    internal async Task<IReadOnlyList<SearchHit>> Search(SearchQuery query, bool whileTyping, CancellationToken ct)
    {
        using var lease = await Rent(ct);
        return lease is null ? [] : whileTyping ? lease.Index.Suggest(query, ct) : lease.Index.Search(query, ct);
    }

    /// <returns>Null when there is no such title.</returns>
    internal async ValueTask<Lent<TitleIndex>.Lease?> Rent(CancellationToken ct)
    {
        _searched = true;
        if (_served is null)
        {
            await Make(ct);
        }
        else
        {
            LookBehind();
        }

        while (_served is { Index: { } index })
        {
            if (index.Borrow() is { } lease)
            {
                return lease;
            }
        }

        return null;
    }

    void LookBehind()
    {
        var last = Volatile.Read(ref _looked);
        if ((time.GetElapsedTime(last) < LookEvery && _served!.Of.Generation == database.CurrentGeneration) || _end.IsCancellationRequested)
        {
            return;
        }

        if (_looking.IsCompleted && Interlocked.CompareExchange(ref _looked, time.GetTimestamp(), last) == last)
        {
            _looking = Task.Run(Look);
        }
    }

    async Task Look()
    {
        try
        {
            await Make(_end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            NotMade(e);
        }
    }

    async Task Make(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var generation = database.CurrentGeneration;
            await using var connection = await database.Read(generation, ct);
            // What was copied from a catalog is in the catalog; only another generation can lack it.
            var state = await connection.QueryFirstAsync<State>(new CommandDefinition(
                "select count(*) as count, coalesce(max(learned_at), 0) as latest from known.title where not from_catalog", cancellationToken: ct)) with
            { Generation = generation };
            if (state == _served?.Of)
            {
                return;
            }

            var titles = await KnownTitles.NotInCatalog(connection, ct);
            var old = _served;
            _served = new Served(state, titles.Count == 0 ? null : new Lent<TitleIndex>(Build(titles, ct)));
            old?.Index?.Retire();
        }
        finally
        {
            _one.Release();
        }
    }

    TitleIndex Build(IReadOnlyList<TitleFacts> titles, CancellationToken ct)
    {
        var place = Directory.CreateDirectory(folder.At("catalog", FolderPrefix + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var file = SearchIndexes.File(place);
            using (var builder = new TitleIndexBuilder(place))
            {
                foreach (var title in titles)
                {
                    builder.AddTitle(title.Id.Number, title.Kind, title.Adult, title.Year, title.Votes, Utf8(title.Title), Utf8(title.Original ?? ""));
                    if (title.Series is { } series)
                    {
                        builder.AddEpisode(title.Id.Number, series.Id.Number, series.Season, series.Episode);
                    }
                }

                builder.Build(file, null, ct);
            }

            return TitleIndex.Open(file);
        }
        finally
        {
            // The open index goes on reading what no longer has a name.
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>Of the folders in which the index is made; each lives for the moment that takes.</summary>
    internal const string FolderPrefix = "known-";

    static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        var served = _served;
        _served = new Served(new State(), null);
        served?.Index?.Retire();
        _one.Dispose();
        _end.Dispose();
    }

    /// <summary>What the index was made from; equal when it need not be made again.</summary>
    sealed record State
    {
        public int Generation { get; init; }

        public long Count { get; init; }

        public long Latest { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The small index of members' own titles could not be brought up to date; the old one serves")]
    partial void NotMade(Exception e);
}
